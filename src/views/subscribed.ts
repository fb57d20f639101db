// What a channel is told of its subscriptions.

import type { CatalogueEvent } from '../store/catalogue-save.ts';
import type { Subscription, Thing } from '../store/subscriptions.ts';
import { actions, button, context, header, type Message, message, section } from './blocks.ts';
import { mention } from './mention.ts';
import { count } from './session-line.ts';
import { join, md, oneLine } from './text.ts';

/** A subscription's thing, with the event when it is one. */
export interface Named {
  thing: Thing;
  event: CatalogueEvent | null;
}

const thingName = ({ thing, event }: Named): string => {
  if (thing.kind === 'all') return 'every webinar';
  if (thing.kind === 'tag') return `webinars tagged ${oneLine(thing.tag)}`;
  return oneLine(event?.title ?? event?.slug ?? thing.eventId);
};

const PROMISE = 'After each session, its digest is posted here: who registered and came, the questions, the chat.';

/** Posted where everybody sees it: a channel should know who made it noisy. Also the proof that the bot may write here. */
export function subscribed({ user, ...named }: Named & { user: string }, slashCommand: string): Message {
  const name = thingName(named);
  return message(`This channel now follows ${name}. ${PROMISE}`, [
    section(md`${mention(user)} subscribed this channel to *${name}*. ${PROMISE}`),
    context(md`People are shown by their initials. \`${slashCommand} subscriptions\` shows what this channel gets.`),
  ]);
}

export const unsubscribed = ({ user, ...named }: Named & { user: string }): Message =>
  message(`This channel no longer follows ${thingName(named)}.`, [
    section(md`${mention(user)} unsubscribed this channel from *${thingName(named)}*.`),
  ]);

export const notSubscribed = (named: Named, slashCommand: string): Message =>
  message(`This channel does not follow ${thingName(named)}. Nothing was changed.`, [
    section(
      md`This channel does not follow *${thingName(named)}*. Nothing was changed. \`${slashCommand} subscriptions\` shows what it follows.`,
    ),
  ]);

export function subscriptionList(list: (Named & Pick<Subscription, 'createdBy'>)[], slashCommand: string): Message {
  if (list.length === 0) {
    return message('This channel follows nothing.', [
      section(md`This channel follows nothing. \`${slashCommand} subscribe all\` brings every digest here.`),
    ]);
  }
  const lines = list.slice(0, 40).map((entry) => md`• *${thingName(entry)}* · digest · by ${mention(entry.createdBy)}`);
  return message(
    `This channel has ${count(list.length, 'subscription', 'subscriptions')}: ${list.map(thingName).join(', ')}.`,
    [
      header('What this channel follows'),
      section(join(lines, '\n')),
      context(md`\`${slashCommand} unsubscribe\` and a name takes one away.`),
    ],
  );
}

/** Nothing is saved before the bot can post: the person invites it and presses once. */
export const inviteFirst = (again: string): Message =>
  message('I cannot post in this channel yet. Nothing was saved. Invite me, then press Retry.', [
    section(
      'I cannot post in this channel yet, so nothing was saved. Invite me first: type /invite and my name here. Then press Retry.',
    ),
    actions(button({ id: 'run.again', text: 'Retry', value: again, style: 'primary' })),
  ]);
