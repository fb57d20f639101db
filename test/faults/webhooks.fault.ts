// 10,000 deliveries (or DELIVERIES), with copies, in all orders, one in five 22 minutes late, while the bot is killed 100
// times (or KILLS): each that was accepted has its one effect.

import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Delivery, deliveryKey, parseDelivery } from '../../src/livestorm/webhooks.ts';
import type { Store } from '../../src/store/store.ts';
import { count } from './counting.ts';
import { SECRET, startDoomed, TIMES } from './doomed.ts';
import { report } from './figures.ts';
import { orders, type Sender, type Sent, sendAll, type Told, tell } from './webhooks.ts';

const DELIVERIES = Number(process.env.DELIVERIES ?? 10_000);
const KILLS = Number(process.env.KILLS ?? 100);
const DRAINED_WITHIN_MS = 600_000;

test(`${DELIVERIES} deliveries and ${KILLS} kills: nothing is lost, nothing is doubled, every session ends as it ended`, {
  timeout: 900_000 + KILLS * 60_000,
}, async () => {
  await using world = await startDoomed({ seed: () => undefined, webhooks: true });
  const { livestorm, slack, channel } = world;
  const [first] = livestorm.world.webhooks.values();
  const url = first?.url ?? '';
  await world.ada.command(channel, 'subscribe all digest');
  await slack.until(() => world.ada.ephemerals.length > 0, 20_000);

  const sender: Sender = { url: () => url, secret: SECRET, sent: [] };
  const all = orders([0, 1, 2, 3, 4]);
  const told: Told[] = [];
  const sending: Promise<void>[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    while (sender.sent.length < (DELIVERIES * kill) / KILLS) {
      const one = tell(livestorm, 'Under fire');
      const order = all[told.length % all.length] ?? [];
      told.push(one);
      const bodies = order.map((index) => one.bodies[index] ?? '');
      sending.push(sendAll(sender, bodies, Math.random));
      // The first of its deliveries are on their way.
      await wait(1);
    }
    // Long enough to take a part of them, and to be killed over it.
    await wait(Math.random() * 4_000);
    world.kill();
    await world.again();
  }
  await Promise.all(sending);
  // Of a session whose end was refused five times, as during a long outage, Livestorm tells nothing more either.
  const accepted = sender.sent.filter(({ status }) => status === 204);
  const ends = new Set(accepted.map(({ body }) => parseDelivery(Buffer.from(body))).flatMap(endOf));
  const over = told.filter(({ session }) => ends.has(session.id));
  const due = { sessions: over.map(({ session }) => session.id), channels: [channel] };
  const standing = () => count(slack.channel(channel).messages, due);
  const deadline = Date.now() + DRAINED_WITHIN_MS;
  while (Date.now() < deadline && standing().lost > 0) await wait(500);
  // The catalogue's last deliveries, and what would be doubled late.
  await wait(TIMES.leaseMs + 5_000);

  const store = await world.remains();
  const outcome = {
    deliveries: sender.sent.length,
    attempts: sender.sent.reduce((sum, { attempts }) => sum + attempts, 0),
    accepted: accepted.length,
    kills: KILLS,
    sessions: told.length,
    over: over.length,
    orders: Math.min(told.length, all.length),
    ...standing(),
    ...(await remains(store, { sent: sender.sent, accepted }, over)),
  };
  await store.close();
  report('webhooks under fire', outcome);
  expect(outcome).toMatchObject({ lost: 0, doubled: 0, unworked: 0, unasked: 0, wrongState: 0 });
  expect(outcome.messages).toBe(over.length);
});

const endOf = ({ event, resource }: Delivery): string[] => (event === 'session.ended' ? [resource.id] : []);

interface Remains {
  /** Accepted, and without a row that is done. */
  unworked: number;
  /** Rows that no delivery explains, answered or not. */
  unasked: number;
  /** Sessions that the catalogue does not have as they ended. */
  wrongState: number;
}

async function remains(
  { database }: Store,
  { sent, accepted }: { sent: Sent[]; accepted: Sent[] },
  over: Told[],
): Promise<Remains> {
  const rows = await database.kysely
    .selectFrom('deliveries')
    .select(['key', 'doneAt'])
    .where('event', 'not like', 'slack.%')
    .execute();
  const done = new Set(rows.flatMap(({ key, doneAt }) => (doneAt ? [key] : [])));
  const asked = keysOf(sent);
  const sessions = await database.kysely.selectFrom('sessions').selectAll().execute();
  const known = new Map(sessions.map((session) => [session.id, session]));
  const isRight = ({ session }: Told) => {
    const kept = known.get(session.id);
    return (
      kept?.status === 'past' &&
      kept.startedAt?.getTime() === session.started_at * 1000 &&
      kept.endedAt?.getTime() === session.ended_at * 1000 &&
      kept.attendeesCount === session.attendees_count
    );
  };
  return {
    unworked: [...keysOf(accepted)].filter((key) => !done.has(key)).length,
    unasked: rows.filter(({ key }) => !asked.has(key)).length,
    wrongState: over.filter((one) => !isRight(one)).length,
  };
}

const keysOf = (sent: Sent[]): Set<string> =>
  new Set(sent.map(({ body }) => deliveryKey(parseDelivery(Buffer.from(body)))));
