// What the page shows of the local Livestorm and of the bot.

import type { SessionRecord } from '../livestorm/records.ts';
import type { Livestorm } from '../livestorm/server.ts';
import type { Json } from '../slack/model.ts';
import type { BotControl } from './bot.ts';
import type { Levers } from './levers.ts';

const LINES = 60;

/** Ids are long and say nothing: their first letters do. */
const short = (path: string): string =>
  decodeURIComponent(path).replace(/([0-9a-f]{8})-[0-9a-f-]{27}/g, (_id, first: string) => `${first}…`);

function sessionSeen({ world }: Livestorm, levers: Levers, session: SessionRecord): Json {
  const pace = levers.paceOf(session.id);
  return {
    id: session.id,
    name: session.name,
    status: session.status,
    plannedAt: session.estimated_started_at,
    registrants: session.registrants_count,
    attendees: session.attendees_count,
    questions: world.questionsOf(session.id).length,
    messages: world.messagesOf(session.id).length,
    ...(session.status === 'live' && pace ? { at: Math.floor(pace.at ?? 0), of: levers.webinar.duration_s } : {}),
  };
}

const eventsSeen = (livestorm: Livestorm, levers: Levers): Json[] =>
  [...livestorm.world.events.values()]
    .map((event) => ({
      id: event.id,
      title: event.title,
      status: event.status,
      sessions: livestorm.world
        .sessionsOf(event.id)
        .sort((a, b) => a.estimated_started_at - b.estimated_started_at)
        .map((session) => sessionSeen(livestorm, levers, session)),
    }))
    // What was made last stands first.
    .reverse();

/** The newest lines, each with its number, newest first. */
const newest = <T>(all: T[], show: (one: T) => Json): Json[] =>
  all
    .slice(-LINES)
    .map((one, index) => ({ number: Math.max(0, all.length - LINES) + index, ...show(one) }))
    .reverse();

export function panelSeen(livestorm: Livestorm, levers: Levers, bot: BotControl): Json {
  return {
    events: eventsSeen(livestorm, levers),
    speed: levers.speed,
    budget: livestorm.budget(),
    faults: { calls: livestorm.faults.left(), deliveries: livestorm.world.switches.deliveriesToLose },
    calls: newest(livestorm.calls, ({ at, method, path, status, ms }) => ({
      at,
      method,
      path: short(path),
      status,
      ms: ms ?? null,
    })),
    callCount: livestorm.calls.length,
    deliveries: newest(livestorm.deliveries, ({ at, event, status, error, attempt }) => ({
      at,
      event,
      status: status ?? null,
      error: error ?? null,
      attempt,
    })),
    deliveryCount: livestorm.deliveries.length,
    bot: { state: bot.state, pid: bot.pid ?? null, kills: bot.kills, readyMs: bot.readyMs ?? null },
  };
}
