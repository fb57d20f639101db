// Composition objects: texts, options, confirmations, images. Limits from docs.slack.dev/reference/block-kit/composition-objects.

import { isDeepStrictEqual } from 'node:util';
import { type Json, records } from '../model.ts';
import { isLiveUrl, pieces } from '../mrkdwn.ts';
import { byType, type Check, exactlyOne, flag, list, note, object, oneOf, type Rule, string } from './schema.ts';

/** mrkdwn whose `<` always opens a sequence Slack knows: anything else is a forgotten escape. */
const wellFormed: Rule = (value, at, walk) => {
  const bad = typeof value.text === 'string' ? pieces(value.text).bad : undefined;
  if (bad !== undefined) note(walk, `${at}/text`, `malformed control sequence: ${bad.slice(0, 40)}`);
};

const plain = (max: number): Check => object({ 'text!': string(1, max), emoji: flag });
const markdown = (max: number): Check => object({ 'text!': string(1, max), verbatim: flag }, wellFormed);

export const plainText = (max: number): Check => byType({ plain_text: plain(max) });
export const mrkdwnText = (max: number): Check => byType({ mrkdwn: markdown(max) });
export const anyText = (max: number): Check => byType({ plain_text: plain(max), mrkdwn: markdown(max) });

export const url = (max = 3000): Check => {
  const text = string(1, max);
  return (value, at, walk) => {
    text(value, at, walk);
    if (typeof value === 'string' && !isLiveUrl(value)) note(walk, at, 'invalid url');
  };
};

const IMAGE_SOURCE = exactlyOne('image_url', 'slack_file');
const slackFile = object({ url: url(), id: string(1, 255) }, exactlyOne('url', 'id'));
const httpUrl: Check = (value, at, walk) => {
  string(1, 3000, /^https?:\/\/[^\s]+$/i)(value, at, walk);
};

const IMAGE_FIELDS = { image_url: httpUrl, slack_file: slackFile, 'alt_text!': string(1, 2000) };

export const image = (more: Record<string, Check> = {}): Check => object({ ...IMAGE_FIELDS, ...more }, IMAGE_SOURCE);

// `value` is 150 in the reference and 75 in the types: the reference wins, ids should stay under 75.
const optionWith = (text: Check, more: Record<string, Check> = {}): Check =>
  object({ 'text!': text, 'value!': string(1, 150), description: anyText(75), ...more });

export const plainOption = optionWith(plainText(75));
export const richOption = optionWith(anyText(75));
export const overflowOption = optionWith(plainText(75), { url: url() });

export const optionGroup = object({ 'label!': plainText(75), 'options!': list(plainOption, 1, 100) });

export const confirm = object({
  title: plainText(100),
  'text!': anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: oneOf('primary', 'danger'),
});

export const dispatchConfig = object({
  trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2),
});

export const conversationFilter = object({
  include: list(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
  exclude_external_shared_channels: flag,
  exclude_bot_users: flag,
});

/** Every option of a menu, groups flattened. */
export function optionsOf(element: Json): Json[] {
  return [...records(element.options), ...records(element.option_groups).flatMap((g) => records(g.options))];
}

/** What is chosen at the start must be one of the options, word for word. */
export const initialAmongOptions: Rule = (value, at, walk) => {
  const options = optionsOf(value);
  const chosen = [...records([value.initial_option]), ...records(value.initial_options)];
  for (const option of chosen) {
    if (!options.some((each) => isDeepStrictEqual(each, option))) {
      note(walk, at, `initial option ${String(option.value)} is not one of the options`);
    }
  }
};

export const distinctValues: Rule = (value, at, walk) => {
  const values = optionsOf(value).map((option) => option.value);
  if (new Set(values).size !== values.length) note(walk, at, 'option values must be unique');
};
