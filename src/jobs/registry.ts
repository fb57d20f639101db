// What the bot does on its own: every job, in one list.

import { catalogue } from './catalogue.ts';
import { delivery } from './delivery.ts';
import { digest } from './digest.ts';
import { outbox } from './outbox.ts';
import { sweep } from './sweep.ts';
import { tidy } from './tidy.ts';
import { webhooks } from './webhooks.ts';

export const jobs = [delivery, digest, outbox, sweep, catalogue, webhooks, tidy] as const;
