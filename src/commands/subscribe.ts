// `/webinar subscribe`, `unsubscribe` and `subscriptions`: what a channel is told on its own.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { findEvents } from '../operations/catalogue.ts';
import { subscribe as add, resumeChannel, unsubscribe as takeAway } from '../operations/subscriptions.ts';
import type { AuditedThing } from '../store/audit.ts';
import {
  inviteFirst,
  type Named,
  notSubscribed,
  resumed,
  subscribed,
  subscriptionList,
  unsubscribed,
} from '../views/subscribed.ts';
import { type Action, answering, channelOf, type Reply } from './command.ts';
import { readFeatures, readThing, SUBSCRIBE_USAGE, THING_USAGE, type Wanted } from './subscription-words.ts';

const thing = z
  .string()
  .min(1, 'needs the name of an event, tag: and a tag, or all')
  .max(300, 'is longer than 300 characters');

export const subscribe = answering({
  name: 'subscribe',
  summary: 'Bring the life of an event, of a tag or of all to this channel: its card, reminders, digest.',
  access: 'operators',
  usage: SUBSCRIBE_USAGE,
  examples: ['subscribe all', 'subscribe spring tour registrations:hourly digest:full people:none'],
  read: thing,
  async answer(words, ask, deps): Promise<Reply> {
    const { named, rest } = await readThing(words, (name) => findEvents(deps, name));
    const wanted = readFeatures(rest);
    const here = channelOf(ask);
    try {
      await save(deps, { ...named, ...wanted, channel: here, user: ask.user });
    } catch (error) {
      if (error instanceof AskError && error.problem.code === 'cannot_post') {
        return { to: 'asker', message: inviteFirst(`subscribe ${words}`) };
      }
      throw error;
    }
    return { to: 'asker', message: await listView(here, deps), did: inChannel(here, named) };
  },
});

/** Posts first and saves then: only a message that Slack took proves that the bot may write there. */
export async function save(
  deps: Deps,
  { channel, user, ...wanted }: Named & Wanted & { channel: string; user: string },
): Promise<void> {
  await deps.slack.post(channel, subscribed({ ...wanted, user }, deps.slashCommand));
  const { thing: of, features, people } = wanted;
  await add(deps, { channel, thing: of, features, people, createdBy: user });
}

export const unsubscribe = answering({
  name: 'unsubscribe',
  summary: 'Stop what this channel gets of an event, of a tag or of all.',
  access: 'operators',
  usage: THING_USAGE,
  examples: ['unsubscribe all', 'unsubscribe spring tour'],
  read: thing,
  async answer(words, { user, channel }, deps): Promise<Reply> {
    const { named } = await readThing(words, (name) => findEvents(deps, name));
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

/** *Resume*: what was paused goes on, once a message proves that the bot may write there again. */
export const resume: Action = (channel, { user }) => ({
  access: 'operators',
  kind: 'answer',
  async answer(deps): Promise<Reply> {
    if ((await deps.store.subscriptions.of(channel)).length === 0) throw new AskError({ code: 'form_outdated' });
    await deps.slack.post(channel, resumed(user));
    await resumeChannel(deps, channel);
    const did = { kind: 'channel', id: channel, title: null };
    return { to: 'asker', message: await listView(channel, deps), replace: true, did };
  },
});

/** What this channel follows, or no longer does. */
const inChannel = (channel: string, { event }: Named): AuditedThing => ({
  kind: 'channel',
  id: channel,
  title: event?.title ?? null,
  eventId: event?.id ?? null,
});

async function listView(channel: string, deps: Deps) {
  const all = await deps.store.subscriptions.of(channel);
  const named = await Promise.all(
    all.map(async (subscription) => ({ ...subscription, event: await eventOf(deps, subscription) })),
  );
  return subscriptionList(named, deps.slashCommand);
}

export const eventOf = async ({ store }: Pick<Deps, 'store'>, { thing: of }: Pick<Named, 'thing'>) =>
  of.kind === 'event' ? await store.catalogue.event(of.eventId) : null;
