// Following a live session: one look at a time, at the lists that are due, and what of it is kept.

import type { Deps } from '../deps.ts';
import { callsAreKept } from '../errors.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { NewHeard } from '../store/heard.ts';
import type { Stretch } from '../store/heard-missing.ts';
import type { LiveFollow, LiveList } from '../store/live.ts';
import type { ListKind, Pace } from '../store/live-tables.ts';
import type { StoreTransaction } from '../store/store.ts';
import { areCallsFew } from './live-left.ts';
import { EVERY, everySeconds, SPARE, spareCalls } from './live-pace.ts';
import { isLastPlanned, isOvertime, nextLook } from './live-plan.ts';
import { readAgain, readOnward } from './live-read.ts';

/** The job that does this, by name: jobs/live.ts. */
export const LIVE = 'live';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Longer than a look takes. */
const TAKEN_MS = MINUTE;
/** An older page of questions is looked at again after this; before the planned end, after less. */
const AGAIN_MS = 4 * MINUTE;

export interface Followed {
  follow: LiveFollow;
  lists: Record<ListKind, LiveList>;
}

export interface Look {
  session: SessionWithEvent;
  followed: Followed;
  /** Lists that some channel wants, or that a digest is made of. */
  kinds: ListKind[];
  /** It is over: this look is the last one. */
  isOver: boolean;
}

type Needs = Pick<Deps, 'livestorm' | 'store' | 'clock' | 'reserve'>;

interface Change extends Partial<Pick<LiveList, 'page' | 'nextAt' | 'readAt' | 'closedAt'>> {
  kind: ListKind;
}

export interface Looked {
  things: NewHeard[];
  stretches: Stretch[];
  lists: Change[];
  calls: number;
  pace: Pace;
  everySeconds: number;
  error: unknown;
}

export const takenUntil = (now: Date): Date => new Date(now.getTime() + TAKEN_MS);

/** Reads from Livestorm what is due, for the purpose that `livestorm` has, and keeps nothing. Never throws: `error` says what ended it. */
export async function lookAt(deps: Needs, look: Look): Promise<Looked> {
  const { session, followed, kinds, isOver } = look;
  const { follow, lists } = followed;
  const now = deps.clock();
  const needs = { livestorm: deps.livestorm, readAt: now };
  const isSlowed = await areCallsFew(deps);
  const counts = await deps.store.live.heard.counts(session.id);
  const spare = () =>
    spareCalls({ ...follow, now, calls: follow.calls + looked.calls, heard: counts.questions + counts.chat });
  const nothing = { things: [], stretches: [], lists: [], calls: 0, error: null };
  const looked: Looked = { ...nothing, pace: 'usual', everySeconds: EVERY.slowest };
  for (const kind of kinds) {
    const list = lists[kind];
    if (list.closedAt || (!isOver && list.nextAt.getTime() > now.getTime() + SECOND)) continue;
    const read = await readOnward(needs, list);
    looked.things.push(...read.things);
    looked.stretches.push(...read.stretches);
    looked.calls += read.calls;
    if (read.error) {
      looked.lists.push({ kind, page: read.page });
      looked.error = read.error;
      break;
    }
    const news = read.things.length - alreadyThere(list, counts[kind]);
    const every = read.isCut
      ? EVERY.least
      : everySeconds({
          news,
          overSeconds: secondsSince(list, follow, now),
          spare: spare(),
          isSlowed,
          isOvertime: isOvertime(session, now),
          before: usual(list),
        });
    const nextAt = nextLook(session, now, every);
    looked.lists.push({ kind, page: read.page, nextAt, readAt: now, ...(isOver && !read.isCut && { closedAt: now }) });
  }
  if (!looked.error && kinds.includes('questions')) {
    const again = await olderPage(deps, look, { now, spare: spare() });
    if (again !== null) {
      const { things, stretches, error } = await readAgain(needs, { sessionId: session.id, page: again });
      looked.things.push(...things);
      looked.stretches.push(...stretches);
      looked.calls += 1;
      looked.error = error;
    }
  }
  return { ...looked, ...paceOf(looked, { followed, kinds, isSlowed, now }) };
}

/** Rows of the page that was read to its last row before: they are known. */
const alreadyThere = ({ page, readAt }: LiveList, heard: number): number =>
  readAt === null ? 0 : Math.min(50, Math.max(0, heard - page * 50));

const secondsSince = ({ readAt }: LiveList, { beganAt }: LiveFollow, now: Date): number =>
  (now.getTime() - (readAt ?? beganAt).getTime()) / SECOND;

/** Seconds between the last look and the next, as they were planned. */
const usual = ({ readAt, nextAt }: LiveList): number =>
  readAt ? Math.round((nextAt.getTime() - readAt.getTime()) / SECOND) : EVERY.most;

/**
 * The page of older questions that was not looked at for longest, while one on it waits for an answer and there is a call
 * to spare: before the planned end, and when it is over, somewhat sooner.
 */
async function olderPage(
  { store }: Pick<Deps, 'store'>,
  { session, followed, isOver }: Look,
  { now, spare }: { now: Date; spare: number },
): Promise<number | null> {
  const { page: last } = followed.lists.questions;
  const open = (await store.live.heard.openPages(session.id)).filter(({ page }) => page < last);
  const [oldest] = open.toSorted((a, b) => a.readAt.getTime() - b.readAt.getTime());
  if (!oldest) return null;
  const age = now.getTime() - oldest.readAt.getTime();
  if (isOver) return age > (EVERY.most + EVERY.least) * SECOND ? oldest.page : null;
  if (isLastPlanned(session, now)) return spare >= SPARE.atTheEnd ? oldest.page : null;
  return spare >= SPARE.again && age >= AGAIN_MS ? oldest.page : null;
}

interface Around {
  followed: Followed;
  kinds: ListKind[];
  isSlowed: boolean;
  now: Date;
}

/** As the card says it: how often the busier list is looked at, and why not as usual. */
function paceOf(
  { lists, error }: Looked,
  { followed, kinds, isSlowed, now }: Around,
): Pick<Looked, 'pace' | 'everySeconds'> {
  const usually = isSlowed ? 'slowed' : 'usual';
  if (error)
    return callsAreKept(error)
      ? { pace: 'paused', everySeconds: EVERY.slowest }
      : { pace: usually, everySeconds: EVERY.most };
  const each = kinds.map((kind) => {
    const changed = lists.find((one) => one.kind === kind);
    return changed?.nextAt
      ? Math.round((changed.nextAt.getTime() - now.getTime()) / SECOND)
      : usual(followed.lists[kind]);
  });
  const every = Math.min(EVERY.slowest, ...each);
  return { pace: usually, everySeconds: Math.max(EVERY.least, every) };
}

/** After an error nothing is asked before this: what the gate keeps costs nothing to ask, the rest may be an outage. */
const afterError = (error: unknown, now: Date): Date =>
  new Date(now.getTime() + (callsAreKept(error) ? EVERY.slowest : EVERY.most) * SECOND);

/** Keeps what was heard and how far; resolves with when to look next, null when it was the last look. */
export async function keepLook(
  within: StoreTransaction,
  { session, followed, kinds, isOver }: Look,
  looked: Looked,
  now: Date,
): Promise<Date | null> {
  const { live } = within;
  await live.heard.keep(looked.things);
  await live.heard.dropMissing(looked.stretches);
  const later = looked.error ? { nextAt: afterError(looked.error, now) } : {};
  for (const { kind, ...change } of looked.lists) await live.changeList(session.id, kind, { ...change, ...later });
  const lists = kinds.map((kind) => ({ ...followed.lists[kind], ...looked.lists.find((one) => one.kind === kind) }));
  const isDone = isOver && lists.every(({ closedAt }) => closedAt !== null);
  const nextAt = later.nextAt ?? earliest(lists.map((list) => list.nextAt));
  const times = lists.map(({ readAt }) => readAt?.getTime() ?? 0);
  const heardUntil = Math.min(...times);
  await live.looked(session.id, {
    calls: looked.calls,
    pace: looked.pace,
    everySeconds: looked.everySeconds,
    ...(heardUntil > 0 && { heardUntil: new Date(heardUntil) }),
    ...(isDone || followed.follow.endedAt ? { endedAt: followed.follow.endedAt ?? now, nextAt: null } : { nextAt }),
  });
  return isDone ? null : nextAt;
}

const earliest = (moments: Date[]): Date => new Date(Math.min(...moments.map((at) => at.getTime())));
