// Brings the cards of a session, and their threads, to what the catalogue knows of it now. Costs no call.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { brings, optionOf, wantsCard } from '../features.ts';
import { isTold } from '../operations/check-webhooks.ts';
import { cardState, isDone, isNear, isNews, type Line, linesDue, type Moment, roundOf } from '../operations/life.ts';
import { liveStateIn, tendLive } from '../operations/live-channels.ts';
import { say, sayInstead } from '../operations/outbox.ts';
import { CARD } from '../operations/subscriptions.ts';
import type { Arrival, Card } from '../store/cards.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { StoredMessage } from '../store/outbox-row.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { card as cardView, goneCard, leftCard } from '../views/card.ts';
import { arrivals, ended, late, moreRegistered, moved, reminder, started } from '../views/life-lines.ts';
import { sessionTitle } from '../views/session-line.ts';
import { defineJob } from './job.ts';

export const card = defineJob({
  name: CARD,
  summary: 'Posts and edits the cards of one session, and says in their threads what happened.',
  payload: z.object({ sessionId: z.string() }),
  run: ({ sessionId }, deps: Deps) => followCards(deps, sessionId),
});

/** Open cards of one event in a channel: a series of fifty sessions does not fill it. */
const MOST_AHEAD = 3;

/** `withArrivals`: who registered is named, for channels that asked for each. */
export async function followCards(deps: Deps, sessionId: string, { withArrivals = false } = {}): Promise<void> {
  const at = { now: deps.clock(), isTold: await isTold(deps) };
  await deps.store.transaction(async (within) => {
    const session = await within.catalogue.session(sessionId);
    const followers = session ? await within.subscriptions.forEvent(session.eventId) : [];
    if (session && isNews(session, at.now)) await openCards(within, session, followers, at.now);
    const cards = await within.cards.of(sessionId);
    const came = withArrivals ? await within.cards.takeArrivals(sessionId) : [];
    for (const card of cards) {
      const scene: Scene = { deps, within, at, card };
      if (!session) await leave(scene, goneCard(card.title));
      else await followCard(scene, session, { followers, came });
    }
  });
  await tendLive(deps, sessionId, at.isTold);
}

async function followCard(
  scene: Scene,
  session: SessionWithEvent,
  { followers, came }: { followers: Subscription[]; came: Arrival[] },
): Promise<void> {
  const follower = followers.find(({ channel }) => channel === scene.card.channel);
  if (follower && wantsCard(follower.features)) await tell(scene, session, follower, came);
  else if (!(await isResting(scene))) await leave(scene, leftCard(session));
}

interface Scene {
  deps: Deps;
  within: StoreTransaction;
  at: Moment;
  card: Card;
}

async function openCards(
  within: StoreTransaction,
  session: SessionWithEvent,
  followers: Subscription[],
  now: Date,
): Promise<void> {
  const { id: sessionId, eventId, startsAt, registrantsCount: toldRegistrants } = session;
  for (const { channel, features } of followers) {
    if (!wantsCard(features)) continue;
    if (!isNear(session, now) && (await within.cards.ahead(channel, eventId)) >= MOST_AHEAD) continue;
    await within.cards.open({
      sessionId,
      channel,
      title: sessionTitle(session),
      startsAt,
      heardAt: now,
      toldRegistrants,
    });
  }
}

/** Slack takes nothing in this channel just now: its cards go on when that is mended. */
const isResting = async ({ within, card }: Scene): Promise<boolean> =>
  (await within.subscriptions.of(card.channel)).some(({ paused }) => paused !== null);

async function tell(scene: Scene, session: SessionWithEvent, follower: Subscription, came: Arrival[]): Promise<void> {
  const { within, at, deps } = scene;
  const { features, people } = follower;
  const { channel } = scene.card;
  const [said] = brings(features, 'digest') ? await within.outbox.of(`digest ${session.id} ${channel}`) : [];
  const stands = said?.state === 'sent' || said?.state === 'there';
  // Until it is made, a few words stand in its place.
  const hasDigest = stands && (await within.digests.get(session.id)) !== null;
  const state = cardState(session, { ...at, hasDigest });
  const live = state === 'live' ? await liveStateIn(within, session, { channel, now: at.now }) : null;
  const hasChanged = await shows(scene, cardView(session, { state, features, live }));
  // At each look at a live session, and whenever somebody registers.
  if (hasChanged) deps.log.debug({ session: session.id, channel, state }, 'a card says something else');
  const card = await hear(scene, session, features);
  for (const line of linesDue(session, { ...at, card, features })) {
    const message = words(line, session, { now: at.now, people });
    // What is to be seen by everybody is no part of a thread.
    await adds(scene, line.key, message, line.kind !== 'late');
  }
  if (state !== 'ended' && state !== 'digest') await count({ ...scene, card }, session, follower, came);
  if (isDone(session, state, { features, now: at.now })) await within.cards.change(card, { doneAt: at.now });
}

const words = (
  line: Line,
  session: SessionWithEvent,
  { now, people }: { now: Date; people: Subscription['people'] },
): StoredMessage => {
  if (line.kind === 'reminder') return reminder(session, { now, people, before: line.before });
  return { started, ended, late }[line.kind](session);
};

/** Another start is said once, and has its own reminders. */
async function hear({ within, card, at, deps }: Scene, session: SessionWithEvent, features: string[]): Promise<Card> {
  const { startsAt } = session;
  if (startsAt?.getTime() === card.startsAt?.getTime()) return card;
  const heard = { startsAt, heardAt: at.now };
  await within.cards.change(card, heard);
  if (startsAt && startsAt > at.now && brings(features, 'reminders')) {
    const key = `moved ${card.sessionId} ${card.channel} ${at.now.getTime()}`;
    await adds({ deps, within, at, card }, key, moved(session));
  }
  return { ...card, ...heard };
}

async function count(
  scene: Scene,
  session: SessionWithEvent,
  { features, people }: Subscription,
  came: Arrival[],
): Promise<void> {
  const { within, card, at, deps } = scene;
  const rhythm = optionOf(features, 'registrations');
  const key = `registered ${session.id} ${card.channel}`;
  const told = { toldRegistrants: session.registrantsCount, toldAt: at.now };
  if (rhythm === 'each') {
    const last = came.at(-1);
    if (last) await adds(scene, `${key} ${last.id}`, arrivals(session, { came, people }));
    return;
  }
  if (rhythm === null) return;
  const round = roundOf(rhythm, { now: at.now, timeZone: deps.timeZone });
  if (card.toldAt >= round) return;
  const more = session.registrantsCount - card.toldRegistrants;
  if (more > 0) await adds(scene, `${key} ${round.getTime()}`, moreRegistered(session, more));
  await within.cards.change(card, told);
}

/** The card, or its newer words. False when it says so already. */
async function shows({ deps, within, card }: Scene, message: StoredMessage): Promise<boolean> {
  const shown = createHash('sha256').update(JSON.stringify(message)).digest('base64url');
  if (shown === card.shown) return false;
  const key = cardKey(card);
  await say(deps, within, { channel: card.channel, key, messages: [message] });
  await sayInstead(deps, within, { key, message });
  await within.cards.change(card, { shown });
  return true;
}

async function adds(
  { deps, within, card }: Scene,
  key: string,
  message: StoredMessage,
  inThread = true,
): Promise<void> {
  const under = inThread ? { under: cardKey(card) } : {};
  await say(deps, within, { channel: card.channel, key, messages: [message], ...under });
}

/** Its last words. */
async function leave(scene: Scene, message: StoredMessage): Promise<void> {
  await shows(scene, message);
  await scene.within.cards.change(scene.card, { doneAt: scene.at.now });
}

const cardKey = ({ sessionId, channel }: Pick<Card, 'sessionId' | 'channel'>) => `card ${sessionId} ${channel}`;
