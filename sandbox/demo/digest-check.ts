// Which of the channel's messages are a digest's, and whether it names every question of a webinar, whatever it looks like.

import type { Webinar } from '../livestorm/webinar.ts';
import type { Message } from '../slack/model.ts';

export interface Named {
  /** Questions whose first words are nowhere in the messages. */
  missing: string[];
  /** How many there are of each kind, in the webinar's file. */
  unanswered: number;
  aloud: number;
  written: number;
}

const letters = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

/** Compares letters and digits only: lines are folded and marks are cleaned on the way to a reader. */
export function questionsNamed({ questions }: Webinar, messages: string[]): Named {
  const all = letters(messages.join('\n'));
  const written = questions.filter(({ response }) => response?.trim()).length;
  const aloud = questions.filter(({ response, responded_orally }) => !response?.trim() && responded_orally).length;
  return {
    missing: questions.map(({ question }) => question).filter((text) => !all.includes(letters(text).slice(0, 60))),
    unanswered: questions.length - written - aloud,
    aloud,
    written,
  };
}

/** Each message says in its metadata what it is part of, and how many parts there are. */
const identityOf = ({ metadata }: Message): { key?: string; of?: number } => metadata?.event_payload ?? {};

export const isOf = (what: string) => (message: Message) => identityOf(message).key?.startsWith(`${what} `) === true;

export const isDigest = ({ text }: Message): boolean => text.startsWith('Digest of ');

export const isWhole = ([first, ...others]: Message[]): boolean =>
  first !== undefined && isDigest(first) && others[0] !== undefined && identityOf(others[0]).of === others.length;
