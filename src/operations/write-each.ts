// Several writes of one form, each once. What was done before a crash is looked for together, not one by one.

import { LivestormError } from '../errors.ts';
import { firstOf, type Intent, isUnsure, twice, writeOnce } from './write-once.ts';

export interface WriteEach<R, T> {
  send(request: R): Promise<T>;
  /** All that an earlier try may have made, of which each belongs to one request at most. */
  find(since: Date): Promise<T[]>;
  is(thing: T, request: R): boolean;
  id(thing: T): string;
  /** Awaited when one is made or found: what is known so far. */
  done(thing: T): Promise<void>;
}

export interface WrittenEach<T> {
  /** In the order of the requests. */
  things: T[];
  /** What ended it before all were done, and how many requests were neither made nor are in doubt. */
  stopped: { error: LivestormError; unsent: number } | null;
  found: boolean;
  calls: number;
}

/**
 * One write for each request, in order. After a crash all of them are looked for together (at most two looks), and only
 * those that are not there are sent. Livestorm's refusal stops it; it throws that when nothing was done before.
 */
export async function writeEach<R, T>(
  intent: Intent,
  requests: readonly R[],
  each: WriteEach<R, T>,
): Promise<WrittenEach<T>> {
  const written: WrittenEach<T> = { things: [], stopped: null, found: false, calls: intent.since === null ? 0 : 1 };
  const { id, is, done } = each;
  const called = <A>(call: () => Promise<A>) => {
    written.calls += 1;
    return call();
  };
  const find = (since: Date) => called(() => each.find(since));
  const earlier = await foundEarlier(intent, requests, { find, is, id });
  const unwritten = { ...intent, since: null };

  async function write(request: R): Promise<{ thing: T; found: boolean }> {
    const known = earlier.get(request);
    if (known !== undefined) return { thing: known, found: true };
    const ours = async (since: Date) => (await find(since)).filter((thing) => is(thing, request));
    return await writeOnce(unwritten, { send: () => called(() => each.send(request)), look: { find: ours, id } });
  }

  for (const [at, request] of requests.entries()) {
    try {
      const { thing, found } = await write(request);
      written.things.push(thing);
      written.found ||= found;
      await done(thing);
    } catch (error) {
      if (!(error instanceof LivestormError) || written.things.length === 0) throw error;
      written.stopped = { error, unsent: requests.length - at - (isUnsure(error) ? 1 : 0) };
      return written;
    }
  }
  return written;
}

/** What an earlier life made, by request. Two looks at most; none when nothing was sent then. */
async function foundEarlier<R, T>(
  { since, pause, claim }: Intent,
  requests: readonly R[],
  { find, is, id }: Pick<WriteEach<R, T>, 'find' | 'is' | 'id'>,
): Promise<Map<R, T>> {
  const things = new Map<R, T>();
  if (since === null) return things;
  const look = async () => {
    const all = await find(since);
    for (const request of requests.filter((one) => !things.has(one))) {
      const alike = all.filter((one) => is(one, request));
      const thing = await firstOf(alike, (one) => claim(id(one)));
      if (thing !== null) things.set(request, thing);
    }
    return things.size === requests.length ? things : null;
  };
  await twice(look, pause, new LivestormError({ code: 'livestorm_unsure', detail: 'a restart' }));
  return things;
}
