// `/webinar webhooks`: what Livestorm tells Showrunner, compared with what it should.

import { z } from 'zod';
import { removeWebhooks, repairWebhooks, type WebhookChange, webhookReport } from '../operations/webhooks.ts';
import { webhooksView } from '../views/webhooks.ts';
import { type Action, answering, type Reply } from './command.ts';

export const webhooks = answering({
  name: 'webhooks',
  summary: 'What Livestorm tells Showrunner on its own, and how to mend it.',
  access: 'operators',
  usage: '[remove]',
  examples: ['webhooks', 'webhooks remove'],
  read: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['', 'remove'], 'is not “remove”')),
  async answer(word, _ask, deps) {
    const report = await webhookReport(deps);
    return { to: 'asker', message: webhooksView({ report, timeZone: deps.timeZone, asked: word }) };
  },
});

export const repair: Action = () => ({
  access: 'operators',
  kind: 'answer',
  answer: async (deps) => changed(await repairWebhooks(deps), deps.timeZone),
});

export const removeAll: Action = () => ({
  access: 'operators',
  kind: 'answer',
  answer: async (deps) => changed(await removeWebhooks(deps), deps.timeZone),
});

function changed({ report, made, removed }: WebhookChange, timeZone: string): Reply {
  const title = [...made.map((event) => `+${event}`), ...removed.map((event) => `-${event}`)].join(' ');
  const reply: Reply = {
    to: 'asker',
    message: webhooksView({ report, timeZone, asked: '', made, removed }),
    replace: true,
  };
  return title === '' ? reply : { ...reply, did: { kind: 'webhooks', id: null, title } };
}
