// `/webinar live`: a session's questions and chat in this channel, with what it costs; and who sees to a question.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { followLive, isDear, livePrice, stopLive } from '../operations/follow-live.ts';
import { claimFollowUp, finishFollowUp } from '../operations/follow-ups.ts';
import { markQuestion } from '../operations/live-marks.ts';
import { hasRunLong, isOver } from '../operations/live-plan.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { Mark } from '../store/live-tables.ts';
import { gone } from '../views/follow-up.ts';
import { questionMarked } from '../views/live.ts';
import { liveAsk, liveBegun, liveNone, liveOver, liveStopped, liveTooLong } from '../views/live-state.ts';
import { sessionTitle } from '../views/session-line.ts';
import { type Action, type Ask, answering, channelOf, type Reply, readBack, someWords } from './command.ts';
import { writable } from './digest.ts';
import { showItems } from './follow-up-shown.ts';
import { onSession } from './which.ts';

export const live = answering({
  name: 'live',
  summary: 'Bring the questions and the chat of a live session to this channel, or stop that.',
  access: 'operators',
  usage: '[session]|stop',
  examples: ['live spring tour', 'live stop'],
  read: someWords,
  async answer(words, ask, deps): Promise<Reply> {
    if (words.trim().toLowerCase() === 'stop') return await stopped(ask, deps);
    const sought = { verb: 'live', words, channel: ask.channel, press: 'Follow live', offer: 'live' as const };
    return await onSession(deps, sought, async (session) => await begun(session, ask, deps));
  },
});

async function begun(session: SessionWithEvent, ask: Ask, deps: Deps, isAgreed = false): Promise<Reply> {
  const { channel, isSure } = await writable(ask, deps);
  if (isOver(session)) return { to: 'asker', message: liveOver(session) };
  if (hasRunLong(session, deps.clock())) return { to: 'asker', message: liveTooLong(session) };
  const price = await livePrice(deps, session);
  if (!isAgreed && isDear(price)) return { to: 'asker', message: liveAsk(session, price) };
  await followLive(deps, { sessionId: session.id, channel, user: ask.user });
  const did = { kind: 'channel', id: channel, title: sessionTitle(session), eventId: session.eventId };
  return { to: 'asker', message: liveBegun(session, { ...price, isSure }), replace: isAgreed, did };
}

async function stopped(ask: Ask, deps: Deps): Promise<Reply> {
  const { user } = ask;
  const channel = channelOf(ask);
  const sessions = await stopLive(deps, { channel, user });
  const [first] = sessions;
  if (!first) return { to: 'asker', message: liveNone() };
  const did = { kind: 'channel', id: channel, title: sessionTitle(first), eventId: first.eventId };
  return { to: 'channel', channel, message: liveStopped(user, sessions), did };
}

/** *Follow all the same*. */
export const liveFollow: Action = (value, ask) => ({
  access: 'operators',
  kind: 'answer',
  async answer(deps) {
    const session = await deps.store.catalogue.session(readBack(z.uuid(), value));
    if (!session) throw new AskError({ code: 'form_outdated' });
    return await begun(session, ask, deps, true);
  },
});

/** Its digest may list it by now: nobody else takes there what somebody has taken here. */
async function alsoInDigest(
  deps: Deps,
  { sessionId, questionId, mark, by }: { sessionId: string; questionId: string; mark: Mark | null; by: string },
): Promise<void> {
  if (mark !== 'taken' && mark !== 'answered') return;
  await deps.store.transaction(async (within) => {
    const [item] = await within.followUps.alike({ sessionId, questionId });
    if (!item) return;
    const { id } = item;
    const made = await (mark === 'taken' ? claimFollowUp(within, id, by) : finishFollowUp(deps, within, { id, by }));
    if (made.kind === 'changed') await showItems(deps, within, made.everywhere);
  });
}

/** A button under a question. Who sees it in a channel may take it: any full member of the workspace. */
export const markLive =
  (mark: Mark): Action =>
  (value, { user, channel }) => ({
    access: 'anyone',
    kind: 'answer',
    async answer(deps) {
      const id = readBack(z.uuid(), value);
      if (!channel) throw new AskError({ code: 'form_outdated' });
      const marked = await markQuestion(deps, { id, mark, by: user, channel });
      if (!marked) return { to: 'asker', message: gone() };
      const message = questionMarked(marked);
      if (marked.isAnswered) return { to: 'asker', message };
      if (marked.isOver) await alsoInDigest(deps, { ...marked, questionId: id, by: user });
      const session = await deps.store.catalogue.session(marked.sessionId);
      const about = {
        id: marked.sessionId,
        title: session && sessionTitle(session),
        eventId: session?.eventId ?? null,
      };
      return { to: 'asker', message, did: { kind: 'session', ...about } };
    },
  });
