// What the demo prints: who does what, what they see, what Livestorm was asked.

import { styleText } from 'node:util';
import type { Call } from '../livestorm/wire.ts';

type Style = Parameters<typeof styleText>[0];

export interface Transcript {
  title(text: string): void;
  /** A numbered chapter; its number and name are in the error when something in it fails. */
  chapter(name: string): void;
  does(who: string, where: string, what: string): void;
  /** A message or a form, in a box. */
  sees(whose: string, text: string): void;
  livestorm(calls: readonly Call[]): void;
  note(text: string): void;
  readonly where: string;
}

export function createTranscript(write: (text: string) => void): Transcript {
  const paint = (style: Style, text: string) => styleText(style, text, { stream: process.stdout });
  const say = (text = '') => write(`${text}\n`);
  let number = 0;
  let where = 'the start';
  return {
    get where() {
      return where;
    },
    title(text) {
      say();
      say(paint('bold', text));
      say(paint('dim', '─'.repeat(text.length)));
    },
    chapter(name) {
      number += 1;
      where = `${number}. ${name}`;
      say();
      say(paint('bold', where));
    },
    does: (who, place, what) => say(`   ${paint('cyan', who)} ${paint('dim', `in ${place}`)}  ${paint('bold', what)}`),
    sees(whose, text) {
      say(paint('dim', `   ┌ ${whose}`));
      for (const line of text.split('\n')) say(`${paint('dim', '   │')} ${line}`);
      say(paint('dim', '   └'));
    },
    livestorm(calls) {
      for (const { method, path, status } of calls) {
        say(
          `   ${paint('magenta', '→ Livestorm')}  ${method} ${decodeURIComponent(path)} ${paint('dim', String(status))}`,
        );
      }
      const cost =
        calls.length === 0 ? 'no call to Livestorm' : `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`;
      say(paint('dim', `   ${cost}`));
    },
    note: (text) => say(paint('dim', `   ${text}`)),
  };
}
