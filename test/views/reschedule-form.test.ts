// The form behind `reschedule`, and what is said when it is done.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rescheduled } from '../../src/views/changed.ts';
import { unreadWhen } from '../../src/views/notes.ts';
import { type RescheduleData, rescheduleFormView } from '../../src/views/reschedule-form.ts';
import { anySession, aSessionOf, EVIL, LONG, ourDate, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const planned = { wall: { year: 2026, month: 12, day: 4, hour: 9, minute: 30 }, timeZone: 'Asia/Tokyo' };
const readAt = new Date('2026-11-23T12:00:00Z');
const data: RescheduleData = {
  session: aSessionOf({ name: 'Morning run' }),
  readAt,
  sessions: [],
  notes: [],
  timeZone: 'Europe/Paris',
  reader: 'Europe/Paris',
  channel: 'C1',
};

const states: Record<string, RescheduleData> = {
  none: { ...data, session: aSessionOf({ startsAt: null, registrantsCount: 0 }), readAt: null, channel: null },
  some: { ...data, sessions: [planned] },
  'too-many': { ...data, session: aSessionOf({ registrantsCount: 1_234_567, name: 'A very long name. '.repeat(200) }) },
  hostile: {
    ...data,
    session: sessions.hostile[0] ?? aSessionOf({ name: EVIL }),
    notes: [unreadWhen(LONG, 'no_time'), EVIL],
  },
};

test.each(Object.entries(states))('a form of a session with %s facts looks as agreed', async (state, given) => {
  await golden('reschedule-form', state, {
    form: rescheduleFormView(given),
    done: rescheduled(given.session, { calls: 1, found: false }),
  });
});

test('the form shows when it is now, and when it is to be, and who is concerned', () => {
  const shown = read(rescheduleFormView(states.some ?? data));
  expect(shown).toContain('Now: Thu 3 Dec 2026, 15:00 (Europe/Paris) · for you Dec 3, 2026 at 3:00 PM');
  expect(shown).toContain('Understood as Fri 4 Dec 2026, 09:30 (Asia/Tokyo) · for you Dec 4, 2026 at 1:30 AM.');
  expect(shown).toContain(
    '12 people are registered, as of Nov 23, 2026 at 1:00 PM. Whether Livestorm tells them of another hour is not documented',
  );
  expect(shown).toContain('Morning run');
});

test('whatever the session is, Slack takes the form', () => {
  fc.assert(
    fc.property(anySession, fc.option(ourDate), (session, at) => {
      for (const view of [
        rescheduleFormView({ ...data, session, readAt: at }),
        rescheduled(session, { calls: 2, found: true }),
      ]) {
        expect(refusals(view)).toEqual([]);
        expect(markup(view).filter(isLive)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
