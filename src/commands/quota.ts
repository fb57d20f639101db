// `/webinar quota`: Livestorm's allowance as the newest answers showed it.

import { z } from 'zod';
import { quotaReport } from '../operations/quota-report.ts';
import { quotaMessage } from '../views/quota.ts';
import { answering } from './command.ts';

export const quota = answering({
  name: 'quota',
  summary: "How much of Livestorm's allowance is used and left, and on what.",
  access: 'anyone',
  usage: '',
  examples: ['quota', 'help quota'],
  read: z.string(),
  async answer(_words, _ask, deps) {
    return { to: 'asker', message: quotaMessage(await quotaReport(deps), deps.timeZone) };
  },
});
