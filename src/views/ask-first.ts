// What is asked before something goes for good: what goes, who is concerned, what it costs.
// Slack's forms have no red button: the summary, and a box to tick where people are concerned, take its place.

import { z } from 'zod';
import type { KnownEvent, KnownSession } from '../operations/known.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { alreadyPublished } from './changed.ts';
import { fitting } from './fitting.ts';
import { checkboxesInput } from './inputs.ts';
import { bold, eventName } from './names.ts';
import { count } from './numbers.ts';
import { moment, sessionTitle } from './session-line.ts';
import { join, md, when } from './text.ts';
import { carry } from './typed.ts';

export const cancelMeta = z.object({ sessionId: z.string() });
export const deleteMeta = z.object({ eventId: z.string(), name: z.string(), sessions: z.number() });
export const publishMeta = z.object({ eventId: z.string() });

/** The box to tick; a form without it has none. */
export const AGREED = 'agreed';

interface Where {
  timeZone: string;
  channel: string | null;
}

const ONE_CALL = 'Costs 1 Livestorm call.';

const agreement = (label: string): Block =>
  checkboxesInput({ name: AGREED, label: 'It cannot be undone', choices: [{ value: 'yes', label }] });

/** How old the numbers are: registrations are not told by webhooks. */
const asOf = (readAt: Date | null, timeZone: string) =>
  readAt ? md`Numbers as of ${when(readAt, timeZone)}. ${ONE_CALL}` : md`${ONE_CALL}`;

const registrants = (number: number): string => count(number, 'registrant');

const NOT_TOLD =
  'Whether Livestorm tells them is not documented: to be sure, write to them first, while Livestorm still has their addresses.';

export function cancelView({ session, readAt }: KnownSession, { timeZone, channel }: Where): Modal {
  const { registrantsCount: registered } = session;
  return modal({
    id: 'cancel',
    title: 'Cancel this session?',
    submit: 'Cancel session',
    close: 'Keep it',
    meta: carry({ sessionId: session.id }, channel),
    blocks: [
      section(md`${bold(sessionTitle(session))}\n${moment(session.startsAt, session.timeZone)}`),
      section(
        registered === 0
          ? "Livestorm's API cancels a session by deleting it. Nobody is registered for it."
          : `⚠️ Livestorm's API cancels a session by deleting it: ${registrants(registered)} and what they answered go with it. ${NOT_TOLD}`,
      ),
      ...(registered === 0 ? [] : [agreement(`Cancel it for ${registrants(registered)}`)]),
      context(asOf(readAt, timeZone)),
    ],
  });
}

const SHOWN = { most: 10, weight: 2_000, of: ({ text }: { text: string }) => text.length };

export function deleteView({ event, sessions, readAt }: KnownEvent, { timeZone, channel }: Where): Modal {
  const kept = sessions.filter(({ canceledAt }) => canceledAt === null);
  const registered = kept.reduce((sum, { registrantsCount }) => sum + registrantsCount, 0);
  const goes = `${count(kept.length, 'session')} and ${registrants(registered)}`;
  const lines = kept.map(
    (session) => md`• ${moment(session.startsAt, session.timeZone)}: ${registrants(session.registrantsCount)}`,
  );
  const shown = fitting(lines, SHOWN);
  return modal({
    id: 'delete',
    title: 'Delete this event?',
    submit: 'Delete event',
    close: 'Keep it',
    meta: carry({ eventId: event.id, name: eventName(event), sessions: kept.length }, channel),
    blocks: [
      section(md`${bold(eventName(event))}${event.status === 'draft' ? ' · draft' : ''}`),
      section(
        kept.length === 0
          ? 'It has no session. Livestorm deletes it with its registration page.'
          : `⚠️ ${goes} go with it, and with them what was asked, said and recorded in them.`,
      ),
      ...(shown.length > 0 ? [section(join(shown, '\n'))] : []),
      ...(lines.length > shown.length
        ? [context(`${count(lines.length - shown.length, 'more session')} not shown.`)]
        : []),
      ...(registered > 0 ? [section(NOT_TOLD)] : []),
      ...(kept.length === 0 ? [] : [agreement(`Delete it with ${goes}`)]),
      context(asOf(readAt, timeZone)),
    ],
  });
}

export function publishView({ event, sessions, readAt }: KnownEvent, { timeZone, channel }: Where): Modal {
  if (event.status === 'published') return alreadyPublished(event);
  const ahead = sessions.filter(({ endedAt, canceledAt }) => !endedAt && !canceledAt);
  const [next] = ahead;
  return modal({
    id: 'publish',
    title: 'Publish this event?',
    submit: 'Publish event',
    close: 'Not yet',
    meta: carry({ eventId: event.id }, channel),
    blocks: [
      section(
        md`${bold(eventName(event))} is a draft. Publishing it opens registration: whoever has the link can register.`,
      ),
      section(
        next
          ? md`${count(ahead.length, 'session is', 'sessions are')} planned. First: ${moment(next.startsAt, next.timeZone)}.`
          : 'No session is planned: people could register for none. `schedule` adds one.',
      ),
      context(asOf(readAt, timeZone)),
    ],
  });
}
