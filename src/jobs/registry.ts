// What the bot does on its own: every job, in one list.

import { catalogue } from './catalogue.ts';
import { delivery } from './delivery.ts';
import { digest, digestPost } from './digest.ts';
import { tidy } from './tidy.ts';
import { webhooks } from './webhooks.ts';

export const jobs = [delivery, digest, digestPost, catalogue, webhooks, tidy] as const;
