// The answer to `digest`: what would be posted, for the person who asked, and what became of it.

import type { Digest, DigestFormat } from '../operations/digest.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import {
  actions,
  type Block,
  button,
  confirmation,
  context,
  header,
  type Message,
  message,
  section,
} from './blocks.ts';
import { readAll, restBlocks } from './digest-rest.ts';
import { LIMITS } from './limits.ts';
import { bold, literal } from './names.ts';
import { count } from './numbers.ts';
import { moment, sessionTitle } from './session-line.ts';
import { md, mrkdwn, when } from './text.ts';

export interface PreviewData {
  digest: Digest;
  /** As it would be posted. */
  root: Message;
  /** Messages in its thread. */
  thread: number;
  format: DigestFormat;
  /** What this answer cost; none when the digest was kept. */
  calls: number;
}

const calls = (value: number): string => count(value, 'Livestorm call');

/** Without the chart, which Slack may refuse: the words under it say the same. */
export function digestPreview({ digest, root, thread, format, calls: spent }: PreviewData): Message {
  const isChart = ({ type }: Block) => String(type) === 'data_visualization';
  const asks = restBlocks(digest).flatMap((block) => (block.type === 'actions' ? [JSON.stringify(block)] : []));
  const kept = root.blocks.filter(
    (block) => !isChart(block) && (block.type !== 'actions' || asks.includes(JSON.stringify(block))),
  );
  const chart = root.blocks.some(isChart) ? ', with a chart' : '';
  const follows = thread === 0 ? '' : ` ${count(thread, 'message follows', 'messages follow')} in its thread.`;
  const note = md`This is a preview (${format}${chart}): only you see it.${follows} Read ${when(digest.readAt, digest.timeZone)}; ${spent === 0 ? 'this cost no Livestorm call' : `this cost ${calls(spent)}`}.`;
  return message(mrkdwn(`Preview. ${root.text}`), [
    ...kept.slice(0, LIMITS.blocks - 2),
    context(note),
    actions(
      ...(digest.rest?.decided?.what === 'left' ? [readAll(digest)] : []),
      button({ id: 'digest.here', text: 'Post here', value: `${digest.sessionId} ${format}`, style: 'primary' }),
      button({
        id: 'digest.read',
        text: `Read anew (${digest.calls === null ? 'at least 3 calls' : count(digest.calls, 'call')})`,
        value: `${digest.sessionId} ${format}`,
        ...((digest.calls ?? 0) > MUCH && { confirm: ask('Read it all anew?', digest.calls ?? 0) }),
      }),
    ),
  ]);
}

/** More calls than this are asked about with their price, two per cent of a month once more. */
const MUCH = 200;

const ask = (title: string, price: number) =>
  confirmation({
    title,
    text: `That is ${calls(price)}, of 10,000 that your organisation has in 30 days.`,
    yes: 'Read it',
    no: 'Leave it',
  });

/** It was not read yet, and reading costs more than is spent unasked. */
export function askToBuild(session: SessionWithEvent, price: number, format: DigestFormat): Message {
  const words = `The digest was not made yet. Reading ${count(session.registrantsCount, 'registrant')}, the questions and the chat costs at least ${calls(price)}. Nothing was read yet.`;
  return message(md`${literal(sessionTitle(session))}: ${words}`, [
    section(md`${bold(sessionTitle(session))}\n${words}`),
    actions(
      button({
        id: 'digest.read',
        text: `Make it (${count(price, 'call')} or more)`,
        value: `${session.id} ${format}`,
        ...(price > MUCH && { confirm: ask('Make the digest?', price) }),
      }),
    ),
  ]);
}

/** Of a session that has left nothing to sum up. */
export function noDigest(session: SessionWithEvent, spent: number): Message {
  const words = md`${reason(session)}${spent > 0 ? ` This cost ${calls(spent)}.` : ''}`;
  const name = sessionTitle(session);
  const blocks: Block[] = [header('No digest yet'), section(md`${bold(name)}\n${words}`)];
  return message(md`No digest of ${literal(name)}: ${words}`, blocks);
}

function reason({ canceledAt, status, startedAt, startsAt, timeZone, registrantsCount }: SessionWithEvent) {
  const had = `${count(registrantsCount, 'person', 'people')} had registered`;
  if (canceledAt) return md`It was canceled, so there is nothing to sum up; ${had}.`;
  if (status === 'past_not_started') return md`It never started, so there is nothing to sum up; ${had}.`;
  if (startedAt) return md`It is live: the digest can be made when it has ended.`;
  if (!startsAt) return md`It has no date yet.`;
  return md`It has not started: ${moment(startsAt, timeZone)}.`;
}

const PLACED = {
  new: 'The digest goes into this channel now, its details in the thread.',
  edited: 'The digest that stands in this channel is brought up to date.',
  same: 'The digest stands in this channel already, and nothing newer was read.',
} as const;

export interface PlacedData {
  digest: Digest;
  outcome: keyof typeof PLACED;
  calls: number;
  /** Whether Slack said that the bot is in the channel. */
  isSure: boolean;
}

export function digestPlaced({ digest, outcome, calls: spent, isSure }: PlacedData): Message {
  const read = when(digest.readAt, digest.timeZone);
  const cost = spent === 0 ? 'This cost no Livestorm call.' : `This cost ${calls(spent)}.`;
  const doubt = isSure || outcome !== 'new' ? '' : ' If it does not come, invite me with /invite and ask again.';
  const words = md`${PLACED[outcome]} Its numbers are of ${read}. ${cost}${doubt}`;
  return message(words, [section(words)]);
}
