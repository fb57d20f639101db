// What went between the bot and the local Livestorm, newest first.

import { html } from 'htm/preact';
import { useReader, written } from './reader.js';

const at = (ms, reader) => written(Math.floor(ms / 1000), '{time_secs}', reader).replace(/ [AP]M$/, '');

const good = (status) => (status >= 200 && status < 300 ? 'good' : 'bad');

const Call = ({
  call,
  reader,
}) => html`<li class="call"><time>${at(call.at, reader)}</time><b class=${`verb ${call.method.toLowerCase()}`}>${call.method}</b>
  <span class="path" title=${call.path}>${call.path}</span><b class=${good(call.status)}>${call.status || 'cut'}</b><span class="ms">${call.ms === null ? '…' : `${call.ms} ms`}</span></li>`;

export function Calls({ panel }) {
  const reader = useReader();
  return html`<section aria-label="Calls to Livestorm"><h3>Calls to Livestorm <span class="quiet">${panel.callCount}</span></h3>
    ${panel.calls.length === 0 ? html`<p class="quiet">None yet.</p>` : html`<ol class="traffic" tabindex="0" aria-label="Calls, newest first">${panel.calls.map((call) => html`<${Call} key=${call.number} call=${call} reader=${reader} />`)}</ol>`}</section>`;
}

const Delivery = ({
  delivery,
  reader,
}) => html`<li class="call"><time>${at(delivery.at, reader)}</time><span class="path">${delivery.event}</span>
  ${delivery.attempt > 1 && html`<span class="ms">try ${delivery.attempt}</span>`}<b class=${delivery.status ? good(delivery.status) : 'bad'}>${delivery.status ?? delivery.error}</b></li>`;

export function Deliveries({ panel }) {
  const reader = useReader();
  return html`<section aria-label="Webhooks delivered"><h3>Webhooks delivered <span class="quiet">${panel.deliveryCount}</span></h3>
    ${panel.deliveries.length === 0 ? html`<p class="quiet">None yet.</p>` : html`<ol class="traffic" tabindex="0" aria-label="Webhooks, newest first">${panel.deliveries.map((delivery) => html`<${Delivery} key=${delivery.number} delivery=${delivery} reader=${reader} />`)}</ol>`}</section>`;
}
