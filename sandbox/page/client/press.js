// Pressing and choosing: asks first where the bot wants that, then does it as the person.

import { act, change, toast } from './store.js';
import { typedIn } from './typed.js';

/** Resolves with what was answered in the small dialog. */
function confirmed(question) {
  return new Promise((resolve) => {
    const answer = (said) => {
      change({ question: undefined });
      resolve(said);
    };
    change({ question: { ...question, answer } });
  });
}

/** The demo stays on this machine: an address elsewhere is said, not opened. */
function leave(url) {
  const { hostname } = new URL(url, location.href);
  if (hostname === '127.0.0.1') window.open(url, '_blank', 'noreferrer');
  else toast(`The demo stays on this machine. For real, this opens ${url}`);
}

/** @param {{ message?: object, view?: object }} at Where the element stands. */
export async function press(at, block, element, extra = {}) {
  if (element.confirm && !(await confirmed(element.confirm))) return undefined;
  const { message, view } = at;
  const where = message ? { channel: message.channel, ts: message.ts } : { view: view.id, values: typedIn(view) };
  const what = { do: 'press', action: element.action_id, block: block.block_id };
  const outcome = await act({ ...what, ...where, ...extra });
  if (element.url) leave(element.url);
  return outcome;
}

/** Letters typed into an external menu of a form: what the bot offers for them. */
export async function offered(view, element, query) {
  const outcome = await act({ do: 'options', view: view.id, action: element.action_id, query });
  return outcome?.options ?? [];
}

export const fill = (view, block, element, value) =>
  act({ do: 'fill', view: view.id, values: { [block.block_id]: { [element.action_id]: value } } });

/** Every link that leads out of the page passes here. */
export function guardLinks() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-outside]');
    if (!link) return;
    event.preventDefault();
    leave(link.href);
  });
}
