// What the bot does on its own: every job, in one list.

import { card } from './card.ts';
import { catalogue } from './catalogue.ts';
import { delivery } from './delivery.ts';
import { digest } from './digest.ts';
import { follow } from './follow.ts';
import { followUps } from './follow-ups.ts';
import { imports, keptImports } from './import.ts';
import { life } from './life.ts';
import { live } from './live.ts';
import { longDigest } from './long-digest.ts';
import { outbox } from './outbox.ts';
import { quotaWatch, quotaWeekly } from './quota.ts';
import { readings } from './readings.ts';
import { recording } from './recording.ts';
import { retention } from './retention.ts';
import { submission, submissions } from './submission.ts';
import { sweep } from './sweep.ts';
import { tidy } from './tidy.ts';
import { webhooks } from './webhooks.ts';

export const jobs = [
  delivery,
  digest,
  recording,
  longDigest,
  card,
  life,
  live,
  outbox,
  sweep,
  submission,
  submissions,
  catalogue,
  webhooks,
  imports,
  keptImports,
  follow,
  followUps,
  quotaWatch,
  quotaWeekly,
  readings,
  retention,
  tidy,
] as const;
