// What can be pressed or chosen in messages and forms: buttons, overflow menus, menus, pickers.

import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { Field } from './fields.js';
import { Icon } from './icons.js';
import { Menu } from './menu.js';
import { plain, words } from './mrkdwn.js';
import { press } from './press.js';
import { useReader } from './reader.js';
import { standing, startOf } from './typed.js';

function useBusy() {
  const [isBusy, setBusy] = useState(false);
  const during = async (job) => {
    setBusy(true);
    try {
      return await job();
    } finally {
      setBusy(false);
    }
  };
  return [isBusy, during];
}

function Button({ element, block, at }) {
  const reader = useReader();
  const [isBusy, during] = useBusy();
  const extra = element.value === undefined ? {} : { value: element.value };
  const run = () => isBusy || during(() => press(at, block, element, extra));
  return html`<button type="button" class=${`button ${element.style ?? ''}`} aria-label=${element.accessibility_label}
    aria-busy=${isBusy} onClick=${run}>${words(element.text, reader)}${element.url && html`<span aria-hidden="true"> ↗</span>`}</button>`;
}

function Overflow({ element, block, at }) {
  const [isBusy, during] = useBusy();
  const items = element.options.map((option) => ({
    key: option.value,
    label: plain(option.text),
    detail: option.description && plain(option.description),
    run: () => during(() => press(at, block, { ...element, url: option.url }, { choice: option.value })),
  }));
  return html`<${Menu} label="More" items=${items} class="button square" isBusy=${isBusy}><${Icon} name="more" /><//>`;
}

function Feedback({ element, block, at }) {
  return [element.positive_button, element.negative_button].map(
    (each) => html`<button type="button" class="button" aria-label=${each.accessibility_label}
      onClick=${() => press(at, block, element, { choice: each.value })}>${plain(each.text)}</button>`,
  );
}

/** A menu or picker outside an input tells the bot at once. */
function Chooser({ element, block, at, label }) {
  const [chosen, choose] = useState(undefined);
  const [isBusy, during] = useBusy();
  const value = chosen ?? (at.view ? standing(at.view, block, element) : startOf(element));
  const take = (choice) => {
    choose(choice);
    return during(() => press(at, block, element, { choice }));
  };
  return html`<span class="chooser" aria-busy=${isBusy}><${Field} element=${element} block=${block} at=${at} label=${label} value=${value} take=${take} isPressed=${true} /></span>`;
}

const Picture = ({ element }) => html`<${Image} alt=${element.alt_text} />`;

/** Nothing is loaded from elsewhere: the words stand for the picture. */
export const Image = ({ alt }) => html`<span class="picture" role="img" aria-label=${alt}>${alt}</span>`;

const DRAW = {
  button: Button,
  workflow_button: Button,
  icon_button: Button,
  overflow: Overflow,
  feedback_buttons: Feedback,
  image: Picture,
};

export const Element = ({ element, block, at, label }) =>
  html`<${DRAW[element.type] ?? Chooser} element=${element} block=${block} at=${at} label=${label} />`;
