// trigger_ids: three seconds, one use (docs.slack.dev/interactivity/handling-user-interaction).

import { randomBytes } from 'node:crypto';
import { Refusal } from './model.ts';

export interface Triggers {
  issue(userId: string): string;
  /** Whose it is; refuses with `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`. */
  spend(id: string): string;
}

const LIFE_MS = 3000;

export function createTriggers(now: () => number): Triggers {
  const issued = new Map<string, { userId: string; at: number; spent: boolean }>();
  return {
    issue(userId) {
      const id = `${Math.floor(now() / 1000)}.${issued.size}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { userId, at: now(), spent: false });
      return id;
    },
    spend(id) {
      const trigger = issued.get(id);
      if (!trigger) throw new Refusal('invalid_trigger_id');
      if (trigger.spent) throw new Refusal('exchanged_trigger_id');
      if (now() - trigger.at > LIFE_MS) throw new Refusal('expired_trigger_id');
      trigger.spent = true;
      return trigger.userId;
    },
  };
}
