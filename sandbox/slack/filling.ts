// What a person can type or choose in an element, and what the form says when it is not good enough to send.

import { optionsOf } from './blocks/objects.ts';
import { type Channel, isRecord, type Json, records, str, type View } from './model.ts';
import { extensionOf } from './people-files.ts';
import { heldValue, isEmpty, kindOf, type Placed, placed } from './state.ts';
import type { Workspace } from './workspace.ts';

export interface Filler {
  workspace: Workspace;
  userId: string;
  /** Options that an options request brought for this element. */
  suggested: Json[];
}

type Read = (value: unknown, at: Placed, filler: Filler) => unknown;

function cannot(at: Placed, why: string): never {
  throw new Error(`${at.blockId}/${at.actionId} (${str(at.element.type)}): ${why}`);
}

const text: Read = (value, at) => {
  if (typeof value !== 'string') cannot(at, 'takes text');
  const max = at.element.max_length;
  if (typeof max === 'number' && value.length > max) cannot(at, `takes at most ${max} characters, not ${value.length}`);
  if (value.includes('\n') && at.element.multiline !== true) cannot(at, 'takes one line');
  return value === '' ? null : value;
};

const matching =
  (pattern: RegExp, form: string): Read =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? value : cannot(at, `takes ${form}`);

const option: Read = (value, at, { suggested }) => {
  const wanted = isRecord(value) ? value.value : value;
  const shown = [...suggested, ...optionsOf(at.element)];
  const initial = [at.element.initial_option, ...((at.element.initial_options as unknown[] | undefined) ?? [])];
  const found = [...shown, ...initial.filter(isRecord)].find((each) => each.value === wanted);
  return (
    found ??
    cannot(at, `has no option ${String(wanted)}; it shows ${shown.map((each) => str(each.value)).join(', ') || 'none'}`)
  );
};

const person: Read = (value, at, { workspace }) =>
  workspace.users.has(String(value)) ? value : cannot(at, `knows nobody called ${String(value)}`);

function allowed(channel: Channel, at: Placed, userId: string): boolean {
  if (at.element.type === 'channels_select' || at.element.type === 'multi_channels_select')
    return channel.kind === 'public';
  const include = isRecord(at.element.filter) ? at.element.filter.include : undefined;
  const kinds = Array.isArray(include) ? include : ['public', 'private', 'im', 'mpim'];
  return kinds.includes(channel.kind) && (channel.kind === 'public' || channel.members.has(userId));
}

const channel: Read = (value, at, { workspace, userId }) => {
  const found = workspace.channels.get(String(value));
  return found && !found.archived && allowed(found, at, userId) ? value : cannot(at, `does not show ${String(value)}`);
};

const several =
  (read: Read): Read =>
  (value, at, filler) => {
    const values = Array.isArray(value) ? value : [value];
    const max = at.element.max_selected_items;
    if (typeof max === 'number' && values.length > max) cannot(at, `takes at most ${max} choices`);
    return values.map((each) => read(each, at, filler));
  };

/** 10 MB is the most a file input takes (docs.slack.dev, file input element). */
const MOST_BYTES = 10_000_000;

const files: Read = (value, at) => {
  if (!Array.isArray(value)) return cannot(at, 'takes a list of files');
  const { filetypes, max_files: most } = at.element;
  if (value.length > Number(most ?? 10)) cannot(at, `takes at most ${most ?? 10} files`);
  for (const file of records(value)) {
    const known = !Array.isArray(filetypes) || filetypes.includes(extensionOf(str(file.name)));
    if (!known) cannot(at, `does not take ${str(file.name)}`);
    if (Number(file.size) > MOST_BYTES) cannot(at, 'takes at most 10 MB');
  }
  return value;
};

const READ: Record<string, Read> = {
  plain_text_input: text,
  email_text_input: text,
  url_text_input: text,
  number_input: (value, at) => (/^-?\d+(?:\.\d+)?$/.test(String(value)) ? String(value) : cannot(at, 'takes a number')),
  rich_text_input: (value, at) => (isRecord(value) ? value : cannot(at, 'takes a rich_text block')),
  static_select: option,
  external_select: option,
  radio_buttons: option,
  overflow: option,
  users_select: person,
  conversations_select: channel,
  channels_select: channel,
  multi_static_select: several(option),
  multi_external_select: several(option),
  checkboxes: several(option),
  multi_users_select: several(person),
  multi_conversations_select: several(channel),
  multi_channels_select: several(channel),
  datepicker: matching(/^\d{4}-\d\d-\d\d$/, 'a date like 2026-12-03'),
  timepicker: matching(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time like 15:30'),
  datetimepicker: (value, at) =>
    Number.isInteger(value) && String(value).length === 10 ? value : cannot(at, 'takes Unix seconds'),
  file_input: files,
};

/** The entry of the state after the person gave this value; throws when a person could not have given it. */
export function entryFor(at: Placed, value: unknown, filler: Filler): Json {
  const type = str(at.element.type);
  const kind = kindOf(at.element) ?? (type === 'overflow' ? { field: 'selected_option', empty: null } : undefined);
  const read = READ[type];
  if (!kind || !read) return cannot(at, 'is not something to fill in');
  const given = value === null ? kind.empty : read(value, at, filler);
  return { type, [kind.field]: given, ...(at.element.timezone === undefined ? {} : { timezone: at.element.timezone }) };
}

const URL_LIKE = /^https?:\/\/[^\s.]+\.[^\s]+$/i;
const EMAIL_LIKE = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function tooShort(element: Json, value: unknown): string | undefined {
  const min = element.min_length;
  return typeof min === 'number' && String(value).length < min ? `Enter at least ${min} characters` : undefined;
}

function numberComplaint(element: Json, value: unknown): string | undefined {
  const number = Number(value);
  if (element.is_decimal_allowed === false && !Number.isInteger(number)) return 'Enter a whole number';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Enter at least ${element.min_value}`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Enter at most ${element.max_value}`;
  return undefined;
}

function complaint(element: Json, value: unknown): string | undefined {
  if (isEmpty(value)) return undefined;
  if (element.type === 'email_text_input' && !EMAIL_LIKE.test(String(value))) return 'Enter a valid email address';
  if (element.type === 'url_text_input' && !URL_LIKE.test(String(value))) return 'Enter a valid URL';
  if (element.type === 'number_input') return numberComplaint(element, value);
  return tooShort(element, value);
}

/** What Slack itself says under the inputs before it sends anything: required, too short, not an address. */
export function complaints(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const at of placed(view.blocks)) {
    if (at.block.type !== 'input') continue;
    const value = heldValue(view.state.values[at.blockId]?.[at.actionId]);
    const said =
      isEmpty(value) && at.block.optional !== true
        ? 'Please complete this required field.'
        : complaint(at.element, value);
    if (said) errors[at.blockId] = said;
  }
  return errors;
}
