// Light, dark, or as the machine has it; remembered by this browser.

import { html } from 'htm/preact';
import { Icon } from './icons.js';
import { change } from './store.js';

const machine = matchMedia('(prefers-color-scheme: dark)');
const KEY = 'showrunner-theme';

const isDark = () => document.documentElement.dataset.theme === 'dark';

export function recallTheme() {
  const set = () => {
    document.documentElement.dataset.theme = localStorage.getItem(KEY) ?? (machine.matches ? 'dark' : 'light');
    change({});
  };
  machine.addEventListener('change', set);
  set();
}

export function Theme() {
  const dark = isDark();
  const turn = () => {
    const next = dark ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    localStorage.setItem(KEY, next);
    change({});
  };
  const words = dark ? 'Light theme' : 'Dark theme';
  return html`<button type="button" class="plain square" aria-label=${words} title=${words} onClick=${turn}><${Icon} name=${dark ? 'sun' : 'moon'} /></button>`;
}
