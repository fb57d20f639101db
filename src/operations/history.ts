// What a team's sessions usually come to: medians over what is stored. Costs no call.

import type { Deps } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { SessionFigures } from '../store/tables.ts';

export interface Usual {
  registrants: number;
  attendees: number;
  /** Attendees of registrants, 0 to 1, over the sessions that had registrants; null when none had. */
  rate: number | null;
  /** Over `known` sessions: not of every one it was read. Null below three. */
  staySeconds: number | null;
  known: number;
}

export interface History {
  /** Earlier sessions that were compared, or that there are. */
  sessions: number;
  /** Whether they are of this event, or of all the team's. */
  of: 'event' | 'team';
  /** Null with fewer than three: that is no custom. */
  usual: Usual | null;
}

const FEWEST = 3;
/** Older ones say what was usual then (peers.md 5b). */
const LATEST = 8;

/** The event's own sessions, when there are three; the team's otherwise. */
export async function historyOf(
  { store }: Pick<Deps, 'store'>,
  { id, eventId, endedAt }: Pick<SessionWithEvent, 'id' | 'eventId' | 'endedAt'>,
): Promise<History | null> {
  if (!endedAt) return null;
  await store.figures.learn();
  const earlier = async (event: string | null) =>
    (await store.figures.before(endedAt, event, LATEST + 1)).filter((one) => one.sessionId !== id).slice(0, LATEST);
  const own = await earlier(eventId);
  if (own.length >= FEWEST) return { sessions: own.length, of: 'event', usual: usual(own) };
  const team = await earlier(null);
  return { sessions: team.length, of: 'team', usual: team.length >= FEWEST ? usual(team) : null };
}

function usual(past: SessionFigures[]): Usual {
  const rates = past.flatMap(({ registrants, attendees }) =>
    registrants > 0 && attendees <= registrants ? [attendees / registrants] : [],
  );
  const stays = past.flatMap(({ averageStaySeconds }) => averageStaySeconds ?? []);
  return {
    registrants: median(past.map(({ registrants }) => registrants)),
    attendees: median(past.map(({ attendees }) => attendees)),
    rate: rates.length >= FEWEST ? median(rates) : null,
    staySeconds: stays.length >= FEWEST ? median(stays) : null,
    known: stays.length,
  };
}

/** Of an even number, the mean of the two in the middle. Not for empty lists. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below = 0, above = 0] = sorted.length % 2 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1);
  return (below + above) / 2;
}
