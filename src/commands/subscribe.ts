// `/webinar subscribe`, `unsubscribe` and `subscriptions`: what a channel is told on its own.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { findEvents } from '../operations/catalogue.ts';
import { subscribe as add, subscriptionsOf, unsubscribe as takeAway } from '../operations/subscriptions.ts';
import type { AuditedThing } from '../store/audit.ts';
import {
  inviteFirst,
  type Named,
  notSubscribed,
  subscribed,
  subscriptionList,
  unsubscribed,
} from '../views/subscribed.ts';
import { type Ask, answering, type Reply } from './command.ts';

const thing = z.string().min(1, 'needs the name of an event, or all').max(300, 'is longer than 300 characters');

export const subscribe = answering({
  name: 'subscribe',
  summary: 'Bring the digests of an event, or of all, to this channel.',
  access: 'operators',
  usage: '<event|all>',
  examples: ['subscribe all', 'subscribe spring tour'],
  read: thing,
  async answer(words, { user, channel }, deps): Promise<Reply> {
    const named = await nameThing(words, deps);
    const here = channelOf({ user, channel });
    try {
      await deps.slack.post(here, subscribed({ ...named, user }, deps.slashCommand));
    } catch (error) {
      if (error instanceof AskError && error.problem.code === 'cannot_post') {
        return { to: 'asker', message: inviteFirst(`subscribe ${words}`) };
      }
      throw error;
    }
    await add(deps, { channel: here, thing: named.thing, createdBy: user });
    return { to: 'asker', message: await listView(here, deps), did: inChannel(here, named) };
  },
});

export const unsubscribe = answering({
  name: 'unsubscribe',
  summary: 'Stop what this channel gets of an event, or of all.',
  access: 'operators',
  usage: '<event|all>',
  examples: ['unsubscribe all', 'unsubscribe spring tour'],
  read: thing,
  async answer(words, { user, channel }, deps): Promise<Reply> {
    const named = await nameThing(words, deps);
    const here = channelOf({ user, channel });
    if (!(await takeAway(deps, here, named.thing))) {
      return { to: 'asker', message: notSubscribed(named, deps.slashCommand) };
    }
    return { to: 'channel', channel: here, message: unsubscribed({ ...named, user }), did: inChannel(here, named) };
  },
});

export const subscriptions = answering({
  name: 'subscriptions',
  summary: 'What this channel gets.',
  access: 'anyone',
  usage: '',
  examples: ['subscriptions', 'help subscribe'],
  read: z.string(),
  async answer(_words, ask, deps) {
    return { to: 'asker', message: await listView(channelOf(ask), deps) };
  },
});

/** What this channel follows, or no longer does. */
const inChannel = (channel: string, { event }: Named): AuditedThing => ({
  kind: 'channel',
  id: channel,
  title: event?.title ?? null,
  eventId: event?.id ?? null,
});

function channelOf({ channel }: Ask): string {
  if (channel) return channel;
  throw new AskError({ code: 'cannot_post', channel: '', reason: 'no_channel' });
}

async function nameThing(words: string, deps: Deps): Promise<Named> {
  if (words.toLowerCase() === 'all') return { thing: { kind: 'all' }, event: null };
  const found = await findEvents(deps, words.replace(/^"(.*)"$/, '$1'));
  if (found.kind === 'none') throw new AskError({ code: 'not_found', what: 'event', words, nearest: found.nearest });
  if (found.kind === 'one') return { thing: { kind: 'event', eventId: found.match.id }, event: found.match };
  const matches = found.matches.map(({ title, slug }) => title ?? slug);
  throw new AskError({ code: 'ambiguous', what: 'event', words, matches });
}

async function listView(channel: string, deps: Deps) {
  const all = await subscriptionsOf(deps, channel);
  const named = await Promise.all(
    all.map(async ({ thing: of, createdBy }) => ({
      thing: of,
      createdBy,
      event: of.kind === 'event' ? await deps.store.catalogue.event(of.eventId) : null,
    })),
  );
  return subscriptionList(named, deps.slashCommand);
}
