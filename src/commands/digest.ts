// `/webinar digest`: what a session left behind, shown to who asks, or posted in the channel.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { peopleIn } from '../operations/channel-people.ts';
import { type DigestFormat, formatOf } from '../operations/digest.ts';
import { sessionById } from '../operations/known.ts';
import { decideRest } from '../operations/long-session.ts';
import { keptDigest, leastCalls, renewDigest, settled } from '../operations/make-digest.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { digestMessages } from '../views/digest.ts';
import { askToBuild, digestPlaced, digestPreview, noDigest } from '../views/digest-preview.ts';
import { restDecided } from '../views/digest-rest.ts';
import { type Action, type Ask, answering, channelOf, type Reply, readBack, someWords } from './command.ts';
import { placeHere } from './digest-here.ts';
import { settleAnswered } from './follow-up-shown.ts';
import { onSession } from './which.ts';

/** More calls than this are asked for first. */
const MOST_UNASKED = 20;

interface Wanted {
  session: SessionWithEvent;
  /** Null for what the channel's subscription says. */
  format: DigestFormat | null;
}

/** `spring tour here full` → the session's words, what to do, and in which form. */
const read = someWords.transform((words) => {
  const parts = words.split(' ').filter(Boolean);
  const said: { here: boolean; format: DigestFormat | null } = { here: false, format: null };
  for (let last = parts.at(-1)?.toLowerCase(); last && /^(preview|here|compact|full)$/.test(last); ) {
    if (last === 'here' || last === 'preview') said.here = last === 'here';
    else said.format = last === 'full' ? 'full' : 'compact';
    parts.pop();
    last = parts.at(-1)?.toLowerCase();
  }
  return { ...said, name: parts.join(' ') };
});

export const digest = answering({
  name: 'digest',
  summary: 'What a session left behind: shown to you, or posted in this channel.',
  access: 'operators',
  usage: '[session] [preview|here] [compact|full]',
  examples: ['digest spring tour', 'digest spring tour here full'],
  read,
  answer: ({ name, here, format }, ask, deps) =>
    onSession(
      deps,
      {
        verb: 'digest',
        words: name,
        rest: [here ? 'here' : '', format ?? ''].filter(Boolean).join(' '),
        channel: ask.channel,
        press: here ? 'Post digest' : 'Show digest',
        offer: 'past',
      },
      (session) => (here ? posted({ session, format }, ask, deps) : previewed({ session, format }, ask, deps)),
    ),
});

/** The digest with what it cost now; or what is said instead of it. */
async function digestFor({ session: known, format }: Wanted, deps: Deps, isAgreed: boolean) {
  const kept = await keptDigest(deps, known.id);
  if (kept && !isAgreed) return { digest: kept, session: known, calls: 0 };
  const session = await settled(deps, known);
  const looked = session === known ? 0 : 1;
  if (!session.endedAt) return { instead: noDigest(session, looked) };
  const price = leastCalls(session);
  if (!isAgreed && price > MOST_UNASKED) return { instead: askToBuild(session, price, format ?? 'compact') };
  const made = await renewDigest(deps, session);
  await deps.store.transaction((within) => settleAnswered(deps, within, made));
  return { digest: made, session, calls: (made.calls ?? 0) + looked };
}

/** As the channel's subscription says, unless it was said. */
async function formatFor({ session, format }: Wanted, { channel }: Ask, deps: Deps): Promise<DigestFormat> {
  if (format) return format;
  const all = await deps.store.subscriptions.forEvent(session.eventId);
  return formatOf(all.find((each) => each.channel === channel)?.features ?? []);
}

async function previewed(wanted: Wanted, ask: Ask, deps: Deps, isAgreed = false): Promise<Reply> {
  const found = await digestFor(wanted, deps, isAgreed);
  if (found.instead) return { to: 'asker', message: found.instead, replace: isAgreed };
  const { digest: made, calls } = found;
  const format = await formatFor(wanted, ask, deps);
  const people = await peopleIn(deps, ask.channel ?? '', wanted.session.eventId);
  const { root, thread } = digestMessages(made, { people, format });
  const message = digestPreview({ digest: made, root, thread: thread.length, format, calls });
  return { to: 'asker', message, replace: isAgreed };
}

async function posted(wanted: Wanted, ask: Ask, deps: Deps): Promise<Reply> {
  const { channel, isSure } = await writable(ask, deps);
  const found = await digestFor(wanted, deps, false);
  if (found.instead) return { to: 'asker', message: found.instead };
  const { digest: made, session, calls } = found;
  const outcome = await placeHere(deps, { digest: made, channel, format: await formatFor(wanted, ask, deps) });
  return {
    to: 'asker',
    message: digestPlaced({ digest: made, outcome, calls, isSure }),
    ...(outcome !== 'same' && {
      did: { kind: 'channel', id: channel, title: made.title, eventId: session.eventId },
    }),
  };
}

/** What is said through the outbox cannot tell this person that the bot is not in their channel. */
export async function writable(ask: Ask, { slack }: Deps): Promise<{ channel: string; isSure: boolean }> {
  const channel = channelOf(ask);
  const place = await slack.isIn(channel);
  if (place.kind === 'out') throw new AskError({ code: 'cannot_post', channel, reason: 'not_in_channel' });
  return { channel, isSure: place.kind === 'in' };
}

const pressed = z.tuple([z.uuid(), z.enum(['compact', 'full'])]);

async function wantedBy(value: string, deps: Deps): Promise<Wanted> {
  const [sessionId, format] = readBack(pressed, value.split(' '));
  return { session: await sessionById(deps, sessionId), format };
}

export const digestHere: Action = (value, ask) => ({
  access: 'operators',
  kind: 'answer',
  answer: async (deps) => await posted(await wantedBy(value, deps), ask, deps),
});

export const digestRead: Action = (value, ask) => ({
  access: 'operators',
  kind: 'answer',
  answer: async (deps) => await previewed(await wantedBy(value, deps), ask, deps, true),
});

/** What becomes of the rest of a long session: the first press decides, wherever the digest stands. */
const decideOn =
  (what: 'read' | 'left'): Action =>
  (value, { user }) => ({
    access: 'operators',
    kind: 'answer',
    async answer(deps) {
      const id = readBack(z.uuid(), value);
      const outcome = await decideRest(deps, id, { what, by: user });
      const { title, eventId } = outcome?.digest ?? { title: null, eventId: null };
      return {
        to: 'asker',
        message: restDecided(outcome),
        ...(outcome?.isNew && { did: { kind: 'session', id, title, ...(eventId && { eventId }) } }),
      };
    },
  });

export const digestAll = decideOn('read');
export const digestLeave = decideOn('left');
