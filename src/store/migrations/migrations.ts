// The migrations, in order. A name is never changed once released, and a new one sorts after all others.
import type { Migration } from 'kysely/migration';
import { first } from './0001-first.ts';
import { outbox } from './0002-outbox.ts';
import { submissionsKept } from './0003-submissions.ts';
import { audit } from './0005-audit.ts';
import { people } from './0006-people.ts';
import { allowance } from './0007-allowance.ts';
import { edits } from './0008-edits.ts';
import { figures } from './0010-figures.ts';
import { quota } from './0011-quota.ts';
import { life } from './0012-life.ts';
import { live } from './0013-live.ts';
import { followUps } from './0015-follow-ups.ts';
import { longSessions } from './0016-long-sessions.ts';

export const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-outbox': outbox,
  '0003-submissions': submissionsKept,
  '0005-audit': audit,
  '0006-people': people,
  '0007-allowance': allowance,
  '0008-edits': edits,
  '0010-figures': figures,
  '0011-quota': quota,
  '0012-life': life,
  '0013-live': live,
  '0015-follow-ups': followUps,
  '0016-long-sessions': longSessions,
};
