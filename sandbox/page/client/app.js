// The whole page: places at the left, the conversation, and at the right the panel or a thread.

import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import { AppView, ChannelView, Thread } from './conversation.js';
import { Question, ViewDialog } from './dialogs.js';
import { Guide } from './guide.js';
import { Icon } from './icons.js';
import { plain } from './mrkdwn.js';
import { Panel } from './panel.js';
import { city, Reader, readerFor } from './reader.js';
import { Sidebar } from './sidebar.js';
import { change, channelAt, dismiss, listen, state } from './store.js';
import { Theme } from './theme.js';

function Title({ channel, reader }) {
  if (!channel) return html`<h1>Showrunner <span class="badge">App</span></h1>`;
  return html`<h1><${Icon} name=${channel.kind === 'private' ? 'lock' : 'hash'} />${channel.name}</h1>
    <p>${channel.members} people · times as in ${city(reader.zone)}</p>`;
}

const Top = ({
  channel,
  reader,
}) => html`<header class="top"><div class="top-words"><${Title} channel=${channel} reader=${reader} /></div>
  ${!state.isConnected && html`<span class="offline" role="status">Reconnecting…</span>`}<${Theme} /></header>`;

function RightTabs() {
  const tab = (is, words) =>
    html`<button type="button" aria-pressed=${state.right === is} onClick=${() => change({ right: is })}>${words}</button>`;
  return html`<header class="top right-top"><h2 class="heard">Beside the conversation</h2>${tab('panel', 'Livestorm')}${tab('thread', 'Thread')}
    ${state.right === 'thread' && html`<button type="button" class="plain square shut" aria-label="Close the thread" onClick=${() => change({ thread: '', right: 'panel', pane: 'main' })}><${Icon} name="close" /></button>`}</header>`;
}

const PANES = [
  ['side', 'list', 'Places'],
  ['main', 'chat', 'Conversation'],
  ['right', 'panel', 'Livestorm'],
];

const Panes = () =>
  html`<nav class="panes" aria-label="Parts of this page">${PANES.map(
    ([is, icon, words]) =>
      html`<button type="button" aria-current=${state.pane === is ? 'page' : undefined} onClick=${() => change(is === 'right' && state.pane === 'right' ? { right: 'panel' } : { pane: is })}><${Icon} name=${icon} />${words}</button>`,
  )}</nav>`;

/** Says new messages of the open channel to who cannot see them. */
function Announcer({ channel, reader }) {
  const [words, say] = useState('');
  const heard = useRef({ id: '', ts: 0 });
  const newest = channel?.messages.at(-1);
  useEffect(() => {
    const { id, ts } = heard.current;
    if (newest && channel.id === id && Number(newest.ts) > ts && newest.user !== reader.id)
      say(`${(reader.nameOf(newest.user) ?? '').replace(/^@/, '')}: ${plain(newest.text)}`);
    heard.current = { id: channel?.id ?? '', ts: Number(newest?.ts ?? 0) };
    if (channel) state.read.set(`${reader.id} ${channel.id}`, Number(newest?.ts ?? 0));
  }, [channel?.id, newest?.ts]);
  return html`<p class="heard" aria-live="polite">${words}</p>`;
}

const Toasts = () =>
  html`<div class="toasts" role="status">${state.toasts.map(
    ({ id, words }) =>
      html`<div class="toast" key=${id}><span>${words}</span><button type="button" class="plain square" aria-label="Dismiss" onClick=${() => dismiss(id)}><${Icon} name="close" /></button></div>`,
  )}</div>`;

function placed() {
  const isApp = state.where === 'home' || state.where === 'dm';
  if (isApp) return undefined;
  return channelAt(state.where) ?? [...state.channels.values()].find(({ kind }) => kind !== 'im');
}

let reader;

export function App() {
  const [, redraw] = useReducer((count) => count + 1, 0);
  // At once, not after the first picture: what comes in between must not wait for the next change.
  useLayoutEffect(() => listen(redraw), []);
  if (reader?.id !== state.as) reader = readerFor(state.place, state.as);
  const channel = placed();
  // Somebody who may not see this channel is led to one they see.
  if (channel && channel.id !== state.where) state.where = channel.id;
  const isApp = state.where === 'home' || state.where === 'dm';
  const main = isApp
    ? html`<${AppView} />`
    : channel
      ? html`<${ChannelView} key=${`${state.as} ${channel.id}`} channel=${channel} />`
      : html`<p class="empty">One moment…</p>`;
  return html`<${Reader.Provider} value=${reader}>
    <div class="page" data-pane=${state.pane} data-right=${state.right}>
      <${Sidebar} />
      <main><${Top} channel=${channel} reader=${reader} />${main}</main>
      <${Guide} />
      <aside class="right" aria-label="Livestorm and threads"><${RightTabs} /><div class="right-panel"><${Panel} /></div><div class="right-thread"><${Thread} /></div></aside>
      <${Panes} />
    </div>
    ${state.views.view && html`<${ViewDialog} key=${`${state.as} ${state.views.view.id}`} view=${state.views.view} />`}
    ${state.question && html`<${Question} question=${state.question} />`}
    <${Announcer} channel=${channel} reader=${reader} />
    <${Toasts} />
  <//>`;
}
