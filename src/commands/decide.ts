// *It is there*, *Post it again*, *Post it now*: what becomes of a message nobody could look for, or Slack refused.

import { decideMessage } from '../operations/outbox.ts';
import { resumeChannel } from '../operations/subscriptions.ts';
import { decided, decidedBefore } from '../views/ambiguous.ts';
import { revived } from '../views/given-up.ts';
import { type Action, readBack, rowId } from './command.ts';

export const decide =
  (verdict: 'there' | 'again'): Action =>
  (value) => ({
    access: 'operators',
    kind: 'answer',
    async answer(deps) {
      const message = await decideMessage(deps, readBack(rowId, value), verdict);
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
