// *It is there*, *Post it again*, *Post it now*: what becomes of a message nobody could look for, or Slack refused.

import { z } from 'zod';
import { AskError } from '../errors.ts';
import { decideMessage } from '../operations/outbox.ts';
import { resumeChannel } from '../operations/subscriptions.ts';
import { decided, decidedBefore } from '../views/ambiguous.ts';
import { revived } from '../views/given-up.ts';
import type { Action } from './command.ts';

const messageId = z.coerce.number().int().positive().max(2_147_483_647);

export const decide =
  (verdict: 'there' | 'again'): Action =>
  (value) => ({
    access: 'operators',
    kind: 'answer',
    async answer(deps) {
      const id = messageId.safeParse(value);
      if (!id.success) throw new AskError({ code: 'form_outdated' });
      const message = await decideMessage(deps, id.data, verdict);
      if (!message) return { to: 'asker', message: decidedBefore(), replace: true };
      const did = { kind: 'message', id: message.key, title: null };
      return { to: 'asker', message: decided(verdict), replace: true, did };
    },
  });

export const revive: Action = (channel) => ({
  access: 'operators',
  kind: 'answer',
  answer: async (deps) => ({ to: 'asker', message: revived(await resumeChannel(deps, channel)), replace: true }),
});
