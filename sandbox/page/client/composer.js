// Where a person writes: messages, and the slash command with its verbs offered while it is typed.

import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.js';
import { Menu } from './menu.js';
import { act, state, toast } from './store.js';

/** Text that something else wants written here: the guide. */
let fillIn = () => {};
export const suggest = (text) => fillIn(text);

/** The verbs that fit what stands after the command; all while there is none. */
function fitting(text) {
  const { command, verbs } = state.place;
  if (text !== '' && command.startsWith(text) && text !== command)
    return [{ usage: command, summary: 'Open the menu, or type a verb.', text: `${command} ` }];
  const rest = text === command ? '' : text.startsWith(`${command} `) ? text.slice(command.length + 1) : undefined;
  if (rest === undefined || /\s/.test(rest)) return [];
  return verbs
    .filter(({ verb }) => verb.startsWith(rest) && verb !== rest)
    .map(({ verb, usage, summary }) => ({ usage, summary, text: `${command} ${verb} ` }));
}

async function send({ channel, text, thread }) {
  const { command } = state.place;
  if (!text.startsWith('/')) return await act({ do: 'say', channel, text, ...(thread ? { thread } : {}) });
  const [typed] = text.split(/\s/);
  if (thread) return toast(`${typed} is not supported in threads. Sorry!`);
  if (typed !== command) return toast(`${typed} is not a command here. ${command} is.`);
  return await act({ do: 'command', channel, text: text.slice(command.length).trim() });
}

function Offers({ offers, active, take, id }) {
  if (offers.length === 0) return null;
  return html`<div class="offers"><ul role="listbox" id=${id} aria-label="Commands">${offers.map(
    (
      offer,
      at,
    ) => html`<li role="option" id=${`${id}-${at}`} key=${offer.usage} aria-selected=${at === active} class=${at === active ? 'active' : ''}
      onMouseDown=${(event) => event.preventDefault()} onClick=${() => take(offer)}><code>${offer.usage}</code><span>${offer.summary}</span></li>`,
  )}</ul></div>`;
}

const Shortcuts = () => {
  const items = state.place.shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ name, callback, description }) => ({
      key: callback,
      label: name,
      detail: description,
      run: () => act({ do: 'shortcut', callback }),
    }));
  return html`<${Menu} label="Shortcuts" items=${items} class="plain square"><${Icon} name="bolt" /><//>`;
};

/** Keys that walk through what is offered; undefined for the others. */
function stepOf(event, offers, active) {
  if (offers.length === 0) return undefined;
  if (event.key === 'ArrowDown') return (active + 1) % offers.length;
  if (event.key === 'ArrowUp') return (active - 1 + offers.length) % offers.length;
  return undefined;
}

/** @param thread The ts of the message that is answered, where this is a thread's. */
export function Composer({ channel, name, thread }) {
  const [text, write] = useState('');
  const [active, setActive] = useState(-1);
  const [isHidden, hide] = useState(false);
  const field = useRef(null);
  const id = thread ? 'offers-thread' : 'offers';
  const offers = isHidden || thread ? [] : fitting(text);

  const put = (given) => {
    write(given);
    setActive(-1);
    hide(false);
  };
  useEffect(() => {
    if (thread) return;
    fillIn = (given) => {
      put(given);
      field.current?.focus();
    };
  }, [thread]);
  useLayoutEffect(() => {
    field.current.style.height = 'auto';
    field.current.style.height = `${Math.min(180, field.current.scrollHeight)}px`;
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [text, active]);

  const take = (offer) => {
    put(offer.text);
    field.current.focus();
  };
  const go = () => {
    if (text.trim() === '') return;
    put('');
    void send({ channel, text: text.trim(), thread });
  };
  const key = (event) => {
    const step = stepOf(event, offers, active);
    if (step !== undefined) setActive(step);
    else if (event.key === 'Escape' && offers.length > 0) hide(true);
    else if (event.key === 'Tab' && !event.shiftKey && offers.length > 0 && text !== '')
      take(offers[Math.max(0, active)]);
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing)
      offers[active] ? take(offers[active]) : go();
    else return;
    event.preventDefault();
  };
  const label = thread ? 'Reply in the thread' : `Message ${name}`;
  return html`<div class="composer">
    <${Offers} offers=${offers} active=${active} take=${take} id=${id} />
    <div class="write">
      ${!thread && html`<${Shortcuts} />`}
      <textarea ref=${field} rows="1" role="combobox" aria-label=${label} placeholder=${thread ? 'Reply…' : `Message ${name}, or type /`} value=${text}
        aria-expanded=${offers.length > 0} aria-controls=${id} aria-activedescendant=${active >= 0 ? `${id}-${active}` : undefined} aria-autocomplete="list"
        onInput=${(event) => put(event.target.value)} onKeyDown=${key} onBlur=${() => hide(true)}></textarea>
      <button type="button" class="plain square go" aria-label="Send" title="Send" disabled=${text.trim() === ''} onClick=${go}><${Icon} name="send" /></button>
    </div>
  </div>`;
}
