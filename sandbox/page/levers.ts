// What can be done to the local Livestorm and to the bot from the page.

import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../livestorm/faults.ts';
import type { Pace } from '../livestorm/play.ts';
import type { Livestorm } from '../livestorm/server.ts';
import type { Webinar } from '../livestorm/webinar.ts';
import { type Json, str } from '../slack/model.ts';
import type { BotControl } from './bot.ts';
import { Refused } from './guard.ts';

export interface Levers {
  webinar: Webinar;
  /** Webinar seconds per real second, of what plays and of what will. */
  readonly speed: number;
  paceOf(sessionId: string): Pace | undefined;
  /** Throws a 409 with a sentence where the thing cannot be done now. */
  pull(given: Json): void;
}

const SLOWEST = 1;
const FASTEST = 60;
const ARRIVAL_MS = 150;
const SLOW_MS = 4_000;

const FAULTS: Record<string, Fault> = {
  busy: { status: 429, headers: { 'Retry-After': '3' }, body: '{"errors":[{"title":"Throttle limit reached"}]}' },
  broken: { status: 500, body: '{"errors":[{"title":"Internal server error"}]}' },
  slow: { delayMs: SLOW_MS },
  cut: { drop: 'after' },
};

export function createLevers(livestorm: Livestorm, bot: BotControl, webinar: Webinar): Levers {
  const paces = new Map<string, Pace>();
  let speed = 15;

  function upcoming(sessionId: string) {
    const session = livestorm.world.sessions.get(sessionId);
    if (!session) throw new Refused(409, 'This session is gone.');
    if (session.status !== 'upcoming') throw new Refused(409, `This session is ${session.status}.`);
    return session;
  }

  async function arrive(sessionId: string, howMany: number): Promise<void> {
    for (let count = 0; count < howMany; count += 1) {
      if (livestorm.world.sessions.get(sessionId)?.status !== 'upcoming') return;
      livestorm.arrive(sessionId, webinar, 1);
      await pause(ARRIVAL_MS);
    }
  }

  const LEVERS: Record<string, (given: Json) => void> = {
    start({ session }) {
      const { id } = upcoming(str(session));
      const pace: Pace = { speed, startsAt: livestorm.world.now() };
      paces.set(id, pace);
      // Only the end of the local Livestorm ends it early.
      void livestorm.play(id, webinar, pace).catch(() => {});
    },
    end({ session }) {
      const pace = paces.get(str(session));
      if (!pace) throw new Refused(409, 'This session does not play.');
      pace.isOver = true;
    },
    speed({ speed: wanted }) {
      const given = Number(wanted);
      if (!(given >= SLOWEST && given <= FASTEST)) throw new Refused(409, 'The speed is from 1 to 60.');
      speed = given;
      for (const pace of paces.values()) pace.speed = given;
    },
    arrive({ session }) {
      void arrive(upcoming(str(session)).id, 10);
    },
    fault({ fault }) {
      const known = Object.hasOwn(FAULTS, str(fault)) ? FAULTS[str(fault)] : undefined;
      if (known) livestorm.faults.add(known);
      else if (fault === 'lost') livestorm.world.switches.deliveriesToLose += 1;
      else throw new Refused(400, 'There is no such fault.');
    },
    calm() {
      livestorm.faults.clear();
      livestorm.world.switches.deliveriesToLose = 0;
    },
    kill: () => void bot.kill(),
    revive: () => void bot.start().catch(() => {}),
  };

  return {
    webinar,
    get speed() {
      return speed;
    },
    paceOf: (sessionId) => paces.get(sessionId),
    pull(given) {
      const lever = Object.hasOwn(LEVERS, str(given.do)) ? LEVERS[str(given.do)] : undefined;
      if (!lever) throw new Refused(400, 'There is no such lever.');
      lever(given);
    },
  };
}
