// Forms and small questions, in front of everything: focus goes in, stays in, and comes back.

import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Blocks } from './blocks.js';
import { Icon } from './icons.js';
import { plain, words } from './mrkdwn.js';
import { useReader } from './reader.js';
import { act, toast } from './store.js';
import { typedIn } from './typed.js';

const FOCUSABLE = 'input, select, textarea, .body button';

/** The field the bot wants, else the first field, else the dialog itself. */
function focusIn(dialog) {
  const target = dialog.querySelector('[aria-invalid=true]') ?? dialog.querySelector(FOCUSABLE) ?? dialog;
  target.focus({ preventScroll: target === dialog });
}

function useModal(ref) {
  useLayoutEffect(() => {
    const dialog = ref.current;
    const back = document.activeElement;
    dialog.showModal();
    return () => {
      // While it is open, nothing behind it can take the focus.
      dialog.close();
      back?.focus?.();
    };
  }, []);
}

/** Escape is heard here: a browser may close a dialog without asking when it is pressed twice. */
const onEscape = (job) => (event) => {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  job();
};

export function ViewDialog({ view }) {
  const ref = useRef(null);
  const [isSending, setSending] = useState(false);
  const reader = useReader();
  useModal(ref);
  const wrong = Object.keys(view.errors ?? {}).join();
  const shown = useRef('');
  useEffect(() => {
    const { activeElement } = document;
    // Another form came in the place of the one before, as after a view that says to wait.
    const form = `${view.id} ${view.callback_id} ${view.blocks.some(({ type }) => type === 'input')}`;
    const isOther = shown.current !== form;
    shown.current = form;
    const isLost =
      !ref.current.contains(activeElement) || activeElement === ref.current || activeElement === document.body;
    if (isLost || isOther || wrong) focusIn(ref.current);
  }, [view.id, view.hash, wrong]);

  const close = () => act({ do: 'close', view: view.id });
  const send = async (event) => {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    const outcome = await act({ do: 'submit', view: view.id, values: typedIn(view) });
    setSending(false);
    if (outcome && !outcome.acknowledged && outcome.failure !== 'invalid_input')
      toast('We had some trouble connecting. Try again?');
  };
  const title = words(view.title, reader);
  const closing = plain(view.close ?? 'Cancel');
  return html`<dialog class="view" ref=${ref} tabindex="-1" aria-labelledby=${`heading-${view.id}`} onKeyDown=${onEscape(close)} onCancel=${(event) => event.preventDefault()}>
    <form noValidate onSubmit=${send}>
      <header>
        ${view.isPushed && html`<button type="button" class="plain square" aria-label="Back" onClick=${close}><${Icon} name="back" /></button>`}
        <h2 id=${`heading-${view.id}`}>${title}</h2>
        <button type="button" class="plain square" aria-label="Close this form" onClick=${close}><${Icon} name="close" /></button>
      </header>
      <div class="body"><${Blocks} blocks=${view.blocks} at=${{ view }} /></div>
      <footer>
        <button type="button" class="button" onClick=${close}>${closing}</button>
        ${view.submit && html`<button type="submit" class="button primary" aria-busy=${isSending}>${plain(view.submit)}</button>`}
      </footer>
    </form>
    <p class="heard" role="alert">${wrong && 'Some fields need another look.'}</p>
  </dialog>`;
}

export function Question({ question }) {
  const ref = useRef(null);
  const reader = useReader();
  useModal(ref);
  const no = () => question.answer(false);
  const look = question.style === 'danger' ? 'danger' : 'primary';
  return html`<dialog class="question" ref=${ref} role="alertdialog" aria-labelledby="question-title" aria-describedby="question-text" onKeyDown=${onEscape(no)}>
    <h2 id="question-title">${plain(question.title ?? 'Are you sure?')}</h2>
    <div id="question-text">${words(question.text, reader)}</div>
    <footer>
      <button type="button" class="button" onClick=${no}>${plain(question.deny ?? 'Cancel')}</button>
      <button type="button" class=${`button solid ${look}`} onClick=${() => question.answer(true)}>${plain(question.confirm ?? 'Yes')}</button>
    </footer>
  </dialog>`;
}
