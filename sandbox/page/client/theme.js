// Light, dark, or as the machine has it; remembered by this browser.

import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { Icon } from './icons.js';

const machine = matchMedia('(prefers-color-scheme: dark)');
const KEY = 'showrunner-theme';

const isDark = () => (document.documentElement.dataset.theme ?? (machine.matches ? 'dark' : 'light')) === 'dark';

export function recallTheme() {
  const kept = localStorage.getItem(KEY);
  if (kept) document.documentElement.dataset.theme = kept;
}

export function Theme() {
  const [dark, setDark] = useState(isDark());
  const turn = () => {
    const next = dark ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    localStorage.setItem(KEY, next);
    setDark(!dark);
  };
  const words = dark ? 'Light theme' : 'Dark theme';
  return html`<button type="button" class="plain square" aria-label=${words} title=${words} onClick=${turn}><${Icon} name=${dark ? 'sun' : 'moon'} /></button>`;
}
