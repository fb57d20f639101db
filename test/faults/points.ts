// Trial: the bot is killed at a named point between a session's end at Livestorm and its digest in Slack.

import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../../sandbox/livestorm/faults.ts';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import type { Store } from '../../src/store/store.ts';
import { type Count, count } from './counting.ts';
import { type Doomed, startDoomed, TIMES } from './doomed.ts';
import type { Point } from './doomed-bot.ts';
import type { Trap } from './points-line.ts';

/** Either the process ends itself, or it is killed while a call is in flight. */
type Crash = Point | { livestorm: Fault } | { slack: Trap['at']; part: number };

const LONG_MS = 60_000;
const SENDING = 'commit of .*"state" = \\$1, "tried_at"';
const SENT = '^update "outbox" set "state" = \\$1, "ts"';

/** From the claim of one part to the note that it stands there. */
const parts = (what: string, part: number): Record<string, Crash> => ({
  [`${what}: claimed, not committed`]: { before: SENDING, nth: part + 1 },
  [`${what}: claim committed, not sent`]: { after: SENDING, nth: part + 1 },
  [`${what}: sent, not taken by Slack`]: { slack: 'asked', part },
  [`${what}: taken by Slack, not answered`]: { slack: 'done', part },
  [`${what}: answered, not noted`]: { before: SENT, nth: part + 1 },
  [`${what}: noted`]: { after: SENT, nth: part + 1 },
});

/** In the order in which one session passes them. */
export const points: Record<string, Crash> = {
  'webhook: verified, not stored': { before: '^insert into "deliveries"' },
  'webhook: stored, not committed': { before: 'commit of .*insert into "deliveries"' },
  'webhook: committed, not answered': { after: 'commit of .*insert into "deliveries"' },
  'webhook: answer not sent': { before: '^answer to /livestorm/' },
  'webhook: answered': { after: '^answer to /livestorm/' },
  'webhook: claimed, not read': { before: 'body::text' },
  'webhook: read, catalogue not written': { before: '^insert into "sessions"' },
  'webhook: catalogue written, digest not queued': { after: '^insert into "sessions"' },
  'webhook: digest queued, not done': { before: '^update "deliveries" set "done_at"' },
  'webhook: done, job not finished': { after: '^update "deliveries" set "done_at"' },
  'digest: claimed, not begun': { before: 'from "subscriptions"' },
  'digest: people asked for, not answered': {
    livestorm: { operation: 'listSessionPeople', delayMs: LONG_MS, drop: 'before' },
  },
  'digest: chat answered, answer not read': { livestorm: { operation: 'listChatMessages', delayMs: LONG_MS } },
  'digest: read, not saved': { before: '^insert into "digests"' },
  'digest: saved, messages not written': { after: '^insert into "digests"' },
  'digest: written, not committed': { before: 'commit of .*insert into "outbox"' },
  'digest: committed, not posted': { after: 'commit of .*insert into "outbox"' },
  ...parts('first message', 0),
  ...parts('second part, in the thread', 1),
  ...parts('last part', 2),
};

export interface Outcome extends Count {
  kills: number;
  /** Deliveries that were answered 2xx, and are not in the store or not done. */
  unworked: number;
  /** Rows in the outbox that are not sent, or not where they say they are. */
  astray: number;
  /** Of the sessions, those without exactly one digest. */
  digests: number;
}

const DRAINED_WITHIN_MS = 120_000;
/** To die and to start again. */
const ENDED_WITHIN_MS = 180_000;

/** Ends a session for each kill, and counts when all is said. */
export async function killAt(
  names: string[],
  kills: number,
  tell: (name: string, outcome: Count & { kills: number }) => void,
): Promise<Outcome> {
  await using world = await startDoomed({ seed: () => undefined, webhooks: true });
  await world.ada.command(world.channel, 'subscribe all digest');
  await world.slack.until(() => world.ada.ephemerals.length > 0, 20_000);
  const all: string[] = [];
  const standing = (sessions: string[]) =>
    count(world.slack.channel(world.channel).messages, { sessions, channels: [world.channel] });
  for (const name of names) {
    const sessions: string[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const session = ending(world);
      sessions.push(session.id);
      const happen = () => world.livestorm.emit('session.ended', sessionResource(session));
      const late = wait(ENDED_WITHIN_MS, undefined, { ref: false }).then(() => {
        throw new Error(`the bot did not come to this point: ${name}`);
      });
      await Promise.race([crash(world, points[name] ?? {}, happen), late]);
    }
    all.push(...sessions);
    const deadline = Date.now() + DRAINED_WITHIN_MS;
    while (Date.now() < deadline && standing(sessions).lost > 0) await wait(50);
    tell(name, { kills, ...standing(sessions) });
  }
  // What is doubled late would come now: the lease and two looks have gone by.
  await wait(TIMES.leaseMs + 3 * TIMES.lookMs);
  const stands = new Set(world.slack.channel(world.channel).messages.map(({ ts }) => ts));
  const answered = world.livestorm.deliveries.filter(({ status }) => status === 204).map(({ body }) => body);
  const store = await world.remains();
  const left = await remains(store, { answered, stands, sessions: all });
  await store.close();
  return { kills: all.length, ...standing(all), ...left };
}

async function crash(world: Doomed, crash: Crash, happen: () => void): Promise<void> {
  if ('slack' in crash) {
    const saying = new RegExp(`"part":${crash.part}\\b`);
    world.line.set({ method: 'chat.postMessage', saying, at: crash.slack }, world.kill);
    happen();
  } else if ('livestorm' in crash) {
    const calls = () => world.livestorm.calls.filter(({ operation }) => operation === crash.livestorm.operation).length;
    const before = calls();
    world.livestorm.faults.add(crash.livestorm);
    happen();
    await world.livestorm.until(() => calls() > before, 30_000);
    world.kill();
  } else {
    await world.arm(crash);
    happen();
  }
  await world.again();
}

/** A session that is over at Livestorm, with enough in it for two parts in a thread. */
function ending({ livestorm }: Doomed) {
  const event = livestorm.world.addEvent({ title: 'Under fire' });
  const session = livestorm.world.addSession(event);
  livestorm.world.addQuestion(session, { question: 'Why?' });
  livestorm.world.addMessage(session, { text_content: 'Hello' });
  const at = session.estimated_started_at + 3_600;
  Object.assign(session, { status: 'past', started_at: at - 3_600, ended_at: at, duration: 3_600, updated_at: at });
  return session;
}

interface Known {
  /** Bodies that were answered 2xx. */
  answered: string[];
  /** Every ts in the channel. */
  stands: Set<string>;
  sessions: string[];
}

/** What the store says, held against what the neighbours know. */
async function remains(store: Store, known: Known): Promise<Pick<Outcome, 'unworked' | 'astray' | 'digests'>> {
  const { kysely } = store.database;
  const deliveries = await kysely.selectFrom('deliveries').select(['body', 'doneAt']).execute();
  const done = new Set(deliveries.flatMap(({ body, doneAt }) => (doneAt ? [JSON.stringify(body)] : [])));
  const outbox = await kysely.selectFrom('outbox').select(['state', 'ts']).execute();
  const digests = await kysely.selectFrom('digests').select('sessionId').execute();
  const built = new Set(digests.map(({ sessionId }) => sessionId));
  return {
    unworked: known.answered.filter((body) => !done.has(body)).length,
    astray: outbox.filter(({ state, ts }) => state !== 'sent' || !known.stands.has(ts ?? '')).length,
    digests: known.sessions.filter((id) => !built.has(id)).length + digests.length - built.size,
  };
}
