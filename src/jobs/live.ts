// A session that is followed live: what was asked and written in it is read when it is due, and said in its channels.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { callsAreKept, isGone, LivestormError } from '../errors.ts';
import { keepLook, LIVE, lookAt, takenUntil } from '../operations/live.ts';
import { kindsOf, liveChannels } from '../operations/live-channels.ts';
import { EVERY } from '../operations/live-pace.ts';
import { isOver, isOverdue } from '../operations/live-plan.ts';
import { CARD } from '../operations/subscriptions.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { ListKind } from '../store/live-tables.ts';
import type { Trx } from '../store/tables.ts';
import { defineJob } from './job.ts';
import { tellHeard } from './live-telling.ts';

/** No look is planned for later. */
const FARTHEST_MS = (EVERY.slowest + EVERY.most) * 1_000;

export const live = defineJob({
  name: LIVE,
  summary:
    'Reads what is asked and written in a live session, when it is due, and says it in the channels that follow it.',
  payload: z.object({ sessionId: z.string() }),
  atOnce: 2,
  async run({ sessionId }, deps: Deps) {
    await look(sessionId, deps);
    await tellHeard(deps, sessionId);
  },
});

/** What a look or a telling left behind, with whichever process: each minute. */
export async function wakeLive({ store, jobs, clock }: Pick<Deps, 'store' | 'jobs' | 'clock'>): Promise<void> {
  const now = clock();
  await store.live.unstick(new Date(now.getTime() + FARTHEST_MS), now);
  const left = [...(await store.live.due(now)), ...(await store.live.heard.untold())];
  for (const sessionId of new Set(left)) await jobs.send(LIVE, { sessionId }, { key: sessionId });
}

async function look(sessionId: string, deps: Deps): Promise<void> {
  const { store, clock } = deps;
  const now = clock();
  const known = await store.live.of(sessionId);
  if (!known?.follow.nextAt || known.follow.nextAt > now) return;
  const session = await store.catalogue.session(sessionId);
  if (!session) return await store.live.looked(sessionId, { calls: 0, endedAt: now, nextAt: null });
  if (!(await store.live.take(sessionId, now, takenUntil(now)))) return;
  // As it is now that nobody else looks: another may have just done so.
  const followed = (await store.live.of(sessionId)) ?? known;
  const isEnded = isOver(session) || isOverdue(session, now);
  const scene = { session, followed, kinds: await wanted(session, deps), isOver: isEnded };
  if (scene.kinds.length === 0)
    return scene.isOver
      ? await store.live.looked(sessionId, { calls: 0, endedAt: now, nextAt: null })
      : await postpone(sessionId, new Date(now.getTime() + EVERY.most * 1_000), deps);
  const livestorm = deps.livestorm.for({ kind: 'live', who: sessionId });
  const looked = await lookAt({ ...deps, livestorm }, scene);
  if (looked.error) note(session, looked.error, deps);
  await store.transaction(async (within) => {
    const next = await keepLook(within, scene, looked, now);
    if (isGone(looked.error)) await within.live.looked(sessionId, { calls: 0, endedAt: now, nextAt: null });
    else if (next) await again(sessionId, next, deps, within.trx);
    await deps.jobs.send(CARD, { sessionId }, { key: sessionId, transaction: within.trx });
  });
}

const wanted = (session: SessionWithEvent, { store }: Deps): Promise<ListKind[]> =>
  store.transaction(async (within) => kindsOf(await liveChannels(within, session)));

async function postpone(sessionId: string, until: Date, deps: Deps): Promise<void> {
  await deps.store.transaction(async (within) => {
    await within.live.looked(sessionId, { calls: 0, nextAt: until });
    await again(sessionId, until, deps, within.trx);
  });
}

/** One job a second of a session is enough: whichever comes first looks, and the others find nothing due. */
async function again(sessionId: string, at: Date, { jobs }: Pick<Deps, 'jobs'>, transaction: Trx): Promise<void> {
  const key = `${sessionId} at ${Math.floor(at.getTime() / 1_000)}`;
  await jobs.send(LIVE, { sessionId }, { key, startAfter: at, transaction });
}

function note({ id }: SessionWithEvent, error: unknown, { log }: Deps): void {
  if (callsAreKept(error)) log.info({ session: id }, 'following live waits: the last calls are kept for people');
  else if (error instanceof LivestormError)
    log.warn({ session: id, problem: error.problem.code }, 'a live session could not be looked at');
  else throw error;
}
