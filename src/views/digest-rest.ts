// What a digest says of the part that was not read: what reading it takes, who decides, and what was decided.

import type { Digest, Rest } from '../operations/digest.ts';
import { actions, type Block, button, confirmation, type Message, message, section } from './blocks.ts';
import { mention } from './mention.ts';
import { bold, literal } from './names.ts';
import { count, number } from './numbers.ts';
import { md } from './text.ts';

const NAMED = {
  people: ['registration', 'registrations'],
  questions: ['question', 'questions'],
  chat: ['chat message', 'chat messages'],
} as const;

/** Calls that go in a minute: four a second. */
const A_MINUTE = 240;

/** '12,345 chat messages and 10,000 registrations'. */
const restWords = ({ unread }: Digest): string =>
  unread
    .map(({ what, rows }) => (rows === null ? `the ${NAMED[what][1]}` : count(rows, NAMED[what][0], NAMED[what][1])))
    .join(' and ');

/** Null where Livestorm does not say. */
const priceOf = ({ unread }: Digest): number | null =>
  unread.some(({ calls }) => calls === null) ? null : unread.reduce((all, { calls }) => all + (calls ?? 0), 0);

const minutes = (calls: number): string => `about ${count(Math.ceil(calls / A_MINUTE), 'minute')}`;

/** '1,999 Livestorm calls and about 9 minutes'. */
function takes(digest: Digest): string {
  const calls = priceOf(digest);
  return calls === null
    ? 'an unknown number of Livestorm calls'
    : `${count(calls, 'Livestorm call')} and ${minutes(calls)}`;
}

/** Empty when all was read. */
export function restBlocks(digest: Digest): Block[] {
  const { rest, unread } = digest;
  if (!rest || unread.length === 0) return [];
  const what = restWords(digest);
  if (rest.decided?.what === 'read') {
    const words = md`*Being read:* ${what}, as ${mention(rest.decided.by)} asked. It takes ${takes(digest)}; then this message says it all.`;
    return [section(words)];
  }
  if (rest.decided) return [section(md`*Not read:* ${what}, as ${mention(rest.decided.by)} decided.`)];
  const words = md`*Not read yet:* ${what}. Reading all of it takes ${takes(digest)}${leftWords(rest.left)}. An operator decides, once for all channels.`;
  return [
    section(words),
    actions(readAll(digest), button({ id: 'digest.leave', text: 'Leave it so', value: digest.sessionId })),
  ];
}

const leftWords = (left: Rest['left']): string =>
  left === null
    ? ''
    : `; ${number(left.remaining)}${left.limit === null ? '' : ` of ${number(left.limit)}`} calls were left when this was read`;

/** With its price, and what it leaves. */
export function readAll(digest: Digest) {
  const calls = priceOf(digest);
  const price = calls === null ? '' : ` (${count(calls, 'call')})`;
  return button({
    id: 'digest.all',
    text: `Read all${price}`,
    value: digest.sessionId,
    confirm: confirmation({
      title: 'Read all of it?',
      text: `That takes ${takes(digest)}. ${leaves(calls, digest.rest?.left ?? null)}`.trim(),
      yes: 'Read it',
      no: 'Leave it',
    }),
  });
}

function leaves(calls: number | null, left: Rest['left']): string {
  if (calls === null || left === null) return '';
  const of = left.limit === null ? '' : ` of ${number(left.limit)}`;
  if (calls > left.remaining)
    return `Only ${number(left.remaining)}${of} calls were left when this was read: the rest waits for the next period.`;
  return `It leaves ${number(left.remaining - calls)}${of}.`;
}

/** The answer to *Read all* and *Leave it so*; null: there was nothing to decide. */
export function restDecided(
  outcome: { digest: Digest; decided: NonNullable<Rest['decided']>; isNew: boolean } | null,
): Message {
  const words = decidedWords(outcome);
  return message(words, [section(words)]);
}

function decidedWords(outcome: Parameters<typeof restDecided>[0]) {
  if (!outcome) return md`Nothing of this session is left to read. Nothing was changed.`;
  const { digest, decided, isNew } = outcome;
  const what = restWords(digest);
  if (!isNew && decided.what === 'read')
    return md`${mention(decided.by)} asked for it already: ${what} are being read.`;
  if (!isNew) return md`${mention(decided.by)} decided already that ${what} are not read. Nothing was changed.`;
  if (decided.what === 'left')
    return md`${what} are not read, and the digest says so. \`digest\` offers it again for as long as the digest is kept.`;
  return md`${what} are being read: ${takes(digest)}. The digest then changes in each channel that follows the session, and I tell you.`;
}

/** To who asked for it, when it is done. */
export function restRead(digest: Digest): Message {
  const calls = digest.calls === null ? '' : ` It took ${count(digest.calls, 'Livestorm call')} in all.`;
  const name = digest.title;
  return message(md`The digest of ${literal(name)} is whole: everything was read.${calls}`, [
    section(
      md`The digest of ${bold(name)} is whole: everything was read.${calls} It was brought up to date in each channel that follows the session.`,
    ),
  ]);
}
