// Slack's mrkdwn as elements: marks, quotes, code, and the sequences in `<…>`.

import { html } from 'htm/preact';
import { decode, pieces } from '../../slack/mrkdwn.ts';
import { withEmoji } from '../../slack/render/text.ts';
import { written } from './reader.js';

/** Leads out of the demo, or to a file of its own. */
export const Link = ({ url, children }) =>
  html`<a href=${url} target="_blank" rel="noreferrer" data-outside>${children ?? url}</a>`;

export const Mention = ({ name, isMine }) => html`<span class=${isMine ? 'mention mine' : 'mention'}>${name}</span>`;

export const Moment = ({ seconds, pattern, fallback, reader }) =>
  html`<time datetime=${new Date(seconds * 1000).toISOString()} title=${fallback}>${written(seconds, pattern, reader)}</time>`;

function shown(sequence, reader) {
  const { kind, id, label } = sequence;
  if (kind === 'user' || kind === 'usergroup')
    return html`<${Mention} name=${reader.nameOf(id) ?? `@${label ?? id}`} isMine=${id === reader.id} />`;
  if (kind === 'channel') return html`<${Mention} name=${reader.nameOf(id) ?? `#${label ?? id}`} />`;
  if (kind === 'broadcast') return html`<${Mention} name=${`@${sequence.range}`} isMine=${true} />`;
  if (kind === 'date') {
    const { seconds, format, fallback } = sequence;
    return html`<${Moment} seconds=${seconds} pattern=${format} fallback=${decode(fallback)} reader=${reader} />`;
  }
  const url = decode(sequence.url);
  return html`<${Link} url=${url}>${label === undefined ? url.replace(/^mailto:/, '') : withEmoji(decode(label))}<//>`;
}

// What nobody types, around the number of a sequence that is put back after the marks are read.
const [OPEN, CLOSE] = ['\ue000', '\ue001'];
const KEPT = new RegExp(`${OPEN}(\\d+)${CLOSE}`);

const MARKS =
  /`([^`\n]+)`|(?<![\w*])\*(?=\S)([^*\n]*[^*\s])\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]*[^_\s])_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]*[^~\s])~(?![\w~])/;

function leaf(text, kept) {
  return text.split(KEPT).map((part, index) => (index % 2 === 1 ? kept[Number(part)] : withEmoji(decode(part))));
}

function marked(text, kept) {
  const found = MARKS.exec(text);
  if (!found) return leaf(text, kept);
  const [whole, code, bold, italic, strike] = found;
  const before = leaf(text.slice(0, found.index), kept);
  const after = marked(text.slice(found.index + whole.length), kept);
  if (code !== undefined) return [before, html`<code>${leaf(code, kept)}</code>`, after];
  if (bold !== undefined) return [before, html`<strong>${marked(bold, kept)}</strong>`, after];
  if (italic !== undefined) return [before, html`<em>${marked(italic, kept)}</em>`, after];
  return [before, html`<s>${marked(strike, kept)}</s>`, after];
}

const withBreaks = (lines, kept) =>
  lines.map((line, index) => (index === 0 ? marked(line, kept) : [html`<br />`, marked(line, kept)]));

const QUOTE = /^(?:&gt;|>) ?/;

/** Lines that follow each other and are quoted, or are not, belong together. */
function paragraphs(text, kept) {
  const runs = [];
  for (const line of text.split('\n')) {
    const isQuoted = QUOTE.test(line);
    if (runs.at(-1)?.isQuoted !== isQuoted) runs.push({ isQuoted, lines: [] });
    runs.at(-1).lines.push(isQuoted ? line.replace(QUOTE, '') : line);
  }
  return runs.map(({ isQuoted, lines }) =>
    isQuoted ? html`<blockquote>${withBreaks(lines, kept)}</blockquote>` : withBreaks(lines, kept),
  );
}

export function mrkdwn(text, reader) {
  const kept = [];
  const flat = pieces(text)
    .pieces.map((piece) =>
      typeof piece === 'string' ? piece : `${OPEN}${kept.push(shown(piece, reader)) - 1}${CLOSE}`,
    )
    .join('');
  return flat
    .split('```')
    .map((part, index) =>
      index % 2 === 1 ? html`<pre tabindex="0">${leaf(part.trim(), kept)}</pre>` : paragraphs(part, kept),
    );
}

/** A text object, or a bare string. */
export function words(value, reader) {
  if (typeof value === 'string') return withEmoji(value);
  if (!value) return '';
  if (value.type === 'mrkdwn') return mrkdwn(value.text, reader);
  return value.emoji === false ? value.text : withEmoji(value.text);
}

/** The same as one line, for names that are only heard. */
export function plain(value) {
  const text = typeof value === 'string' ? value : (value?.text ?? '');
  const read = pieces(text).pieces.map((piece) =>
    typeof piece === 'string' ? piece : (piece.label ?? piece.fallback ?? piece.url ?? ''),
  );
  return withEmoji(decode(read.join('')))
    .replaceAll(/[*_~`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
