// `/webinar quota`: Livestorm's allowance as the newest answers showed it, and who is told about it unasked.

import { z } from 'zod';
import { freshReport, quotaReport } from '../operations/quota-report.ts';
import { quotaMessage } from '../views/quota.ts';
import { followed } from '../views/quota-line.ts';
import { type Action, answering, type Command, channelOf } from './command.ts';

const described = {
  name: 'quota',
  summary: "How much of Livestorm's allowance is used and left, and on what; and a weekly line about it here.",
  usage: '[follow|unfollow]',
  examples: ['quota', 'quota follow'],
} as const;

const report = answering({
  ...described,
  access: 'anyone',
  read: z.string(),
  async answer(_words, _ask, deps) {
    return { to: 'asker', message: quotaMessage(await quotaReport(deps), deps.timeZone) };
  },
});

/** A channel is told once a week, and when half, 80 % and 95 % are used. */
const following = answering({
  ...described,
  access: 'operators',
  read: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['follow', 'unfollow'], 'is neither “follow” nor “unfollow”')),
  async answer(word, ask, { store }) {
    const { user } = ask;
    const channel = channelOf(ask);
    const isNew = word === 'follow' ? await store.followers.add(channel, user) : await store.followers.remove(channel);
    const title = `quota ${word}`;
    const message = followed({ word, isNew, user });
    if (!isNew) return { to: 'asker', message };
    return { to: 'channel', channel, message, did: { kind: 'channel', id: channel, title, eventId: null } };
  },
});

export const quota: Command = {
  ...report,
  prepare: (words, ask) => (words.trim() === '' ? report : following).prepare(words.trim(), ask),
};

/** The button *Read now*. */
export const readQuota: Action = () => ({
  access: 'anyone',
  kind: 'answer',
  answer: async (deps) => ({
    to: 'asker',
    message: quotaMessage(await freshReport(deps), deps.timeZone, 1),
    replace: true,
  }),
});
