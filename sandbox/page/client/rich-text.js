// Rich text: sections, quotes, lists and preformatted parts.

import { html } from 'htm/preact';
import { emoji } from '../../slack/render/text.ts';
import { Link, Mention, Moment } from './mrkdwn.js';
import { useReader } from './reader.js';

const STYLES = { bold: 'strong', italic: 'em', strike: 's', code: 'code', underline: 'u' };

const DRAW = {
  text: ({ text }) => text.split('\n').map((line, index) => (index === 0 ? line : [html`<br />`, line])),
  link: ({ url, text }) => html`<${Link} url=${url}>${text ?? url}<//>`,
  user: ({ user_id: id }, reader) =>
    html`<${Mention} name=${reader.nameOf(id) ?? `@${id}`} isMine=${id === reader.id} />`,
  usergroup: ({ usergroup_id: id }, reader) => html`<${Mention} name=${reader.nameOf(id) ?? `@${id}`} />`,
  channel: ({ channel_id: id }, reader) => html`<${Mention} name=${reader.nameOf(id) ?? `#${id}`} />`,
  broadcast: ({ range }) => html`<${Mention} name=${`@${range}`} isMine=${true} />`,
  emoji: (element) => emoji(element),
  date: ({ timestamp, format, fallback }, reader) =>
    html`<${Moment} seconds=${timestamp} pattern=${format} fallback=${fallback} reader=${reader} />`,
};

function styled(element, reader) {
  const drawn = DRAW[element.type]?.(element, reader) ?? element.value ?? '';
  return Object.keys(STYLES)
    .filter((name) => element.style?.[name])
    .reduce((inner, name) => html`<${STYLES[name]}>${inner}<//>`, drawn);
}

const inline = (elements, reader) => elements.map((element) => styled(element, reader));

function Part({ part, reader }) {
  const { type, elements } = part;
  if (type === 'rich_text_list') {
    const items = elements.map((item) => html`<li>${inline(item.elements, reader)}</li>`);
    const depth = `depth-${Math.min(3, part.indent ?? 0)}`;
    return part.style === 'ordered'
      ? html`<ol class=${depth} start=${(part.offset ?? 0) + 1}>${items}</ol>`
      : html`<ul class=${depth}>${items}</ul>`;
  }
  if (type === 'rich_text_quote') return html`<blockquote>${inline(elements, reader)}</blockquote>`;
  if (type === 'rich_text_preformatted') return html`<pre tabindex="0">${inline(elements, reader)}</pre>`;
  return html`<p>${inline(elements, reader)}</p>`;
}

export function RichText({ block }) {
  const reader = useReader();
  return html`<div class="rich">${(block?.elements ?? []).map((part) => html`<${Part} part=${part} reader=${reader} />`)}</div>`;
}
