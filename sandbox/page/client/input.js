// An input of a form: its label, its field, its hint, and what is wrong with it.

import { html } from 'htm/preact';
import { Field } from './fields.js';
import { plain, words } from './mrkdwn.js';
import { press } from './press.js';
import { useReader } from './reader.js';
import { keep, standing } from './typed.js';

const isGroup = ({ type }) => type === 'checkboxes' || type === 'radio_buttons';

export function Input({ block, at }) {
  const reader = useReader();
  const { element, label, hint, optional } = block;
  const { view } = at;
  const id = `${view.id}-${block.block_id}`;
  const error = view.errors?.[block.block_id];
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const take = (value) => {
    keep(view, block, element, value);
    // Some inputs tell the bot before the form is sent; typed letters do so only when Enter is pressed.
    if (block.dispatch_action && !element.type.endsWith('_input')) void press(at, block, element, { choice: value });
  };
  const optionalWord = optional && html` <span class="quiet">(optional)</span>`;
  const name = isGroup(element)
    ? html`<span class="label" id=${`${id}-label`}>${plain(label)}${optionalWord}</span>`
    : html`<label class="label" for=${id}>${plain(label)}${optionalWord}</label>`;
  return html`<div class=${error ? 'input wrong' : 'input'}>
    ${name}
    <${Field} element=${element} block=${block} at=${at} id=${id} labelled=${isGroup(element) ? `${id}-label` : undefined}
      described=${described} isWrong=${Boolean(error)} isOptional=${optional} value=${standing(view, block, element)} take=${take} />
    ${error && html`<p class="error" id=${`${id}-error`}>${error}</p>`}
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${words(hint, reader)}</p>`}
  </div>`;
}
