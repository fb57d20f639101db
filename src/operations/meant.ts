// What an `<event>` or a `<session>` means: the words, or the channel in which nothing was typed. Costs no call.

import type { Deps } from '../deps.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { type Found, findEvents, findSessions } from './catalogue.ts';

/** `unsaid`: nothing was typed, and the channel does not tell either. */
export type Meant<T> = Found<T> | { kind: 'unsaid' };

/** `channel` is where it was asked: the session of its nearest card or digest is meant when nothing was typed (product.md, section 2). */
export async function sessionMeant(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  words: string,
  channel: string | null,
): Promise<Meant<SessionWithEvent>> {
  if (words !== '') return await findSessions({ store }, words);
  const told = channel === null ? null : await store.told.lastSession(channel, clock());
  const match = told === null ? null : await store.catalogue.session(told);
  return match ? { kind: 'one', match } : { kind: 'unsaid' };
}

export async function eventMeant(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  words: string,
  channel: string | null,
): Promise<Meant<CatalogueEvent>> {
  if (words !== '') return await findEvents({ store }, words);
  const session = await sessionMeant({ store, clock }, '', channel);
  const match = session.kind === 'one' ? await store.catalogue.event(session.match.eventId) : null;
  return match ? { kind: 'one', match } : { kind: 'unsaid' };
}

/**
 * Without those that the verb is not for. When none is left, `over` names one of them; but what was not `said`, and
 * only came from the channel, is as good as nothing.
 */
export function narrowed<T>(
  meant: Meant<T>,
  isFor: (thing: T) => boolean,
  said: boolean,
): Meant<T> | { kind: 'over'; match: T } {
  if (meant.kind !== 'one' && meant.kind !== 'several') return meant;
  const all = meant.kind === 'one' ? [meant.match] : meant.matches;
  const [match, ...others] = all.filter(isFor);
  if (match) return others.length === 0 ? { kind: 'one', match } : { kind: 'several', matches: [match, ...others] };
  const [first] = all;
  return first && said ? { kind: 'over', match: first } : { kind: 'unsaid' };
}
