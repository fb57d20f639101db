// What stands in a digest's place until it is there, or instead of it.

import type { MrkdwnElement } from '@slack/types';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { formatDuration } from '../time/format.ts';
import { context, header, type Message, message, section } from './blocks.ts';
import { attendanceSentence } from './digest-numbers.ts';
import { cut, LIMITS } from './limits.ts';
import { literal } from './names.ts';
import { count } from './numbers.ts';
import { sessionTitle } from './session-line.ts';
import { md, when } from './text.ts';

interface Follows {
  /** When the digest comes, at the latest. */
  until: Date;
  /** Whether it may come sooner: Livestorm tells of each who came. */
  isTold: boolean;
}

/** At the end of a session: what its end told. */
export function flash(session: SessionWithEvent, { until, isTold }: Follows): Message {
  const by = when(until, session.timeZone);
  const follows = isTold
    ? md`The full digest takes this place when attendance has settled, ${by} at the latest.`
    : md`The full digest takes this place when attendance has settled, about ${by}.`;
  return standsIn(session, md`Ended${lasted(session)}. ${came(session)}`, follows);
}

const lasted = ({ durationSeconds }: SessionWithEvent): string =>
  durationSeconds === null ? '' : ` after ${formatDuration(durationSeconds)}`;

function came({ registrantsCount: registrants, attendeesCount: attendees }: SessionWithEvent): string {
  // The count may come after the end (livestorm-api.md 7).
  if (attendees === 0 && registrants > 0)
    return `Livestorm has not counted yet who of ${count(registrants, 'registrant')} came.`;
  return attendanceSentence({ registrants, attendees, averageStaySeconds: null });
}

export const startedAgain = (session: SessionWithEvent): Message =>
  standsIn(
    session,
    md`🔴 It was started again after its end.`,
    md`The digest is of all of it, and comes when it has ended.`,
  );

/** It never was, or Livestorm no longer has it. */
export const noDigestComes = (session: SessionWithEvent): Message =>
  standsIn(
    session,
    md`${why(session)} There is no digest.`,
    md`${session.registrantsCount === 0 ? 'Nobody' : count(session.registrantsCount, 'person', 'people')} had registered.`,
  );

function why({ canceledAt, status, endedAt }: SessionWithEvent): string {
  if (endedAt) return 'Livestorm no longer has this session.';
  return canceledAt || status === 'canceled' ? 'It was canceled.' : 'It never started.';
}

function standsIn(session: SessionWithEvent, words: MrkdwnElement, more: MrkdwnElement): Message {
  const title = cut(sessionTitle(session), LIMITS.header);
  return message(md`${literal(title)}: ${words} ${more}`, [header(title), section(words), context(more)]);
}
