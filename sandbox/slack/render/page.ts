// The paper that text is set on: widths, wrapping, marks.

import type { Json, ViewState } from '../model.ts';

export interface Page {
  timeZone: string;
  now: number | undefined;
  width: number;
  nameOf(id: string): string | undefined;
  ansi: boolean;
  values: ViewState['values'];
  errors: Record<string, string>;
}

const CODES: Record<string, string> = { bold: '1', dim: '2', italic: '3', underline: '4', strike: '9', code: '36' };

/** `style` as Slack writes it: `{ bold: true, … }`. */
export function styled(text: string, style: Json | undefined, page: Page): string {
  if (!page.ansi || !style || text === '') return text;
  const codes = Object.keys(CODES).flatMap((name) => (style[name] === true ? [CODES[name]] : []));
  return codes.length === 0 ? text : `\u001b[${codes.join(';')}m${text}\u001b[0m`;
}

export const dim = (text: string, page: Page): string => styled(text, { dim: true }, page);
export const bold = (text: string, page: Page): string => styled(text, { bold: true }, page);

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}|\ufe0f/u;

/** Columns a text takes: escape codes none, emoji and CJK two. */
export function plainWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text.replace(ESCAPES, ''))) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - plainWidth(text)));

export const padLeft = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - plainWidth(text))) + text;

function wrapLine(line: string, width: number): string[] {
  const out: string[] = [];
  let now = '';
  for (const word of line.split(/(?<=\s)(?=\S)/)) {
    if (now !== '' && plainWidth((now + word).trimEnd()) > width) {
      out.push(now.trimEnd());
      now = '';
    }
    now += word;
  }
  return [...out, now.trimEnd()];
}

export const wrap = (text: string, width: number): string[] =>
  text.split('\n').flatMap((line) => wrapLine(line, width));

export const indent = (lines: string[], by: string): string[] => lines.map((line) => by + line);
