// The form behind `reschedule`.

import { z } from 'zod';
import type { Planned } from '../operations/create-event.ts';
import type { KnownSession } from '../operations/known.ts';
import { isTimeZone, wallTime } from '../time/wall-time.ts';
import { context, type Modal, modal, section } from './blocks.ts';
import { asNoted } from './form-again.ts';
import { textInput } from './inputs.ts';
import { cut } from './limits.ts';
import { momentFields } from './moment-fields.ts';
import { bold } from './names.ts';
import { count } from './numbers.ts';
import { plannedKey, plannedMeta, understoodBlocks } from './planned.ts';
import { moment, sessionTitle } from './session-line.ts';
import { md, strip, when } from './text.ts';
import { carry } from './typed.ts';

export const rescheduleMeta = z.intersection(
  z.object({
    sessionId: z.string(),
    /** What it is now, to see whether anything was changed. */
    now: z.string().nullable(),
    name: z.string(),
  }),
  plannedMeta,
);

const MOST_NAME = 150;

export interface RescheduleData extends KnownSession {
  /** What was typed; none when no moment was named. */
  sessions: Planned[];
  notes: string[];
  /** The team's, for the age of the numbers. */
  timeZone: string;
  reader: string | null;
  channel: string | null;
}

/** What the fields hold of its name; a longer one, or one with signs that no field holds, comes back as it was shown. */
const fieldName = (name: string | null): string =>
  cut(
    strip(name ?? '')
      .replaceAll('\n', ' ')
      .trim(),
    MOST_NAME,
  );

export function rescheduleFormView({
  session,
  readAt,
  sessions,
  notes,
  timeZone,
  reader,
  channel,
}: RescheduleData): Modal {
  const current = plannedNow(session);
  const typed = sessions.slice(0, 1);
  const first = typed[0] ?? current;
  const understood = notes.length === 0 ? understoodBlocks(typed) : [];
  const { registrantsCount: registered } = session;
  const people =
    registered === 0
      ? md`Nobody is registered for it.`
      : md`${count(registered, 'person is', 'people are')} registered${readAt ? md`, as of ${when(readAt, timeZone)}` : ''}. Whether Livestorm tells them of another hour is not documented: tell them yourself.`;
  return modal({
    id: 'reschedule',
    title: 'Reschedule a session',
    submit: 'Reschedule',
    close: 'Cancel',
    meta: carry(
      {
        sessionId: session.id,
        now: current && plannedKey([current]),
        name: fieldName(session.name),
        shown: understood.length > 0 ? plannedKey(typed) : null,
        reader,
      },
      channel,
    ),
    blocks: [
      section(md`${bold(sessionTitle(session))}\nNow: ${moment(session.startsAt, session.timeZone)}`),
      ...asNoted(understood),
      ...notes.map((note) => section(note)),
      ...momentFields({ timeZone: first?.timeZone ?? session.timeZone, ...(first && { wall: first.wall }) }),
      textInput({
        name: 'name',
        label: 'Name of this session',
        optional: true,
        maxLength: MOST_NAME,
        initial: fieldName(session.name),
      }),
      context(people),
      context('Costs 1 Livestorm call.'),
    ],
  });
}

/** Null without a date, or in a zone that we do not know. */
function plannedNow({ startsAt, timeZone }: KnownSession['session']): Planned | null {
  if (!startsAt || !isTimeZone(timeZone)) return null;
  const wall = wallTime(startsAt, timeZone);
  return wall.year > 0 && wall.year < 10_000 ? { wall, timeZone } : null;
}
