// A question that somebody is to answer after all: how it stands in a message, in a list of its own and in a nudge.

import type { MrkdwnElement } from '@slack/types';
import type { FollowUp } from '../store/follow-ups.ts';
import type { StoredMessage } from '../store/outbox-row.ts';
import { actions, type Block, button, context, header, type Message, message, section, weight } from './blocks.ts';
import { nameOf, type People, words } from './digest-people.ts';
import { fitting } from './fitting.ts';
import { cut } from './limits.ts';
import { mention } from './mention.ts';
import { literal, short } from './names.ts';
import { count, number } from './numbers.ts';
import { bold, line, list, richText, text } from './rich-text.ts';
import { md, when } from './text.ts';

/** What an item's blocks are called, wherever it stands: what it is now takes their place. */
const part = (id: number, what: 'is' | 'do' | 'mine'): string => `followup.${id}.${what}`;

/** What to look for in the JSON of a message that shows an item. */
export const markOf = ({ id }: Pick<FollowUp, 'id'>): string => `"block_id":"${part(id, 'is')}"`;

/** `mine`: shown to who has it. */
type Place = 'do' | 'mine';

/** What to look for in the JSON of a digest that counts what of a session is left to do. */
export const countOf = ({ sessionId }: Pick<FollowUp, 'sessionId'>): string => `"block_id":"${counting(sessionId)}`;

const counting = (sessionId: string): string => `followup.of.${sessionId}.`;

/** What needs a person: `left` of the questions that were unanswered when the digest was read. */
export function needed(sessionId: string, { left, all }: { left: number; all: number }): Block {
  const many = count(all, 'unanswered question', 'unanswered questions');
  const of = left < all ? `${number(left)} of ${many}` : many;
  const nothing = all === 1 ? 'the unanswered question is done' : `all ${many} are done`;
  const words = left > 0 ? `⚠️ Needs you: ${of}` : `✅ Nothing waits for you: ${nothing}`;
  return { ...richText(line(bold(words))), block_id: `${counting(sessionId)}${all}` };
}

/** The digest with that count as it is now; null when it has none. */
export function withLeft({ text: said, blocks }: StoredMessage, sessionId: string, left: number): StoredMessage | null {
  const start = counting(sessionId);
  const idOf = (block: object | undefined) => (block && 'block_id' in block ? String(block.block_id) : '');
  const at = blocks.findIndex((block) => idOf(block).startsWith(start));
  if (at < 0) return null;
  const all = Number(idOf(blocks[at]).slice(start.length));
  return { text: said, blocks: blocks.with(at, needed(sessionId, { left: Math.min(left, all), all })) };
}

/** Where it is, and what can be done: two blocks, one when it is done. */
export function stateBlocks(item: FollowUp, timeZone: string, place: Place = 'do'): Block[] {
  const state = { ...context(stateOf(item, timeZone)), block_id: part(item.id, 'is') };
  if (item.doneAt) return [state];
  const value = `${item.id}`;
  const claim = button({ id: 'followup.claim', text: 'Claim', value });
  const done = button({ id: 'followup.done', text: 'Done', value });
  return [state, { ...actions(...(place === 'mine' ? [done] : [claim, done])), block_id: part(item.id, place) }];
}

function stateOf({ owner, dueAt, doneAt, doneBy }: FollowUp, timeZone: string): MrkdwnElement {
  if (doneAt) return doneBy === 'livestorm' ? md`✅ Answered at Livestorm` : md`✅ Done by ${mention(doneBy ?? '')}`;
  const due = md`due ${when(dueAt, timeZone)}`;
  return owner ? md`${mention(owner)} has it · ${due}` : md`Nobody has it yet · ${due}`;
}

/** The message with the item as it is now; null when the message does not show it. */
export function withItem(
  { text: said, blocks }: StoredMessage,
  item: FollowUp,
  timeZone: string,
): StoredMessage | null {
  const is = (block: object, what: string) => 'block_id' in block && block.block_id === what;
  const at = blocks.findIndex((block) => is(block, part(item.id, 'is')));
  if (at < 0) return null;
  const after = blocks[at + 1];
  const place = (['do', 'mine'] as const).find((what) => after && is(after, part(item.id, what)));
  return { text: said, blocks: blocks.toSpliced(at, place ? 2 : 1, ...stateBlocks(item, timeZone, place)) };
}

/** What was asked, on one line. */
const ASKED = 280;
const asked = (item: FollowUp): string => cut(words(item.words).replace(/\s+/g, ' '), ASKED);

const SHOWN = { most: 15, weight: 7_500, of: weight };

interface Listed {
  items: FollowUp[];
  /** Of the session. */
  title: string;
  /** How the channel wants people named. */
  people: People;
  timeZone: string;
}

/** *All 30*: every question of a session to one person, those that are open first. */
export function followUpList({ items, title, people, timeZone }: Listed): Message {
  const open = items.filter(({ doneAt }) => !doneAt);
  const all = [...open, ...items.filter(({ doneAt }) => doneAt)];
  const shown = fitting(
    all.map((item) => {
      const by = nameOf(item.askedBy === null ? null : { name: item.askedBy, team: false }, people);
      return [richText(list([[text(asked(item)), by && ` – ${by}`]])), ...stateBlocks(item, timeZone)];
    }),
    SHOWN,
  );
  const verdict =
    items.length === 0
      ? 'No question of this session is kept here.'
      : `${number(open.length)} of ${count(items.length, 'question')} to follow up ${open.length === 1 ? 'is' : 'are'} open.`;
  const left = all.length - shown.length;
  return message(md`${literal(short(title))}: ${verdict}`, [
    header('To follow up'),
    section(md`*${literal(short(title))}*\n${verdict}`),
    ...shown.flat(),
    ...(left > 0 ? [context(`${count(left, 'more question')} not shown: mark some of these as done.`)] : []),
  ]);
}

const NUDGED = { most: 10, weight: 5_000, of: weight };

/** To who has them, in their own conversation with the bot: those that are due, in one message. */
export function nudge(
  items: { item: FollowUp; title: string }[],
  { now, timeZone }: { now: Date; timeZone: string },
): Message {
  const late = items.filter(({ item }) => item.dueAt <= now).length;
  const many = count(items.length, 'question waits', 'questions wait');
  const verdict = `${many} for you to follow up${late > 0 ? `, ${late === items.length ? '' : `${number(late)} of them `}past due` : ''}.`;
  const shown = fitting(
    items.map(({ item, title }) => [
      section(md`*${literal(short(title, 80))}*`),
      richText(list([[text(asked(item))]])),
      ...stateBlocks(item, timeZone, 'mine'),
    ]),
    NUDGED,
  );
  const left = items.length - shown.length;
  return message(verdict, [
    section(md`⏳ ${verdict}`),
    ...shown.flat(),
    context(
      `${left > 0 ? `${number(left)} more in the App Home. ` : ''}${ONLY_HERE} I write about a question three times at most, in working hours.`,
    ),
  ]);
}

/** In the App Home, to who has it. */
export const ownLine = (item: FollowUp, timeZone: string): Block =>
  section(
    md`${literal(short(asked(item), 200))}\n_due ${when(item.dueAt, timeZone)}_`,
    button({ id: 'followup.done', text: 'Done', value: `${item.id}` }),
  );

const ONLY_HERE = "Livestorm's API takes no answers: write to whoever asked, then mark it here.";

const answer = (words: MrkdwnElement): Message => message(words, [section(words)]);

export function claimed(item: FollowUp, before: FollowUp, timeZone: string): Message {
  const had = before.owner ? md` ${mention(before.owner)} had it until now.` : md``;
  return answer(md`It is yours, due ${when(item.dueAt, timeZone)}.${had} ${ONLY_HERE}`);
}

/** Nothing was changed, and this is how it is. */
export const asItIs = (item: FollowUp, timeZone: string): Message =>
  answer(
    item.doneAt
      ? md`${stateOf(item, timeZone)}. Nothing was changed.`
      : md`You have it already, due ${when(item.dueAt, timeZone)}.`,
  );

export const done = (): Message =>
  answer(md`✅ Marked as done, here only: Livestorm still lists the question as unanswered.`);

export const gone = (): Message =>
  answer(
    md`This question is no longer kept: after 30 days they are forgotten. \`questions\` shows what Livestorm has.`,
  );
