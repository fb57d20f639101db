// A channel, the conversation with the bot, its Home tab, and the thread beside them.

import { html } from 'htm/preact';
import { Blocks } from './blocks.js';
import { Composer } from './composer.js';
import { Icon } from './icons.js';
import { Messages } from './messages.js';
import { act, change, channelAt, dmOf, state } from './store.js';

const isRoot = ({ threadTs, ts }) => threadTs === undefined || threadTs === ts;

function repliesOf(messages) {
  const replies = new Map();
  for (const message of messages) {
    if (isRoot(message)) continue;
    replies.set(message.threadTs, [...(replies.get(message.threadTs) ?? []), message]);
  }
  return replies;
}

const Beginning = ({ channel }) =>
  html`<div class="beginning"><h3>${channel.kind === 'private' ? html`<${Icon} name="lock" />` : '#'}${channel.name}</h3>
    <p>This is where #${channel.name} begins.${channel.kind === 'private' ? ' Only its members see it.' : ''}</p></div>`;

const NotHere = ({
  channel,
}) => html`<div class="not-here"><span>Showrunner is not in this channel: it cannot post here.</span>
  <button type="button" class="button" onClick=${() => act({ do: 'invite', channel: channel.id })}>Add Showrunner</button></div>`;

export function ChannelView({ channel }) {
  const name = `#${channel.name}`;
  return html`<div class="conversation">
    <${Messages} name=${channel.id} label=${`Messages in ${name}`} messages=${channel.messages.filter(isRoot)} replies=${repliesOf(channel.messages)}>
      <${Beginning} channel=${channel} /><//>
    ${!channel.hasBot && html`<${NotHere} channel=${channel} />`}
    <${Composer} channel=${channel.id} name=${name} />
  </div>`;
}

const Tab = ({ is, children }) =>
  html`<button type="button" role="tab" id=${`tab-${is}`} aria-controls="app-panel" aria-selected=${state.where === is} tabindex=${state.where === is ? 0 : -1}
    onClick=${() => openApp(is)} onKeyDown=${(event) => ['ArrowLeft', 'ArrowRight'].includes(event.key) && openApp(is === 'home' ? 'dm' : 'home', true)}>${children}</button>`;

/** Opening the Home tab is what makes the bot publish it. */
export function openApp(where, isByKey = false) {
  change({ where, pane: 'main', thread: '', right: 'panel' });
  if (isByKey) requestAnimationFrame(() => document.getElementById(`tab-${where}`)?.focus());
  if (where === 'home') void act({ do: 'home' });
}

function Home() {
  const { home } = state.views;
  if (!home) return html`<div class="scroll"><p class="empty">Showrunner is preparing this page…</p></div>`;
  return html`<div class="scroll home" tabindex="0" role="region" aria-label="Home"><${Blocks} blocks=${home.blocks} at=${{ view: home }} /></div>`;
}

function Direct() {
  const dm = dmOf();
  const messages = dm?.messages ?? [];
  return html`<${Messages} name="dm" label="Messages with Showrunner" messages=${messages.filter(isRoot)} replies=${repliesOf(messages)}>
      ${messages.length === 0 && html`<p class="empty">What Showrunner has for you alone comes here: files, and answers that a channel did not take.</p>`}<//>
    <p class="read-only">Sending messages to this app has been turned off.</p>`;
}

export const AppView = () => html`<div class="conversation">
  <div class="tabs" role="tablist" aria-label="Showrunner"><${Tab} is="home">Home<//><${Tab} is="dm">Messages<//></div>
  <div class="conversation" id="app-panel" role="tabpanel" aria-labelledby=${`tab-${state.where}`}>${state.where === 'home' ? html`<${Home} />` : html`<${Direct} />`}</div>
</div>`;

export function Thread() {
  const channel = state.where === 'dm' ? dmOf() : channelAt(state.where);
  const messages = (channel?.messages ?? []).filter(
    ({ ts, threadTs }) => ts === state.thread || threadTs === state.thread,
  );
  if (messages.length === 0)
    return html`<p class="empty">No thread is open. “Reply in thread” beside a message opens one.</p>`;
  return html`<div class="conversation thread">
    <${Messages} name=${state.thread} label="Thread" messages=${messages} isInThread=${true} />
    ${channel.kind !== 'im' && html`<${Composer} channel=${channel.id} name=${channel.name} thread=${state.thread} />`}
  </div>`;
}
