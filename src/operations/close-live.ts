// Closing what was followed live: reading to its end what was asked and written, for the digest and for the fewest calls.

import type { Deps } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { Heard } from '../store/heard.ts';
import type { LiveList } from '../store/live.ts';
import type { HowMuch } from './build-digest.ts';
import { type HeardQuestion, messageOf, questionOf } from './heard.ts';
import { type Followed, keepLook, type Look, lookAt, takenUntil } from './live.ts';
import { KINDS, kindsOf, liveChannels } from './live-channels.ts';
import { readAgain } from './live-read.ts';

export interface ClosedLive {
  /** Of the lists that were followed; see `HowMuch.known`. */
  known: NonNullable<HowMuch['known']>;
  calls: number;
}

/** An answer written after the end is read when the digest is made again, not each time. */
const SETTLED_MS = 10 * 60_000;
/** A reading ends here, as everywhere: two per cent of a month. */
const MOST_CALLS = 200;

/** Whoever looks has it for a minute at most; they are seldom waited for longer than a second. */
const LOOKING_MS = 70_000;
const AGAIN_MS = 250;

type Needs = Pick<Deps, 'livestorm' | 'store' | 'clock' | 'reserve' | 'sleep'>;

/**
 * Null when it was not followed. Else a call for the last page of each list and one for each older page with a question
 * that waits for an answer; nothing of the chat once it was read after the end.
 */
export async function closeLive(deps: Needs, session: SessionWithEvent): Promise<ClosedLive | null> {
  const { live, transaction } = deps.store;
  const followed = await live.of(session.id);
  if (!followed) return null;
  const wanted = await transaction(async (within) => kindsOf(await liveChannels(within, session)));
  const kinds = KINDS.filter((kind) => wanted.includes(kind) || followed.lists[kind].readAt !== null);
  const calls = isClosed(followed, kinds)
    ? await readOpen(deps, session.id)
    : await readToEnd(deps, { session, kinds });
  const after = (await live.of(session.id))?.lists ?? followed.lists;
  const nextOf = ({ closedAt, page }: LiveList) => (closedAt ? null : page);
  const [questions, chat] = [await live.heard.of(session.id, 'questions'), await live.heard.of(session.id, 'chat')];
  return {
    known: {
      ...(kinds.includes('questions') && {
        questions: { rows: questions.map(asAnswered), next: nextOf(after.questions) },
      }),
      ...(kinds.includes('chat') && { chat: { rows: chat.map(messageOf), next: nextOf(after.chat) } }),
    },
    calls,
  };
}

/** Somebody said in Slack that it was answered live. */
const asAnswered = (asked: Heard): HeardQuestion =>
  asked.mark === 'answered' && asked.answered === 'no' ? { ...questionOf(asked), aloud: true } : questionOf(asked);

const isClosed = ({ lists }: Followed, kinds: Look['kinds']): boolean =>
  kinds.every((kind) => lists[kind].closedAt !== null);

async function readToEnd(deps: Needs, { session, kinds }: Pick<Look, 'session' | 'kinds'>): Promise<number> {
  let calls = 0;
  while (calls < MOST_CALLS) {
    const followed = await mine(deps, session.id);
    if (!followed || isClosed(followed, kinds)) break;
    const look: Look = { session, followed, kinds, isOver: true };
    const looked = await lookAt(deps, look);
    await deps.store.transaction((within) => keepLook(within, look, looked, deps.clock()));
    calls += looked.calls;
    if (looked.error) throw looked.error;
  }
  return calls;
}

/** What the last look left, once nobody else looks: no page is read by two. */
async function mine({ store: { live }, clock, sleep }: Needs, sessionId: string): Promise<Followed | null> {
  const until = performance.now() + LOOKING_MS;
  while (performance.now() < until) {
    const now = clock();
    if (await live.take(sessionId, now, takenUntil(now))) break;
    // When it has ended nobody looks any more.
    if ((await live.of(sessionId))?.follow.endedAt !== null) break;
    await sleep(AGAIN_MS);
  }
  return await live.of(sessionId);
}

/** Questions that nobody had answered when they were read last. */
async function readOpen({ livestorm, store, clock }: Needs, sessionId: string): Promise<number> {
  const now = clock();
  const pages = (await store.live.heard.openPages(sessionId)).filter(
    ({ readAt }) => now.getTime() - readAt.getTime() > SETTLED_MS,
  );
  for (const { page } of pages) {
    const { things, stretches, error } = await readAgain({ livestorm, readAt: now }, { sessionId, page });
    await store.live.heard.keep(things);
    await store.live.heard.dropMissing(stretches);
    if (error) throw error;
  }
  return pages.length;
}
