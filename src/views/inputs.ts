// The fields of forms. A field's name is its block id and its action id: errors land under it, answers are found by it.

import type { InputBlock, PlainTextOption } from '@slack/types';
import { LIMITS, whole } from './limits.ts';
import { plain } from './text.ts';

export interface Field {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** Sends an action at every change, to redraw the form. */
  dispatch?: boolean;
  placeholder?: string;
}

/** `value` at most 75 characters; `label` is cut at 75. */
export interface Choice {
  value: string;
  label: string;
  description?: string;
}

type Element = InputBlock['element'];

function input(field: Field, element: Element): InputBlock {
  return {
    type: 'input',
    block_id: whole(field.name, LIMITS.id, 'the name of a field'),
    label: plain(field.label, LIMITS.label),
    element,
    ...(field.hint !== undefined && { hint: plain(field.hint, LIMITS.hint) }),
    ...(field.optional && { optional: true }),
    ...(field.dispatch && { dispatch_action: true }),
  };
}

const common = ({ name, placeholder }: Field): { action_id: string; placeholder?: ReturnType<typeof plain> } => ({
  action_id: name,
  ...(placeholder !== undefined && { placeholder: plain(placeholder, LIMITS.placeholder) }),
});

interface TextField extends Field {
  initial?: string;
  multiline?: boolean;
  /** In UTF-16 units, 0 to 3,000. */
  minLength?: number;
  maxLength?: number;
}

/** An initial text that is longer than the field takes is refused, not cut: it would be saved so. */
export function textInput(field: TextField): InputBlock {
  const max = Math.min(field.maxLength ?? LIMITS.inputValue, LIMITS.inputValue);
  return input(field, {
    type: 'plain_text_input',
    ...common(field),
    ...(field.initial && { initial_value: whole(field.initial, max, 'the initial text of a field') }),
    ...(field.multiline && { multiline: true }),
    ...(field.minLength !== undefined && { min_length: field.minLength }),
    ...(field.maxLength !== undefined && { max_length: max }),
  });
}

export const emailInput = (field: Field & { initial?: string }): InputBlock =>
  input(field, { type: 'email_text_input', ...common(field), ...(field.initial && { initial_value: field.initial }) });

export const urlInput = (field: Field & { initial?: string }): InputBlock =>
  input(field, { type: 'url_text_input', ...common(field), ...(field.initial && { initial_value: field.initial }) });

export const option = ({ value, label, description }: Choice): PlainTextOption => ({
  text: plain(label, LIMITS.optionText),
  value: whole(value, LIMITS.optionValue, 'the value of a choice'),
  ...(description !== undefined && { description: plain(description, LIMITS.optionText) }),
});

/** At most `max` choices, at least one: Slack refuses a select with nothing to choose. */
function options(choices: Choice[], max: number): PlainTextOption[] {
  if (choices.length === 0) throw new RangeError('a field with nothing to choose');
  return choices.slice(0, max).map(option);
}

const chosen = (all: PlainTextOption[], values: string[] = []): PlainTextOption[] =>
  all.filter(({ value }) => value !== undefined && values.includes(value));

interface OneOf extends Field {
  choices: Choice[];
  /** The value of a choice; another one is left out. */
  initial?: string;
}

interface SomeOf extends Field {
  choices: Choice[];
  initial?: string[];
}

/** At most 100 choices are shown. */
export function selectInput(field: OneOf): InputBlock {
  const all = options(field.choices, LIMITS.options);
  const [initial] = chosen(all, field.initial === undefined ? [] : [field.initial]);
  return input(field, {
    type: 'static_select',
    ...common(field),
    options: all,
    ...(initial && { initial_option: initial }),
  });
}

export function multiSelectInput(field: SomeOf): InputBlock {
  const all = options(field.choices, LIMITS.options);
  const initial = chosen(all, field.initial);
  return input(field, {
    type: 'multi_static_select',
    ...common(field),
    options: all,
    ...(initial.length > 0 && { initial_options: initial }),
  });
}

/** Choices come from the app as the reader types; an empty query asks too. */
export const externalSelectInput = (field: Field & { initial?: Choice; minQuery?: number }): InputBlock =>
  input(field, {
    type: 'external_select',
    ...common(field),
    min_query_length: field.minQuery ?? 0,
    ...(field.initial && { initial_option: option(field.initial) }),
  });

/** `initial` is 'YYYY-MM-DD'. */
export const dateInput = (field: Field & { initial?: string }): InputBlock =>
  input(field, { type: 'datepicker', ...common(field), ...(field.initial && { initial_date: field.initial }) });

/** `initial` is 'HH:mm'. `timeZone` is shown beside it, by Slack. */
export const timeInput = (field: Field & { initial?: string; timeZone?: string }): InputBlock =>
  input(field, {
    type: 'timepicker',
    ...common(field),
    ...(field.initial && { initial_time: field.initial }),
    ...(field.timeZone && { timezone: field.timeZone }),
  });

/** At most ten. */
export function checkboxesInput(field: SomeOf): InputBlock {
  const all = options(field.choices, LIMITS.choices);
  const initial = chosen(all, field.initial);
  return input(field, {
    type: 'checkboxes',
    action_id: field.name,
    options: all,
    ...(initial.length > 0 && { initial_options: initial }),
  });
}

/** At most ten. */
export function radioInput(field: OneOf): InputBlock {
  const all = options(field.choices, LIMITS.choices);
  const [initial] = chosen(all, field.initial === undefined ? [] : [field.initial]);
  return input(field, {
    type: 'radio_buttons',
    action_id: field.name,
    options: all,
    ...(initial && { initial_option: initial }),
  });
}

/** One file. Needs the scope files:read, or Slack refuses the whole form; it refuses files over 10 MB by itself. */
export const fileInput = (field: Field & { filetypes: string[] }): InputBlock =>
  input(field, { type: 'file_input', action_id: field.name, filetypes: field.filetypes, max_files: 1 });
