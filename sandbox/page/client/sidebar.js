// Where one can go, and as whom one looks.

import { html } from 'htm/preact';
import { openApp } from './conversation.js';
import { Avatar, Icon } from './icons.js';
import { city } from './reader.js';
import { change, dmOf, lookAs, state } from './store.js';

/** Messages that came since this person last looked. */
function unread(channel) {
  const since = state.read.get(`${state.as} ${channel.id}`);
  if (since === undefined) return 0;
  return channel.messages.filter(
    ({ ts, threadTs, user }) => Number(ts) > since && user !== state.as && (!threadTs || threadTs === ts),
  ).length;
}

export const openChannel = (id) => change({ where: id, pane: 'main', thread: '', right: 'panel' });

function Place({ channel }) {
  const count = unread(channel);
  const isHere = state.where === channel.id;
  const icon = channel.kind === 'private' ? 'lock' : 'hash';
  return html`<li><button type="button" class=${count > 0 ? 'place unread' : 'place'} aria-current=${isHere ? 'page' : undefined} onClick=${() => openChannel(channel.id)}>
    <${Icon} name=${icon} /><span>${channel.name}</span>${channel.kind === 'private' && html`<span class="heard"> (private)</span>`}
    ${count > 0 && html`<b>${count}<span class="heard"> new</span></b>`}</button></li>`;
}

const ROLE = { operator: 'operator', member: 'member', guest: 'guest' };

function Seats() {
  return html`<div class="seats" role="radiogroup" aria-label="You are">
    ${state.place.seats.map(
      ({ id, name, role, zone }) => html`<label class=${id === state.as ? 'seat chosen' : 'seat'}>
        <input type="radio" name="seat" checked=${id === state.as} onChange=${() => sit(id)} />
        <${Avatar} id=${id} name=${name} /><span><strong>${name}</strong><small>${city(zone)} · ${ROLE[role] ?? role}</small></span></label>`,
    )}</div>`;
}

/** Another person may not be where this one is. */
function sit(id) {
  change({ thread: '', right: 'panel' });
  lookAs(id);
}

export function Sidebar() {
  const channels = [...state.channels.values()];
  const isApp = state.where === 'home' || state.where === 'dm';
  const dm = dmOf();
  const count = dm ? unread(dm) : 0;
  return html`<nav class="sidebar" aria-label="Workspace">
    <div class="team"><img src="/sandbox/page/client/mark.svg" alt="" /><span><strong>${state.place.team}</strong><small>Everything runs on this machine</small></span></div>
    <h2>Channels</h2>
    <ul>${channels.filter(({ kind }) => kind !== 'im').map((channel) => html`<${Place} key=${channel.id} channel=${channel} />`)}</ul>
    <h2>Apps</h2>
    <ul><li><button type="button" class=${count > 0 ? 'place unread' : 'place'} aria-current=${isApp ? 'page' : undefined} onClick=${() => openApp(count > 0 ? 'dm' : 'home')}>
      <img class="app-icon" src="/sandbox/page/client/mark.svg" alt="" /><span>Showrunner</span>${count > 0 && html`<b>${count}<span class="heard"> new</span></b>`}</button></li></ul>
    <div class="spring"></div>
    <h2 id="you-are">You are</h2>
    <${Seats} />
  </nav>`;
}
