// What a channel is told of its subscriptions.

import type { CatalogueEvent } from '../store/catalogue-save.ts';
import type { Subscription, Thing } from '../store/subscriptions.ts';
import { actions, button, context, header, type Message, message, section } from './blocks.ts';
import { fitting } from './fitting.ts';
import { mention } from './mention.ts';
import { bold, eventName, short } from './names.ts';
import { count } from './session-line.ts';
import { join, md } from './text.ts';

/** A subscription's thing, with the event when it is one. */
export interface Named {
  thing: Thing;
  event: CatalogueEvent | null;
}

export const thingName = ({ thing, event }: Named): string => {
  if (thing.kind === 'all') return 'every webinar';
  if (thing.kind === 'tag') return `webinars tagged ${short(thing.tag)}`;
  return eventName(event ?? { id: thing.eventId, title: null, slug: '' });
};

const PROMISE = 'After each session, its digest is posted here: who registered and came, the questions, the chat.';

/** Posted where everybody sees it: a channel should know who made it noisy. Also the proof that the bot may write here. */
export function subscribed({ user, ...named }: Named & { user: string }, slashCommand: string): Message {
  const name = thingName(named);
  return message(`This channel now follows ${name}. ${PROMISE}`, [
    section(md`${mention(user)} subscribed this channel to ${bold(name)}. ${PROMISE}`),
    context(md`People are shown by their initials. \`${slashCommand} subscriptions\` shows what this channel gets.`),
  ]);
}

export const unsubscribed = ({ user, ...named }: Named & { user: string }): Message =>
  message(`This channel no longer follows ${thingName(named)}.`, [
    section(md`${mention(user)} unsubscribed this channel from ${bold(thingName(named))}.`),
  ]);

export const notSubscribed = (named: Named, slashCommand: string): Message =>
  message(`This channel does not follow ${thingName(named)}. Nothing was changed.`, [
    section(
      md`This channel does not follow ${bold(thingName(named))}. Nothing was changed. \`${slashCommand} subscriptions\` shows what it follows.`,
    ),
  ]);

const SHOWN = { most: 40, weight: 2_900, of: ({ text }: { text: string }) => text.length + 1 };

export function subscriptionList(list: (Named & Pick<Subscription, 'createdBy'>)[], slashCommand: string): Message {
  if (list.length === 0) {
    return message('This channel follows nothing.', [
      section(md`This channel follows nothing. \`${slashCommand} subscribe all\` brings every digest here.`),
    ]);
  }
  const lines = fitting(
    list.map((entry) => md`• ${bold(thingName(entry))} · digest · by ${mention(entry.createdBy)}`),
    SHOWN,
  );
  const more = list.length - lines.length;
  const all = count(list.length, 'subscription', 'subscriptions');
  return message(`This channel has ${all}: ${list.map(thingName).join(', ')}.`, [
    header('What this channel follows'),
    section(join(lines, '\n')),
    ...(more > 0 ? [context(`${more.toLocaleString('en-US')} of ${all} did not fit here.`)] : []),
    context(md`\`${slashCommand} unsubscribe\` and a name takes one away.`),
  ]);
}

/** Nothing is saved before the bot can post: the person invites it and presses once. */
export const inviteFirst = (again: string): Message =>
  message('I cannot post in this channel yet. Nothing was saved. Invite me, then press Retry.', [
    section(
      'I cannot post in this channel yet, so nothing was saved. Invite me first: type /invite and my name here. Then press Retry.',
    ),
    actions(button({ id: 'run.again', text: 'Retry', value: again.slice(0, 1_900), style: 'primary' })),
  ]);
