// Says what was heard of a live session in each channel that follows it: each thing once, in order, in one transaction.

import { settleAnswered } from '../commands/follow-up-shown.ts';
import type { Deps } from '../deps.ts';
import { peopleIn } from '../operations/channel-people.ts';
import { messageOf, questionOf } from '../operations/heard.ts';
import { isLate, type LiveChannel, liveChannels, liveKey } from '../operations/live-channels.ts';
import { isOver } from '../operations/live-plan.ts';
import { say, sayInstead } from '../operations/outbox.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { Heard } from '../store/heard.ts';
import { isGone } from '../store/heard-missing.ts';
import type { PersonName } from '../store/person-name.ts';
import type { StoreTransaction } from '../store/store.ts';
import { chatMessage, chatParts, type Gone, goneQuestion, type LiveQuestion, liveQuestion } from '../views/live.ts';
import { liveRoot } from '../views/live-state.ts';

interface Scene {
  deps: Deps;
  within: StoreTransaction;
  session: SessionWithEvent;
  names: Map<string, PersonName>;
}

export async function tellHeard(deps: Deps, sessionId: string): Promise<void> {
  await deps.store.transaction(async (within) => {
    const session = await within.catalogue.session(sessionId);
    const known = await within.live.of(sessionId);
    if (!session || !known) return;
    const channels = await liveChannels(within, session);
    for (const one of channels) await root({ deps, within }, session, one);
    const untold = await within.live.heard.takeUntold(sessionId);
    if (untold.length === 0) return;
    const questions = await within.live.heard.of(sessionId, 'questions');
    await settleAnswered(deps, within, { sessionId, questions });
    const scene = { deps, within, session, names: namesIn(questions) };
    const chat = untold.filter(({ kind }) => kind === 'chat');
    for (const one of channels) await tellChat(scene, one, chat.filter(isNew));
    for (const said of new Set(chat.flatMap(({ saidIn }) => saidIn))) await tellAgain(scene, said);
    for (const asked of untold.filter(({ kind }) => kind === 'questions')) await tellQuestion(scene, channels, asked);
  });
}

/** In a channel without a card the thread hangs under a message of its own. */
async function root(
  { deps, within }: Pick<Scene, 'deps' | 'within'>,
  session: SessionWithEvent,
  { channel, under, askedBy, kinds }: LiveChannel,
): Promise<void> {
  const key = liveKey(session.id, channel);
  const known = await within.live.of(session.id);
  if (under !== key || askedBy === null || !known) return;
  const message = liveRoot(session, {
    state: { ...known.follow, kinds, isLate: isLate(known.follow, deps.clock()) },
    askedBy,
    isOver: isOver(session),
  });
  await say(deps, within, { channel, key, messages: [message] });
  await sayInstead(deps, within, { key, message });
}

/** Whoever asked is known by name, and may write too. */
function namesIn(questions: Heard[]): Map<string, PersonName> {
  const known = questions
    .map(questionOf)
    .flatMap(({ askerId, asker, responderId, responder }) => [
      [askerId, asker] as const,
      [responderId, responder] as const,
    ]);
  return new Map(known.flatMap(([id, name]) => (id !== null && name ? [[id, name]] : [])));
}

const isSaid = ({ at }: Heard, { since }: LiveChannel): boolean => at === null || at >= since;

async function tellChat({ deps, within, session, names }: Scene, one: LiveChannel, heard: Heard[]): Promise<void> {
  const { channel, kinds, people, under } = one;
  const said = heard.filter((thing) => isSaid(thing, one));
  const [first] = said;
  if (!first || !kinds.includes('chat')) return;
  const key = `chat ${first.id} ${channel}`;
  const around = { session, people, names };
  const parts = chatParts(said.map(messageOf), around);
  await say(deps, within, { channel, key, messages: parts.map((part) => chatMessage(part, around)), under });
  for (const [part, messages] of parts.entries()) {
    const together = messages.map(({ id }) => ({ sessionId: session.id, id }));
    await within.live.heard.saidTogether(together, `${part} ${key}`);
  }
}

const isNew = (heard: Heard): boolean => heard.saidIn.length === 0 && !isGone(heard.data);

/** Messages of the chat that were said together, one of which was deleted since, or is there again. */
async function tellAgain({ deps, within, session, names }: Scene, said: string): Promise<void> {
  const [part = '', ...words] = said.split(' ');
  const people = await peopleIn({ store: within }, words.at(-1) ?? '', session.eventId);
  const together = await within.live.heard.together(session.id, said);
  const shown = together.map((one) => (isGone(one.data) ? goneOf(one) : messageOf(one)));
  const message = chatMessage(shown, { session, people, names });
  await sayInstead(deps, within, { key: words.join(' '), part: Number(part), message });
}

const goneOf = ({ at }: Heard): Gone => ({ at: at?.getTime() ?? null, isGone: true });

async function tellQuestion(
  { deps, within, session, names }: Scene,
  channels: LiveChannel[],
  heard: Heard,
): Promise<void> {
  const shown = (around: Parameters<typeof liveQuestion>[1]) =>
    isGone(heard.data)
      ? goneQuestion(goneOf(heard), around)
      : liveQuestion({ question: questionOf(heard), mark: markOf(heard) }, around);
  const key = (channel: string) => `question ${heard.id} ${channel}`;
  for (const channel of heard.saidIn) {
    const people = await peopleIn({ store: within }, channel, session.eventId);
    await sayInstead(deps, within, { key: key(channel), message: shown({ session, people, names }) });
  }
  if (isGone(heard.data)) return;
  for (const one of channels) {
    const { channel, kinds, people, under } = one;
    const isOld = heard.answered !== 'no' && !isSaid(heard, one);
    if (heard.saidIn.includes(channel) || !kinds.includes('questions') || isOld) continue;
    const messages = [shown({ session, people, names })];
    await say(deps, within, { channel, key: key(channel), messages, under });
    await within.live.heard.saidIn(heard, channel);
  }
}

const markOf = ({ mark, markedBy }: Heard): LiveQuestion['mark'] => (mark && markedBy ? { mark, by: markedBy } : null);
