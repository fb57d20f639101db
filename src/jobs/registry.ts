// What the bot does on its own: every job, in one list.

import { catalogue } from './catalogue.ts';
import { delivery } from './delivery.ts';
import { digest, digestPost } from './digest.ts';
import { webhooks } from './webhooks.ts';

export const jobs = [delivery, digest, digestPost, catalogue, webhooks] as const;
