// What a channel is told of its subscriptions.

import { brings, type Feature, optionOf } from '../features.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import type { Subscription, Thing } from '../store/subscriptions.ts';
import { actions, button, context, header, type Message, message, section } from './blocks.ts';
import { fitting } from './fitting.ts';
import { whatToDo } from './given-up.ts';
import { LIMITS } from './limits.ts';
import { mention } from './mention.ts';
import { bold, eventName, short } from './names.ts';
import { count, number } from './numbers.ts';
import { md } from './text.ts';

/** A subscription's thing, with the event when it is one. */
export interface Named {
  thing: Thing;
  event: CatalogueEvent | null;
}

/** As a button or a form carries it; the commands read it again. */
export function thingKey(thing: Thing): string {
  if (thing.kind === 'event') return `event:${thing.eventId}`;
  return thing.kind === 'tag' ? `tag:${thing.tag}` : 'all';
}

type Gets = Named & Pick<Subscription, 'features' | 'people'>;

export const thingName = ({ thing, event }: Named): string => {
  if (thing.kind === 'all') return 'every webinar';
  if (thing.kind === 'tag') return `webinars tagged ${short(thing.tag)}`;
  return eventName(event ?? { id: thing.eventId, title: null, slug: '' });
};

const PEOPLE: Record<Subscription['people'], string> = {
  full: 'people with their full names',
  initials: 'people by their initials',
  none: 'nobody named',
};

const ORDER: Feature[] = ['registrations', 'reminders', 'start', 'questions', 'chat', 'end', 'digest', 'replay'];

/** `reminders, start, end, digest (compact), people by their initials`: the whole set. */
export const featureWords = ({ features, people }: Pick<Subscription, 'features' | 'people'>): string => {
  const named = ORDER.filter((feature) => brings(features, feature)).map((feature) => {
    const option = optionOf(features, feature);
    return option ? `${feature} (${option})` : feature;
  });
  return [...named, PEOPLE[people]].join(', ');
};

/** Posted where everybody sees it: a channel should know who made it noisy. Also the proof that the bot may write here. */
export function subscribed({ user, ...gets }: Gets & { user: string }, slashCommand: string): Message {
  const [name, words] = [thingName(gets), featureWords(gets)];
  return message(`This channel now follows ${name}. It gets: ${words}.`, [
    section(md`${mention(user)} subscribed this channel to ${bold(name)}. It gets: ${words}.`),
    context(md`\`${slashCommand} subscriptions\` shows what this channel gets, and changes it.`),
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

/** Posted by *Resume*: the proof that the bot may write here again. */
export const resumed = (user: string): Message =>
  message('This channel is told again what it follows.', [
    section(md`${mention(user)} resumed what this channel follows. What could not be posted meanwhile comes now.`),
  ]);

type Entry = Gets & Pick<Subscription, 'createdBy' | 'paused' | 'channel'>;

/** A section each, and other blocks beside them; Slack takes 50. */
const SHOWN = { most: 30, weight: 7_000, of: (line: { text: string }) => line.text.length + 80 };

function line(entry: Entry) {
  const paused = entry.paused ? md` · ⏸️ paused: Slack says \`${short(entry.paused.reason, 60)}\`` : md``;
  return md`${bold(thingName(entry))}: ${featureWords(entry)} · by ${mention(entry.createdBy)}${paused}`;
}

export function subscriptionList(list: Entry[], slashCommand: string): Message {
  if (list.length === 0) {
    return message('This channel follows nothing.', [
      section(md`This channel follows nothing. \`${slashCommand} subscribe all\` brings every webinar’s life here.`),
    ]);
  }
  const lines = fitting(list.map(line), SHOWN);
  const more = list.length - lines.length;
  const all = count(list.length, 'subscription');
  const sets = list.map((entry) => `${thingName(entry)} (${featureWords(entry)})`);
  return message(`This channel has ${all}: ${sets.join('; ')}.`, [
    header('What this channel follows'),
    ...lines.map((words, index) => section(words, changeButton(list[index]))),
    ...(more > 0 ? [context(`${number(more)} of ${all} did not fit here.`)] : []),
    ...pausedBlocks(list),
    context(
      md`\`${slashCommand} unsubscribe\` and a name takes one away. An event’s own subscription goes before a tag’s, a tag’s before all.`,
    ),
  ]);
}

function changeButton(entry: Entry | undefined) {
  const key = entry ? thingKey(entry.thing) : '';
  return key.length > LIMITS.buttonValue
    ? undefined
    : button({ id: 'subscription.change', text: 'Change', value: key });
}

function pausedBlocks(list: Entry[]) {
  const entry = list.find(({ paused }) => paused !== null);
  if (!entry?.paused) return [];
  return [
    section(md`Nothing is posted in this channel while it is paused. ${whatToDo(entry.paused.reason)} *Resume*.`),
    actions(button({ id: 'subscriptions.resume', text: 'Resume', value: entry.channel, style: 'primary' })),
  ];
}

/** Nothing is saved before the bot can post: the person invites it and presses once. */
export const inviteFirst = (again: string): Message =>
  message('I cannot post in this channel yet. Nothing was saved. Invite me, then press Retry.', [
    section(
      'I cannot post in this channel yet, so nothing was saved. Invite me first: type /invite and my name here. Then press Retry.',
    ),
    actions(button({ id: 'run.again', text: 'Retry', value: again.slice(0, 1_900), style: 'primary' })),
  ]);
