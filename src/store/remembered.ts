// What the bot remembers, a table each: the same functions on the database and inside a transaction.

import { allowance } from './allowance.ts';
import { audit } from './audit.ts';
import { cards } from './cards.ts';
import { catalogue } from './catalogue.ts';
import { deliveries } from './deliveries.ts';
import { digests } from './digests.ts';
import { figures } from './figures.ts';
import { followUps } from './follow-ups.ts';
import { followed } from './followed.ts';
import { followers } from './followers.ts';
import { forgetting } from './forgetting.ts';
import { heardPages } from './heard-pages.ts';
import { imports } from './imports.ts';
import { ledger } from './ledger.ts';
import { live } from './live.ts';
import { longSessions } from './long-sessions.ts';
import { outbox } from './outbox.ts';
import { readings } from './readings.ts';
import { settings } from './settings.ts';
import { submissions } from './submissions.ts';
import { subscriptions } from './subscriptions.ts';
import type { Db } from './tables.ts';
import { told } from './told.ts';

export const remembered = (db: Db) => ({
  allowance: allowance(db),
  audit: audit(db),
  cards: cards(db),
  catalogue: catalogue(db),
  subscriptions: subscriptions(db),
  deliveries: deliveries(db),
  digests: digests(db),
  figures: figures(db),
  followUps: followUps(db),
  followed: followed(db),
  followers: followers(db),
  forgetting: forgetting(db),
  heardPages: heardPages(db),
  imports: imports(db),
  ledger: ledger(db),
  live: live(db),
  longSessions: longSessions(db),
  outbox: outbox(db),
  readings: readings(db),
  settings: settings(db),
  submissions: submissions(db),
  told: told(db),
});

export type Remembered = ReturnType<typeof remembered>;
