// A button that opens a list of things to do: arrows walk, Escape closes, focus comes back.

import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useFloat } from './float.js';

/** @param items `{ key, label, detail?, run }[]` */
export function Menu({ label, items, children, class: look = 'plain', isBusy = false }) {
  const [isOpen, open] = useState(false);
  const root = useRef(null);
  const box = useRef(null);
  useFloat(root, box, { isOpen });

  useEffect(() => {
    if (!isOpen) return undefined;
    root.current.querySelector('[role=menuitem]')?.focus();
    const away = (event) => root.current?.contains(event.target) || open(false);
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [isOpen]);

  const close = () => {
    open(false);
    root.current.querySelector('button').focus();
  };
  const walk = (event) => {
    const all = [...root.current.querySelectorAll('[role=menuitem]')];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') open(false);
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    if (to === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };
  const choose = (item) => {
    close();
    item.run();
  };
  return html`<div class="menu-holder" ref=${root}>
    <button type="button" class=${look} aria-haspopup="menu" aria-expanded=${isOpen} aria-label=${label} aria-busy=${isBusy}
      title=${label} onClick=${() => open(!isOpen)}>${children}</button>
    ${
      isOpen &&
      html`<div class="menu" ref=${box} role="menu" aria-label=${label} onKeyDown=${walk}>
      ${items.map(
        (
          item,
        ) => html`<button type="button" role="menuitem" tabindex="-1" key=${item.key} onClick=${() => choose(item)}>
          <span>${item.label}</span>${item.detail && html`<small>${item.detail}</small>`}</button>`,
      )}
    </div>`
    }
  </div>`;
}
