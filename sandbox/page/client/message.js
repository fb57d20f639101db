// One message: who, when, what, and what can be done with it.

import { html } from 'htm/preact';
import { Blocks } from './blocks.js';
import { Avatar, Icon } from './icons.js';
import { memo } from './memo.js';
import { Menu } from './menu.js';
import { mrkdwn } from './mrkdwn.js';
import { clock, useReader } from './reader.js';
import { act, change, state } from './store.js';

const size = (bytes) => (bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`);

const File = ({
  file,
  reader,
}) => html`<a class="file" href=${`/api/files/${file.id}?as=${reader.id}`} download=${file.name}>
  <${Icon} name="file" /><span><strong>${file.title}</strong><small>${file.title === file.name ? '' : `${file.name} · `}${size(file.size)} · Download</small></span></a>`;

function openThread(ts) {
  change({ thread: ts, right: 'thread', pane: 'right' });
}

function Tools({ message, isInThread }) {
  const shortcuts = state.place.shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ name, callback, description }) => ({
      key: callback,
      label: name,
      detail: description,
      run: () => act({ do: 'shortcut', callback, channel: message.channel, ts: message.ts }),
    }));
  if (message.isOnlyMine) return null;
  return html`<div class="tools">
    ${!isInThread && html`<button type="button" class="plain square" aria-label="Reply in thread" title="Reply in thread" onClick=${() => openThread(message.ts)}><${Icon} name="reply" /></button>`}
    <${Menu} label="More actions" items=${shortcuts} class="plain square"><${Icon} name="more" /><//>
  </div>`;
}

const Replies = ({
  message,
  count,
  last,
  reader,
}) => html`<button type="button" class="replies" onClick=${() => openThread(message.ts)}>
  <${Icon} name="thread" /><strong>${count} ${count === 1 ? 'reply' : 'replies'}</strong><span>Last at ${clock(last, reader)}</span></button>`;

function Body({ message }) {
  const reader = useReader();
  const hasBlocks = message.blocks.length > 0;
  return html`
    ${hasBlocks ? html`<${Blocks} blocks=${message.blocks} at=${{ message }} />` : message.text && html`<div class="words">${mrkdwn(message.text, reader)}</div>`}
    ${message.edits > 0 && html`<span class="edited">(edited)</span>`}
    ${message.files.length > 0 && html`<div class="files">${message.files.map((file) => html`<${File} file=${file} reader=${reader} />`)}</div>`}`;
}

const Head = ({ name, message, reader }) => html`<p class="head"><strong>${name}</strong>
  ${message.isBot && html`<span class="badge">App</span>`}
  <time datetime=${new Date(Number(message.ts) * 1000).toISOString()}>${clock(message.ts, reader)}</time></p>`;

/** @param {{ message: object, follows: boolean, replies: number, last: string, isInThread: boolean }} props `follows`: the same person wrote just before. */
export const Message = memo(({ message, follows, replies = 0, last, isInThread = false }) => {
  const reader = useReader();
  const name = (reader.nameOf(message.user) ?? message.user).replace(/^@/, '');
  const look = ['message', follows && 'follows', message.isOnlyMine && 'only-mine'].filter(Boolean).join(' ');
  return html`<li class=${look} data-ts=${message.ts}>
    ${!follows && html`<${Avatar} id=${message.user} name=${name} isBot=${message.isBot} />`}
    <div class="content">
      ${message.isOnlyMine && html`<p class="only">Only visible to you</p>`}
      ${follows ? html`<span class="heard">${name}, ${clock(message.ts, reader)}</span>` : html`<${Head} name=${name} message=${message} reader=${reader} />`}
      <${Body} message=${message} />
      ${replies > 0 && html`<${Replies} message=${message} count=${replies} last=${last} reader=${reader} />`}
    </div>
    <${Tools} message=${message} isInThread=${isInThread} />
  </li>`;
});
