// Small pictures beside words; none says anything alone.

import { html } from 'htm/preact';

const PATHS = {
  hash: 'M9 4 7 20M17 4l-2 16M4 9h16M3.500 15h16',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5.500 11h13v9h-13z',
  home: 'M4 11.500 12 4l8 7.500V20h-5.500v-5h-5v5H4z',
  chat: 'M4 5h16v11H11l-4.500 4v-4H4z',
  bolt: 'M13 3 5 14h6l-1 7 8-11h-6z',
  more: 'M12 5.500h.01M12 12h.01M12 18.500h.01',
  reply: 'M10 6 4 11.500 10 17v-3.500c5 0 8 1.500 10 5-.500-6-4-9.500-10-10z',
  send: 'M4 12 20 4l-5 16-3.500-6.500z',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M14 6l-6 6 6 6',
  sun: 'M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M5.600 18.400 7 17M17 7l1.400-1.400',
  moon: 'M19 14.500A7.500 7.500 0 0 1 9.500 5a7.500 7.500 0 1 0 9.500 9.500z',
  play: 'M8 5.500v13l10.500-6.500z',
  stop: 'M7 7h10v10H7z',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 12.500 10 17.500 19.500 7',
  file: 'M6 3.500h8L18.500 8v12.500H6zM14 3.500V8h4.500',
  list: 'M4 6h16M4 12h16M4 18h16',
  panel: 'M4 5h16v14H4zM14.500 5v14',
  thread: 'M4 5h16v11H11l-4.500 4v-4H4z',
};

export const Icon = ({ name }) =>
  html`<svg class=${`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;

/** The same colour for the same person, always. */
const shade = (id) => [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 6, 7);

const initials = (name) =>
  name
    .replace(/^@/, '')
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');

export const Avatar = ({ id, name, isBot }) =>
  isBot
    ? html`<img class="avatar" src="/sandbox/page/client/mark.svg" alt="" />`
    : html`<span class=${`avatar shade-${shade(id)}`} aria-hidden="true">${initials(name)}</span>`;
