// *Claim*, *Done* and *All* of the questions that somebody is to answer after all.

import type { Deps } from '../deps.ts';
import { peopleIn } from '../operations/channel-people.ts';
import { type Change, claimFollowUp, finishFollowUp } from '../operations/follow-ups.ts';
import type { StoreTransaction } from '../store/store.ts';
import { asItIs, claimed, done, followUpList, gone } from '../views/follow-up.ts';
import { sessionTitle } from '../views/session-line.ts';
import { type Action, type Ask, channelOf, type Reply, readBack, rowId } from './command.ts';
import { showItems } from './follow-up-shown.ts';

type Changed = Exclude<Change, { kind: 'gone' }>;

interface Press {
  change: (deps: Deps, within: StoreTransaction, id: number) => Promise<Change>;
  said: (change: Changed, deps: Deps) => ReturnType<typeof done>;
}

async function press(value: string, deps: Deps, { change, said }: Press): Promise<Reply> {
  const id = readBack(rowId, value);
  const made = await deps.store.transaction(async (within) => {
    const made = await change(deps, within, id);
    if (made.kind !== 'gone') await showItems(deps, within, made.everywhere);
    return made;
  });
  if (made.kind === 'gone') return { to: 'asker', message: gone() };
  if (made.kind === 'same') return { to: 'asker', message: asItIs(made.item, deps.timeZone) };
  const session = await deps.store.catalogue.session(made.item.sessionId);
  const about = { title: session && sessionTitle(session), eventId: session?.eventId ?? null };
  return { to: 'asker', message: said(made, deps), did: { kind: 'question', id: made.item.questionId, ...about } };
}

/** Who sees it in a channel may take it: any full member of the workspace. */
export const claim: Action = (value, { user }) => ({
  access: 'anyone',
  kind: 'answer',
  answer: (deps) =>
    press(value, deps, {
      change: (_deps, within, id) => claimFollowUp(within, id, user),
      said: ({ item, before }, { timeZone }) => claimed(item, before, timeZone),
    }),
});

export const finish: Action = (value, { user }) => ({
  access: 'anyone',
  kind: 'answer',
  answer: (deps) =>
    press(value, deps, {
      change: (_deps, within, id) => finishFollowUp(deps, within, { id, by: user }),
      said: done,
    }),
});

/** All of a session's in this channel. */
export const all: Action = (sessionId, ask) => ({
  access: 'anyone',
  kind: 'answer',
  answer: (deps) => listed(sessionId, ask, deps),
});

async function listed(sessionId: string, ask: Ask, deps: Deps): Promise<Reply> {
  const channel = channelOf(ask);
  const session = await deps.store.catalogue.session(sessionId);
  const items = await deps.store.transaction(({ followUps }) => followUps.of(sessionId, channel));
  const people = await peopleIn(deps, channel, session?.eventId ?? null);
  const title = session ? sessionTitle(session) : 'This session';
  return { to: 'asker', message: followUpList({ items, title, people, timeZone: deps.timeZone }) };
}
