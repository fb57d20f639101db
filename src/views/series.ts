// What is shown after a session was scheduled every week, wholly or in part.

import type { MrkdwnElement } from '@slack/types';
import type { Planned } from '../operations/create-event.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { bold, eventName } from './names.ts';
import { count } from './numbers.ts';
import { instantOf, momentLines } from './planned.ts';
import { moment } from './session-line.ts';
import { type Spent, spentWords } from './spent.ts';
import { md } from './text.ts';

interface Start {
  startsAt: Date | null;
  timeZone: string;
}

export const seriesScheduled = (event: CatalogueEvent, sessions: Start[], spent: Spent): Modal =>
  modal({
    id: 'done',
    title: 'Scheduled',
    close: 'Done',
    blocks: [
      section(md`${bold(eventName(event))} has ${count(sessions.length, 'new session')}:`),
      ...momentLines(sessions),
      context(spentWords(spent)),
    ],
  });

export interface InPart {
  done: Start[];
  /** The one at which it stopped: refused, or in doubt. */
  next: Planned;
  /** How many are left to do; the refused one is among them, one in doubt is not. */
  rest: number;
  all: number;
  /** What went wrong. */
  reason: MrkdwnElement;
  /** Finds it in the log. */
  reference: string;
  spent: Spent;
}

/** Above the form that has what is left to do. */
export const scheduledInPart = ({ done, next, rest, all, reason, reference, spent }: InPart): Block[] => [
  section(md`⚠️ *${done.length} of ${count(all, 'session')} ${done.length === 1 ? 'is' : 'are'} scheduled:*`),
  ...momentLines(done),
  section(md`It stopped at the one on ${moment(instantOf(next), next.timeZone)}. ${reason}`),
  ...(rest > 0 ? [section(`${count(rest, 'session is', 'sessions are')} left to schedule.`)] : []),
  context(`${spentWords(spent)} Reference ${reference}`),
];

export const endedInPart = (blocks: Block[]): Modal =>
  modal({ id: 'done', title: 'Scheduled in part', close: 'Done', blocks });
