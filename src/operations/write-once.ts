// Writing at Livestorm once. Livestorm knows no idempotency key: after a lost answer the thing is looked for before it
// is sent again (reliability.md, section 4, F48).

import { LivestormError } from '../errors.ts';
import { toInstant, type WallTime } from '../time/wall-time.ts';

/** How far back, before the first try, a look reaches: Livestorm's clock and ours may differ (reliability.md, F20). */
const CLOCKS_DIFFER_MS = 15 * 60 * 1000;

/** More is not made in a quarter of an hour; a list that ignores the filter ends here. */
export const MOST_LOOKED_AT = 500;

/** From when on a look asks for what was created. */
export const lookedFrom = (since: Date): Date => new Date(since.getTime() - CLOCKS_DIFFER_MS);

/** Whether Livestorm's start is the one that was asked for. */
export function isSameStart(startsAt: Date | null, asked: { wall: WallTime; timeZone: string }): boolean {
  const instant = toInstant(asked.wall, asked.timeZone);
  return instant.kind === 'ok' && startsAt?.getTime() === instant.at.getTime();
}

/** What is on record of a write, where a crash does not reach. */
export interface Intent {
  /** When a try may first have reached Livestorm, in an earlier life of the process; null when none has. */
  since: Date | null;
  /**
   * Awaited before each try: from then on it is on record that the try may have reached Livestorm. Gives the moment of
   * the first one. Throws when the try must not be made.
   */
  begin(): Promise<Date>;
  /** Waits some seconds: what Livestorm has just made need not be in its lists yet. */
  pause(): Promise<void>;
  /** Notes the id of what this request made. False when another request made that. */
  claim(id: string): Promise<boolean>;
}

export interface Write<T> {
  /** One try: throws LivestormError `livestorm_unsure` when it may have been done. */
  send(): Promise<T>;
  /** Left out where sending again does no harm. */
  look?: {
    /** All that an earlier try may have made. */
    find(since: Date): Promise<T[]>;
    id(thing: T): string;
  };
}

export interface Written<T> {
  thing: T;
  /** No answer told of it: it was looked for, and was there. */
  found: boolean;
  /** Calls to Livestorm: tries and looks. One try of an earlier life counts, each look as one. */
  calls: number;
}

const MOST_TRIES = 2;

/**
 * Sends, and after a lost answer looks twice, some seconds apart, before it sends again; after the second lost answer
 * it stops. Throws `livestorm_unsure` when it cannot know, and what `send` throws when nothing was done.
 */
export async function writeOnce<T>(intent: Intent, { send, look }: Write<T>): Promise<Written<T>> {
  let { since } = intent;
  let calls = since === null ? 0 : 1;
  let doubt = new LivestormError({ code: 'livestorm_unsure', detail: 'a restart' });

  async function looked(): Promise<Written<T> | null> {
    if (since === null || !look) return null;
    const after = since;
    const once = async () => {
      calls += 1;
      return await firstOf(await look.find(after), (thing) => intent.claim(look.id(thing)));
    };
    const thing = await twice(once, intent.pause, doubt);
    return thing === null ? null : { thing, found: true, calls };
  }

  async function sent(): Promise<Written<T> | null> {
    since = await intent.begin();
    calls += 1;
    try {
      const thing = await send();
      if (look) await intent.claim(look.id(thing));
      return { thing, found: false, calls };
    } catch (error) {
      if (!isUnsure(error)) throw error;
      doubt = error;
      return null;
    }
  }

  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const written = (await looked()) ?? (await sent());
    if (written) return written;
  }
  const last = await looked();
  if (last) return last;
  throw doubt;
}

/** The first of these that this request made, and no other. */
export async function firstOf<T>(things: T[], isOurs: (thing: T) => Promise<boolean>): Promise<T | null> {
  for (const thing of things) if (await isOurs(thing)) return thing;
  return null;
}

/** What cannot be looked for stays in doubt. */
export async function twice<T>(
  look: () => Promise<T | null>,
  pause: () => Promise<void>,
  doubt: LivestormError,
): Promise<T | null> {
  try {
    const thing = await look();
    if (thing !== null) return thing;
    await pause();
    return await look();
  } catch (error) {
    throw error instanceof LivestormError ? doubt : error;
  }
}

export const isUnsure = (error: unknown): error is LivestormError =>
  error instanceof LivestormError && error.problem.code === 'livestorm_unsure';
