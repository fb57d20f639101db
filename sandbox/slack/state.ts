// What a form holds: `view.state.values` as Slack sends it, from the initial values and what the person typed.

import { type Block, isRecord, type Json, records, str } from './model.ts';

export interface Kind {
  /** The field of the state that holds the value. */
  field: string;
  /** What stands there when nothing was given. */
  empty: null | [];
  /** The element's field with the value to start from. */
  initial: string;
}

const one = (field: string, initial: string): Kind => ({ field, initial, empty: null });
const many = (field: string, initial: string): Kind => ({ field, initial, empty: [] });

const KINDS: Record<string, Kind> = {
  plain_text_input: one('value', 'initial_value'),
  email_text_input: one('value', 'initial_value'),
  url_text_input: one('value', 'initial_value'),
  number_input: one('value', 'initial_value'),
  rich_text_input: one('rich_text_value', 'initial_value'),
  static_select: one('selected_option', 'initial_option'),
  external_select: one('selected_option', 'initial_option'),
  radio_buttons: one('selected_option', 'initial_option'),
  users_select: one('selected_user', 'initial_user'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  channels_select: one('selected_channel', 'initial_channel'),
  multi_static_select: many('selected_options', 'initial_options'),
  multi_external_select: many('selected_options', 'initial_options'),
  checkboxes: many('selected_options', 'initial_options'),
  multi_users_select: many('selected_users', 'initial_users'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations'),
  multi_channels_select: many('selected_channels', 'initial_channels'),
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: one('selected_date_time', 'initial_date_time'),
  file_input: many('files', 'initial_files'),
};

export const kindOf = (element: Json): Kind | undefined => KINDS[str(element.type)];

/** An interactive element and where it stands. */
export interface Placed {
  block: Block;
  element: Json;
  blockId: string;
  actionId: string;
}

function elementsOf(block: Json): Json[] {
  switch (block.type) {
    case 'input':
      return records([block.element]);
    case 'section':
      return records([block.accessory]);
    case 'actions':
    case 'context_actions':
      return records(block.elements);
    case 'card':
      return records(block.actions);
    case 'carousel':
      return records(block.elements).flatMap(elementsOf);
    case 'container':
      return [];
    default:
      return [];
  }
}

/** Every interactive element, containers opened. */
export function placed(blocks: Block[]): Placed[] {
  return blocks.flatMap((block) => {
    const here = elementsOf(block).flatMap((element) => {
      const actionId = str(element.action_id);
      return actionId ? [{ block, element, actionId, blockId: str(block.block_id) }] : [];
    });
    return [...here, ...placed(records(block.child_blocks) as Block[])];
  });
}

export const typedKey = (at: Placed): string => `${at.blockId}\n${at.actionId}`;

/** The value that stands in an element: typed, else initial, else empty. */
function standing(at: Placed, typed: ReadonlyMap<string, Json>): Json | undefined {
  const kind = kindOf(at.element);
  if (!kind) return undefined;
  const type = str(at.element.type);
  const own = typed.get(typedKey(at));
  // An update that puts another kind of element under the same ids starts afresh.
  if (own && own.type === type) return own;
  const value: Json = { type, [kind.field]: at.element[kind.initial] ?? kind.empty };
  if (type === 'timepicker' && at.element.timezone !== undefined) value.timezone = at.element.timezone;
  return value;
}

export function stateOf(blocks: Block[], typed: ReadonlyMap<string, Json>): Record<string, Record<string, Json>> {
  const values: Record<string, Record<string, Json>> = {};
  for (const at of placed(blocks)) {
    const value = standing(at, typed);
    if (value) values[at.blockId] = { ...values[at.blockId], [at.actionId]: value };
  }
  return values;
}

/** What a state's entry holds, whatever its kind. */
export function heldValue(entry: Json | undefined): unknown {
  const kind = entry && kindOf(entry);
  return kind && entry[kind.field];
}

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && value.type === 'rich_text' && records(value.elements).length === 0;
}
