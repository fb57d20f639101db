// Who reads: their zone, their id, and the names of everything; and how moments are written for them.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { formatDate } from '../../slack/render/text.ts';

export const Reader = createContext(undefined);
export const useReader = () => useContext(Reader);

export function readerFor(place, as) {
  const seat = place.seats.find(({ id }) => id === as);
  return { id: as, zone: seat?.zone ?? 'UTC', nameOf: (id) => place.names[id], bot: place.bot };
}

/** Slack's date formats, in the reader's zone. */
export const written = (seconds, pattern, reader) =>
  formatDate(seconds, pattern, { timeZone: reader.zone, now: Date.now() });

export const clock = (ts, reader) => written(Number(ts), '{time}', reader);
export const day = (ts, reader) => capital(written(Number(ts), '{date_long_pretty}', reader));
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** "Paris" of Europe/Paris. */
export const city = (zone) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
