// What went between the bot and the local Livestorm, newest first.

import { html } from 'htm/preact';
import { memo } from './memo.js';
import { useReader, written } from './reader.js';

const clockOf = (ms, reader) => written(Math.floor(ms / 1000), '{time_secs}', reader).replace(/ [AP]M$/, '');

const good = (status) => (status >= 200 && status < 300 ? 'good' : 'bad');

const Call = memo(
  ({ at, method, path, status, ms, reader }) => html`<li class="call"><time>${clockOf(at, reader)}</time>
    <b class=${`verb ${method.toLowerCase()}`}>${method}</b><span class="path" title=${path}>${path}</span>
    <b class=${good(status)}>${status || 'cut'}</b><span class="ms">${ms === null ? '…' : `${ms} ms`}</span></li>`,
);

const Delivery = memo(
  ({ at, event, attempt, status, error, reader }) => html`<li class="call"><time>${clockOf(at, reader)}</time>
    <span class="path">${event}</span>${attempt > 1 && html`<span class="ms">try ${attempt}</span>`}
    <b class=${status ? good(status) : 'bad'}>${status ?? error}</b></li>`,
);

function Lines({ title, count, label, rows, line }) {
  const reader = useReader();
  return html`<section aria-label=${title}><h3>${title} <span class="quiet">${count}</span></h3>
    ${
      rows.length === 0
        ? html`<p class="quiet">None yet.</p>`
        : html`<ol class="traffic" tabindex="0" aria-label=${label}>${rows.map((row) => html`<${line} key=${row.number} ...${row} reader=${reader} />`)}</ol>`
    }</section>`;
}

export const Calls = ({ panel }) =>
  html`<${Lines} title="Calls to Livestorm" count=${panel.callCount} label="Calls, newest first" rows=${panel.calls} line=${Call} />`;

export const Deliveries = ({ panel }) =>
  html`<${Lines} title="Webhooks delivered" count=${panel.deliveryCount} label="Webhooks, newest first" rows=${panel.deliveries} line=${Delivery} />`;
