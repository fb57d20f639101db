// The messages of a channel or of a thread, in their order, with the days between them.

import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Message } from './message.js';
import { day, useReader } from './reader.js';

const GROUPED_S = 300;
const NEAR = 90;

/** The same hand within five minutes: no new head. */
const follows = (before, message) =>
  before !== undefined &&
  before.user === message.user &&
  before.isOnlyMine === message.isOnlyMine &&
  !message.isOnlyMine &&
  Number(message.ts) - Number(before.ts) < GROUPED_S;

/** Stays at the end while the reader is there; says so when something came while they were not. */
function useEnd(list, count, { name, isInThread }) {
  const isNear = useRef(true);
  const seen = useRef(count);
  const [isBehind, setBehind] = useState(false);
  useLayoutEffect(() => {
    // A channel is read from its end, a thread from its beginning.
    isNear.current = !isInThread;
    list.current.scrollTop = 0;
    seen.current = count;
    setBehind(false);
  }, [name]);
  useLayoutEffect(() => {
    if (isNear.current) list.current.scrollTop = list.current.scrollHeight;
    else if (seen.current !== count) setBehind(true);
  }, [count, name]);
  // What stands already may grow too: a card with a new line, a reply under it.
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => {
      if (isNear.current) list.current.scrollTop = list.current.scrollHeight;
    });
    for (const part of [list.current, ...list.current.children]) watch.observe(part);
    return () => watch.disconnect();
  }, []);
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = list.current;
    isNear.current = scrollHeight - scrollTop - clientHeight < NEAR;
    if (isNear.current) setBehind(false);
  };
  const toEnd = () => {
    isNear.current = true;
    list.current.scrollTop = list.current.scrollHeight;
    setBehind(false);
  };
  return { isBehind, onScroll, toEnd };
}

function lines(messages, replies, { isInThread, reader }) {
  let [before, today] = [undefined, ''];
  return messages.flatMap((message) => {
    const on = day(message.ts, reader);
    const isNewDay = on !== today && !isInThread;
    const answers = replies.get(message.ts) ?? [];
    const line = html`<${Message} key=${`${message.ts}`} message=${message} follows=${!isNewDay && follows(before, message)}
      replies=${answers.length} last=${answers.at(-1)?.ts} isInThread=${isInThread} />`;
    [before, today] = [message, on];
    return isNewDay ? [html`<li class="day" key=${on}><span>${on}</span></li>`, line] : [line];
  });
}

/** @param replies Messages by the ts of the message they answer. */
export function Messages({ name, label, messages, replies = new Map(), isInThread = false, children }) {
  const list = useRef(null);
  const reader = useReader();
  const newest = messages.at(-1);
  const { isBehind, onScroll, toEnd } = useEnd(list, `${messages.length} ${newest?.edits}`, { name, isInThread });
  return html`<div class="scroll-frame">
    <section class="scroll" ref=${list} aria-label=${label} tabindex="0" onScroll=${onScroll}>
      ${children}
      <ol class="messages">${lines(messages, replies, { isInThread, reader })}</ol>
    </section>
    ${isBehind && html`<button type="button" class="behind" onClick=${toEnd}>New messages ↓</button>`}
  </div>`;
}
