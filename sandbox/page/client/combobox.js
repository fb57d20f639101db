// A field that offers choices while one types: for menus whose options the bot brings, and for several choices.

import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { useFloat } from './float.js';
import { Icon } from './icons.js';
import { plain } from './mrkdwn.js';

const textOf = (option) => plain(option.text);

function Chips({ chosen, remove }) {
  return chosen.map(
    (option) => html`<span class="chip" key=${option.value}>${textOf(option)}
      <button type="button" class="chip-remove" aria-label=${`Remove ${textOf(option)}`} onClick=${() => remove(option)}><${Icon} name="close" /></button></span>`,
  );
}

function Choices({ id, field, options, active, choose, isChosen, note }) {
  const box = useRef(null);
  useFloat(field, box, { isOpen: true, isWide: true });
  return html`<div class="choices" ref=${box}>
    ${options.length === 0 && html`<p class="quiet">${note}</p>`}
    <ul role="listbox" id=${`${id}-list`} aria-label="Choices">
      ${options.map(
        (option, at) => html`<li role="option" id=${`${id}-${at}`} key=${option.value} aria-selected=${isChosen(option)}
          class=${at === active ? 'active' : ''} onMouseDown=${(event) => event.preventDefault()} onClick=${() => choose(option)}>
          <span>${textOf(option)}</span>${option.description && html`<small>${plain(option.description)}</small>`}</li>`,
      )}
    </ul></div>`;
}

/** What is typed, what is offered for it, and which of that the arrows stand on. */
function useChoices(load, least) {
  const [query, setQuery] = useState(undefined);
  const [options, setOptions] = useState([]);
  const [active, setActive] = useState(-1);
  const [isLoading, setLoading] = useState(false);
  const asked = useRef(0);

  async function look(text) {
    setQuery(text);
    setActive(-1);
    const turn = ++asked.current;
    if (text.length < least) return setOptions([]);
    setLoading(true);
    const found = await load(text);
    // An answer to letters that are no longer there.
    if (turn !== asked.current) return undefined;
    setLoading(false);
    return setOptions(found);
  }
  const shut = () => {
    asked.current += 1;
    setQuery(undefined);
    setLoading(false);
  };
  const step = (by) => {
    if (query === undefined) return void look('');
    return setActive((active + by + options.length) % Math.max(1, options.length));
  };
  const isShort = query !== undefined && query.length < least;
  const wanted = `Type ${least} ${least === 1 ? 'letter' : 'letters'} or more.`;
  const note = isShort ? wanted : isLoading ? 'Looking…' : 'Nothing found.';
  return { query, options, active, note, isOpen: query !== undefined, look, shut, step };
}

/** True when the key was one of the field's own. */
function walk(key, { choices, take, drop }) {
  const { isOpen, options, active, query, step, shut } = choices;
  const first = query ? options[0] : undefined;
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: isOpen && (() => take(options[active] ?? first)),
    Escape: isOpen && shut,
    Backspace: !query && drop,
  };
  if (!keys[key]) return false;
  keys[key]();
  return true;
}

/**
 * @param load Gives options for what is typed. @param chosen The options that are chosen now.
 * @param choose Is told the new choice: an array where `isMany`, an option or null otherwise.
 */
export function Combobox({ id, label, load, chosen, choose, isMany, placeholder, least = 0, described, isWrong }) {
  const choices = useChoices(load, least);
  const field = useRef(null);
  const { query, options, active, note, isOpen, look, shut } = choices;
  const isChosen = (option) => chosen.some(({ value }) => value === option.value);

  function take(option) {
    shut();
    if (!option) return;
    const others = chosen.filter(({ value }) => value !== option.value);
    if (!isMany) choose(option);
    else choose(others.length === chosen.length ? [...chosen, option] : others);
  }
  const drop = isMany && chosen.length > 0 && (() => choose(chosen.slice(0, -1)));
  function onKey(event) {
    if (!walk(event.key, { choices, take, drop })) return;
    event.preventDefault();
    event.stopPropagation();
  }
  const shown = isMany || !chosen[0] ? '' : textOf(chosen[0]);
  return html`<div class="combobox">
    <div class=${isWrong ? 'box wrong' : 'box'} ref=${field}>
      ${isMany && html`<${Chips} chosen=${chosen} remove=${take} />`}
      <input id=${id} role="combobox" autocomplete="off" aria-label=${label} aria-expanded=${isOpen} aria-controls=${`${id}-list`}
        aria-autocomplete="list" aria-activedescendant=${active >= 0 ? `${id}-${active}` : undefined}
        aria-describedby=${described} aria-invalid=${isWrong} placeholder=${shown || placeholder}
        value=${isOpen ? query : shown} onFocus=${(event) => event.target.select()} onClick=${() => isOpen || look('')}
        onInput=${(event) => look(event.target.value)} onKeyDown=${onKey} onBlur=${shut} />
      ${shown && html`<button type="button" class="chip-remove" aria-label=${`Clear ${label ?? 'the choice'}`} onClick=${() => choose(null)}><${Icon} name="close" /></button>`}
    </div>
    ${isOpen && html`<${Choices} id=${id} field=${field} options=${options} active=${active} choose=${take} isChosen=${isChosen} note=${note} />`}
  </div>`;
}
