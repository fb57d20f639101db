// What a channel reads while a digest waits for more calls.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { type Message, message, section } from './blocks.ts';
import { literal, quote } from './names.ts';
import { sessionTitle } from './session-line.ts';
import { md, when } from './text.ts';

interface Waits {
  session: Pick<SessionWithEvent, 'event' | 'name'>;
  /** When more calls come; null when Livestorm has not said. */
  until: Date | null;
  timeZone: string;
  slashCommand: string;
}

export function digestWaits({ session, until, timeZone, slashCommand }: Waits): Message {
  const then = until ? md`, ${when(until, timeZone)} at the latest` : md``;
  const words = md`The digest of ${literal(quote(sessionTitle(session)))} comes later: few of your organisation's Livestorm calls are left, and they are kept for what people ask for. It comes by itself when there are more${then}; \`${slashCommand} quota\` shows where they went.`;
  return message(words, [section(words)]);
}
