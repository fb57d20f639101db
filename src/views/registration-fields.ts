// The fields of an event's own registration form, as many as a form in Slack can hold.

import type { RegistrationForm } from '../operations/register-person.ts';
import type { Block } from './blocks.ts';
import { choiceInput, typedInstead } from './choice-field.ts';
import { emailInput, textInput, urlInput } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { isSeen } from './names.ts';

type Field = RegistrationForm['fields'][number];

/** An event with more asks too much of anybody. */
const MOST_FIELDS = 40;

const ELSEWHERE = "the event's registration page has them all";

/** Bytes of JSON; Slack refuses views over 250 kB, and there is more in one than its fields. */
const MOST_BYTES = 200_000;

/** Room in what the form carries, for the count of its attempts. */
const SPARE = 20;

export interface RegistrationFields {
  blocks: Block[];
  /** The fields that are shown, by Livestorm's id. */
  ids: string[];
  /** How many are not. */
  missing: { required: number; optional: number };
}

/**
 * In the event's order, each id once. Where not all fit, the e-mail address goes first, then what is required.
 * `carried` is the length of what the form carries besides the fields' ids.
 */
export function registrationFields(
  fields: Field[],
  typed: Record<string, string>,
  carried: number,
): RegistrationFields {
  const each = [...new Map(fields.toReversed().map((field) => [field.id, field])).values()].reverse();
  const rank = ({ id, required }: Field): number => (id === 'email' ? 0 : required ? 1 : 2);
  const room = { fields: MOST_FIELDS, carried: LIMITS.metadata - SPARE - carried };
  const kept = new Set(each.toSorted((a, b) => rank(a) - rank(b)).filter((field) => hasRoom(field, room)));
  const shown = each.filter((field) => kept.has(field));
  const missing = each.filter((field) => !kept.has(field));
  return {
    blocks: blocksOf(shown, typed),
    ids: shown.map(({ id }) => id),
    missing: {
      required: missing.filter(({ required }) => required).length,
      optional: missing.filter(({ required }) => !required).length,
    },
  };
}

/** Takes the field's place in the form and in what it carries, when both have room for it. */
function hasRoom({ id }: Field, room: { fields: number; carried: number }): boolean {
  const cost = JSON.stringify(id).length + 1;
  if (!isSeen(id) || id.length > LIMITS.id || room.fields === 0 || cost > room.carried) return false;
  room.fields -= 1;
  room.carried -= cost;
  return true;
}

function blocksOf(fields: Field[], typed: Record<string, string>): Block[] {
  let left = MOST_BYTES;
  return fields.map((field) => {
    const words = Object.hasOwn(typed, field.id) ? typed[field.id] : undefined;
    const full = fieldInput(field, words);
    const block = bytes(full) > left ? typedInstead(common(field), words) : full;
    left -= bytes(block);
    return block;
  });
}

const bytes = (block: Block): number => new TextEncoder().encode(JSON.stringify(block)).length;

const common = ({ id, required }: Field) => ({ name: id, label: labelOf(id), optional: !required });

function fieldInput(field: Field, typed: string | undefined): Block {
  const { id, type, options, multiple } = field;
  const initial = typed === undefined || typed.length > LIMITS.inputValue ? {} : { initial: typed };
  // A registration without an address is none, whatever the event says of this field.
  if (id === 'email') return emailInput({ ...common(field), optional: false, ...initial });
  if (type === 'file') {
    return urlInput({ ...common(field), hint: 'The address of a public image (PNG or JPEG).', ...initial });
  }
  if (options.length > 0) {
    const choices = options.map((label, index) => ({ value: choiceValue(label, index), label }));
    return choiceInput({ ...common(field), choices, multiple, elsewhere: ELSEWHERE, ...initial });
  }
  return textInput({ ...common(field), maxLength: LIMITS.inputValue, ...initial });
}

/** A choice longer than Slack's values goes by its place; `choiceMeant` reads it again. */
const choiceValue = (choice: string, index: number): string =>
  choice.length <= LIMITS.optionValue ? choice : `#${index}`;

/** Livestorm's own words for a value that the form brought back. */
export const choiceMeant = (options: string[], value: string): string =>
  options.includes(value) || !/^#\d+$/.test(value) ? value : (options[Number(value.slice(1))] ?? value);

/** `first_name` → First name. Livestorm's event names its fields by slug only. */
export function labelOf(id: string): string {
  const words = id.replace(/[_-]+/g, ' ').trim();
  if (words === 'email') return 'E-mail address';
  return words === '' ? id : words.charAt(0).toUpperCase() + words.slice(1);
}
