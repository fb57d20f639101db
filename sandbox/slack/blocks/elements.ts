// Interactive elements, one line of limits each. From section 3.5 of the platform notes and @slack/types 3.2.0.

import { type Json, records, str } from '../model.ts';
import {
  confirm,
  conversationFilter,
  dispatchConfig,
  distinctValues,
  image,
  initialAmongOptions,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  richOption,
  url,
} from './objects.ts';
import { richTextBlock } from './rich-text.ts';
import { type Check, exactlyOne, flag, list, note, number, object, oneOf, type Rule, string } from './schema.ts';

const ACTION = { action_id: string(1, 255) };
const CONFIRMED = { ...ACTION, confirm };
const STYLE = oneOf('primary', 'danger');

const focusOnLoad: Check = (value, at, walk) => {
  flag(value, at, walk);
  if (value !== true) return;
  walk.totals.focus += 1;
  if (walk.surface === 'message') note(walk, at, 'focus_on_load is only allowed in views');
  if (walk.totals.focus > 1) note(walk, at, 'only one element may have focus_on_load');
};

const FOCUS = { focus_on_load: focusOnLoad };
const PLACE = { placeholder: plainText(150) };
const PICKED = { ...CONFIRMED, ...FOCUS };
const MENU = { ...PICKED, ...PLACE };
const MANY = { ...MENU, max_selected_items: number(1, 100) };
const TYPED = { ...ACTION, ...FOCUS, ...PLACE, dispatch_action_config: dispatchConfig };
const ids = list(string(1, 30), 0, 100);

const CHOICES = { options: list(plainOption, 1, 100), option_groups: list(optionGroup, 1, 100) };
const optionsOrGroups = exactlyOne('options', 'option_groups');
const inputOnly: Record<string, Check> = { response_url_enabled: flag };
const CONVERSATIONS = { default_to_current_conversation: flag, filter: conversationFilter };

const initialWithin: Rule = (value, at, walk) => {
  const limit = value.max_selected_items;
  const chosen = Array.isArray(value.initial_options) ? value.initial_options.length : 0;
  if (typeof limit === 'number' && chosen > limit) note(walk, at, `no more than ${limit} initial options allowed`);
};

const lengths: Rule = (value, at, walk) => {
  const { min_length: min, max_length: max, initial_value: initial } = value as Json & { initial_value?: unknown };
  if (typeof min === 'number' && typeof max === 'number' && min > max) note(walk, at, 'min_length is over max_length');
  if (typeof max === 'number' && str(initial).length > max) note(walk, at, 'initial_value is over max_length');
  if (typeof min === 'number' && initial !== undefined && str(initial).length < min) {
    note(walk, at, 'initial_value is under min_length');
  }
};

const numbers: Rule = (value, at, walk) => {
  const [min, max, initial] = ['min_value', 'max_value', 'initial_value'].map((name) =>
    value[name] === undefined ? undefined : Number(value[name]),
  );
  if (min !== undefined && max !== undefined && min > max) note(walk, at, 'min_value is over max_value');
  if (initial === undefined) return;
  if ((min !== undefined && initial < min) || (max !== undefined && initial > max)) {
    note(walk, at, 'initial_value is out of range');
  }
  if (value.is_decimal_allowed === false && !Number.isInteger(initial)) note(walk, at, 'initial_value is a decimal');
};

const lines: Rule = (value, at, walk) => {
  if (Number(value.min_lines ?? 1) > Number(value.max_lines ?? 100)) note(walk, at, 'min_lines is over max_lines');
};

const realDate: Check = (value, at, walk) => {
  string(10, 10, /^\d{4}-\d\d-\d\d$/)(value, at, walk);
  const date = new Date(`${String(value)}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value) note(walk, at, 'not a date');
};

const zone: Check = (value, at, walk) => {
  string(1, 100)(value, at, walk);
  if (typeof value === 'string' && !Intl.supportedValuesOf('timeZone').includes(value) && value !== 'UTC') {
    note(walk, at, `unknown timezone ${value}`);
  }
};

const numeral = string(1, 40, /^-?\d+(?:\.\d+)?$/);
const feedback = object({ 'text!': plainText(75), 'value!': string(1, 2000), accessibility_label: string(1, 75) });

export const ELEMENTS: Record<string, Check> = {
  button: object({
    ...CONFIRMED,
    'text!': plainText(75),
    value: string(1, 2000),
    url: url(),
    style: STYLE,
    accessibility_label: string(1, 75),
  }),
  workflow_button: object({
    ...CONFIRMED,
    'text!': plainText(75),
    'workflow!': object({
      'trigger!': object({
        'url!': url(),
        customizable_input_parameters: list(object({ 'name!': string(1, 255), 'value!': string(0, 3000) }), 0, 100),
      }),
    }),
    style: STYLE,
    accessibility_label: string(1, 75),
  }),
  overflow: object({ ...CONFIRMED, 'options!': list(overflowOption, 1, 5) }, distinctValues),
  checkboxes: object(
    { ...PICKED, 'options!': list(richOption, 1, 10), initial_options: list(richOption, 1, 10) },
    initialAmongOptions,
    distinctValues,
  ),
  radio_buttons: object(
    { ...PICKED, 'options!': list(richOption, 1, 10), initial_option: richOption },
    initialAmongOptions,
    distinctValues,
  ),
  static_select: object({ ...MENU, ...CHOICES, initial_option: plainOption }, optionsOrGroups, initialAmongOptions),
  multi_static_select: object(
    { ...MANY, ...CHOICES, initial_options: list(plainOption, 1, 100) },
    optionsOrGroups,
    initialAmongOptions,
    initialWithin,
  ),
  // The options are not known yet, so the initial one is only checked for its shape.
  external_select: object({ ...MENU, initial_option: plainOption, min_query_length: number(0, 3000) }),
  multi_external_select: object(
    { ...MANY, initial_options: list(plainOption, 1, 100), min_query_length: number(0, 3000) },
    initialWithin,
  ),
  users_select: object({ ...MENU, initial_user: string(1, 30) }),
  multi_users_select: object({ ...MANY, initial_users: ids }),
  conversations_select: object({ ...MENU, ...CONVERSATIONS, ...inputOnly, initial_conversation: string(1, 30) }),
  multi_conversations_select: object({ ...MANY, ...CONVERSATIONS, initial_conversations: ids }),
  channels_select: object({ ...MENU, ...inputOnly, initial_channel: string(1, 30) }),
  multi_channels_select: object({ ...MANY, initial_channels: ids }),
  datepicker: object({ ...MENU, initial_date: realDate }),
  timepicker: object({ ...MENU, initial_time: string(5, 5, /^(?:[01]\d|2[0-3]):[0-5]\d$/), timezone: zone }),
  datetimepicker: object({ ...PICKED, initial_date_time: number(1_000_000_000, 9_999_999_999) }),
  plain_text_input: object(
    {
      ...TYPED,
      initial_value: string(0, 3000),
      multiline: flag,
      min_length: number(0, 3000),
      max_length: number(1, 3000),
    },
    lengths,
  ),
  email_text_input: object({ ...TYPED, initial_value: string(0, 3000) }),
  url_text_input: object({ ...TYPED, initial_value: string(0, 3000) }),
  number_input: object(
    { ...TYPED, 'is_decimal_allowed!': flag, initial_value: numeral, min_value: numeral, max_value: numeral },
    numbers,
  ),
  rich_text_input: object(
    { ...TYPED, initial_value: richTextBlock, min_lines: number(1, 100), max_lines: number(1, 100) },
    lines,
  ),
  file_input: object(
    { ...ACTION, filetypes: list(string(1, 20), 1, 100), max_files: number(1, 10) },
    (_v, at, walk) => {
      if (!walk.scopes.has('files:read')) note(walk, at, 'file_input needs the scope files:read');
    },
  ),
  feedback_buttons: object({ ...ACTION, 'positive_button!': feedback, 'negative_button!': feedback }),
  icon_button: object({
    ...CONFIRMED,
    'icon!': oneOf('trash'),
    'text!': plainText(75),
    value: string(1, 2000),
    accessibility_label: string(1, 75),
    visible_to_user_ids: ids,
  }),
  image: image(),
};

export const SELECTS = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
export const MULTI_SELECTS = SELECTS.map((name) => `multi_${name}`);

/** Ids of elements are unique in their block. */
export const uniqueActions: Rule = (value, at, walk) => {
  const seen = new Set<unknown>();
  for (const element of records(value.elements)) {
    const id = element.action_id;
    if (id !== undefined && seen.has(id)) note(walk, at, `action_id already exists: ${String(id)}`);
    seen.add(id);
  }
};
