// Rich text: sections, lists, quotes and preformatted parts, and the elements inside. From @slack/types 3.2.0.

import { url } from './objects.ts';
import { byType, type Check, flag, list, note, number, object, oneOf, string } from './schema.ts';

const STYLE = {
  style: object({
    bold: flag,
    italic: flag,
    strike: flag,
    code: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  }),
};

const id = (letters: string): Check => string(3, 30, new RegExp(`^[${letters}][A-Z0-9]+$`));

const text = object({ 'text!': string(1, 100_000), ...STYLE });
const link = object({ 'url!': url(), text: string(1, 100_000), unsafe: flag, ...STYLE });

/** A date must show something: either a text without braces or known tokens (docs: date_num … ago). */
const dateFormat: Check = (value, at, walk) => {
  string(1, 500)(value, at, walk);
  for (const token of String(value).matchAll(/\{([^}]*)\}/g)) {
    if (
      !/^(?:date_num|date_slash|(?:date|date_short|date_long)(?:_pretty)?|day_divider_pretty|time|time_secs|ago)$/.test(
        token[1] ?? '',
      )
    ) {
      note(walk, at, `unknown date token ${token[0]}`);
    }
  }
};

const INLINE = byType({
  text,
  link,
  user: object({ 'user_id!': id('UW'), ...STYLE }),
  channel: object({ 'channel_id!': id('CDG'), ...STYLE }),
  usergroup: object({ 'usergroup_id!': id('S'), ...STYLE }),
  team: object({ 'team_id!': id('TE'), ...STYLE }),
  broadcast: object({ 'range!': oneOf('here', 'channel', 'everyone'), ...STYLE }),
  color: object({ 'value!': string(4, 9, /^#[0-9a-f]+$/i), ...STYLE }),
  emoji: object({
    'name!': string(1, 100, /^[a-z0-9_+'-]+(?:::skin-tone-[2-6])?$/),
    unicode: string(1, 100),
    url: url(),
    ...STYLE,
  }),
  date: object({
    'timestamp!': number(0, 9_999_999_999),
    'format!': dateFormat,
    url: url(),
    fallback: string(1, 3000),
    ...STYLE,
  }),
});

const inline = list(INLINE, 0, 10_000);
const section = object({ 'elements!': inline });
const BORDER = { border: oneOf(0, 1) };

const parts = byType({
  rich_text_section: section,
  rich_text_quote: object({ 'elements!': inline, ...BORDER }),
  rich_text_preformatted: object({
    'elements!': list(byType({ text, link }), 0, 10_000),
    ...BORDER,
    language: string(1, 50),
  }),
  rich_text_list: object({
    'style!': oneOf('bullet', 'ordered'),
    'elements!': list(byType({ rich_text_section: section }), 1, 1000),
    indent: number(0, 8),
    offset: number(0, 10_000),
    ...BORDER,
  }),
});

export const richText: Check = object({ block_id: string(1, 255), 'elements!': list(parts, 1, 1000) });

/** A whole rich_text block where another thing holds it: a cell, an input's value, a task's details. */
export const richTextBlock: Check = byType({ rich_text: richText });
