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
  /** How high it all was when it was last looked at: whether the reader was at its end does not wait for an event. */
  const height = useRef(0);
  const seen = useRef(count);
  const [isBehind, setBehind] = useState(false);
  const isAtEnd = () => list.current.scrollTop + list.current.clientHeight > height.current - NEAR;
  const toEnd = () => {
    list.current.scrollTop = list.current.scrollHeight;
    height.current = list.current.scrollHeight;
    seen.current = count;
    setBehind(false);
  };
  useLayoutEffect(() => {
    // A channel is read from its end, a thread from its beginning.
    if (!isInThread) return toEnd();
    list.current.scrollTop = 0;
    height.current = list.current.scrollHeight;
    seen.current = count;
    return setBehind(false);
  }, [name]);
  useLayoutEffect(() => {
    if (seen.current === count) return;
    if (isAtEnd()) toEnd();
    else setBehind(true);
  }, [count]);
  // What stands already may grow too: a card with a new line, a reply under it.
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => {
      const wasAtEnd = isAtEnd();
      height.current = list.current.scrollHeight;
      if (wasAtEnd && !isInThread) list.current.scrollTop = list.current.scrollHeight;
    });
    for (const part of [list.current, ...list.current.children]) watch.observe(part);
    return () => watch.disconnect();
  }, []);
  const onScroll = () => isBehind && isAtEnd() && setBehind(false);
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
