// Every block of Block Kit, as the bot sends it.

import { html } from 'htm/preact';
import { Element, Image } from './controls.js';
import { Chart, Table } from './figures.js';
import { Input } from './input.js';
import { plain, words } from './mrkdwn.js';
import { useReader } from './reader.js';
import { RichText } from './rich-text.js';

function Section({ block, at }) {
  const reader = useReader();
  const { text, fields, accessory } = block;
  const beside =
    accessory &&
    html`<div class="beside"><${Element} element=${accessory} block=${block} at=${at} label=${plain(text ?? fields?.[0] ?? '')} /></div>`;
  return html`<div class=${accessory ? 'section with-accessory' : 'section'}>
    <div class="section-words">${text && html`<div class="words">${words(text, reader)}</div>`}
    ${fields && html`<div class="fields">${fields.map((field) => html`<div class="field">${words(field, reader)}</div>`)}</div>`}</div>${beside}</div>`;
}

const Actions = ({ block, at }) =>
  html`<div class="actions">${block.elements.map((element) => html`<${Element} key=${element.action_id} element=${element} block=${block} at=${at} label=${plain(element.placeholder ?? element.text ?? '')} />`)}</div>`;

function Context({ block }) {
  const reader = useReader();
  return html`<div class="context">${block.elements.map((each) =>
    each.type === 'image' ? html`<${Image} alt=${each.alt_text} />` : html`<span>${words(each, reader)}</span>`,
  )}</div>`;
}

function Header({ block, at }) {
  const reader = useReader();
  return html`<${at.view?.type === 'home' ? 'h2' : 'h3'} class="header">${words(block.text, reader)}<//>`;
}

function Card({ block, at }) {
  const reader = useReader();
  const part = (name) => block[name] && html`<div class=${`card-${name}`}>${words(block[name], reader)}</div>`;
  return html`<div class="card-block">${['title', 'subtitle', 'body', 'subtext'].map(part)}
    ${block.actions && html`<${Actions} block=${{ ...block, elements: block.actions }} at=${at} />`}</div>`;
}

function Container({ block, at }) {
  const reader = useReader();
  const title = html`<strong>${words(block.title, reader)}</strong>${block.rich_text_title && html`<${RichText} block=${block.rich_text_title} />`}`;
  const inside = html`${block.subtitle && html`<p class="quiet">${words(block.subtitle, reader)}</p>`}<${Blocks} blocks=${block.child_blocks} at=${at} />`;
  return block.is_collapsible
    ? html`<details class="container" open=${!block.default_collapsed}><summary>${title}</summary>${inside}</details>`
    : html`<div class="container">${title}${inside}</div>`;
}

function Alert({ block }) {
  const reader = useReader();
  return html`<div class=${`alert ${block.level ?? 'default'}`} role="note">${words(block.text, reader)}</div>`;
}

const Task = ({ block }) =>
  html`<div class=${`task ${block.status}`}><strong>${block.title}</strong>${[block.details, block.output].map((each) => each && html`<${RichText} block=${each} />`)}</div>`;

const DRAW = {
  section: Section,
  actions: Actions,
  context_actions: Actions,
  context: Context,
  header: Header,
  input: Input,
  divider: () => html`<hr />`,
  image: ({ block }) =>
    html`<figure>${block.title && html`<figcaption>${plain(block.title)}</figcaption>`}<${Image} alt=${block.alt_text} /></figure>`,
  video: ({ block }) => html`<${Image} alt=${plain(block.title)} />`,
  rich_text: RichText,
  table: Table,
  data_table: Table,
  data_visualization: Chart,
  card: Card,
  carousel: ({ block, at }) => block.elements.map((each) => html`<${Card} block=${each} at=${at} />`),
  container: Container,
  alert: Alert,
  task_card: Task,
  plan: ({ block }) =>
    html`<div class="container"><strong>${block.title}</strong>${block.tasks.map((each) => html`<${Task} block=${each} />`)}</div>`,
  markdown: ({ block }) => html`<div class="words">${words({ type: 'mrkdwn', text: block.text }, useReader())}</div>`,
};

const Unknown = ({ block }) => html`<p class="quiet">[${block.type}]</p>`;

export const Blocks = ({ blocks, at }) =>
  html`<div class="blocks">${blocks.map((block) => html`<${DRAW[block.type] ?? Unknown} key=${block.block_id} block=${block} at=${at} />`)}</div>`;
