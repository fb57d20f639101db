// The form behind `schedule`, with its three fields of a moment and the notes above them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noMatch, severalMatch, unreadWhen } from '../../src/views/notes.ts';
import { type ScheduleFormData, scheduleFormView } from '../../src/views/schedule-form.ts';
import { anEventOf, anyEvent, EVIL, foreign, LONG } from './foreign.ts';
import { golden, read, refusals } from './golden.ts';

const wall = { year: 2026, month: 12, day: 3, hour: 15, minute: 0 };
const planned = { wall, timeZone: 'Europe/Paris' };
const data: ScheduleFormData = {
  event: null,
  sessions: [],
  timeZone: 'Europe/Paris',
  reader: 'Europe/Paris',
  notes: [],
  channel: 'C1',
};

const states: Record<string, ScheduleFormData> = {
  none: { ...data, channel: null },
  some: {
    ...data,
    event: anEventOf({ status: 'draft' }),
    sessions: [planned],
    notes: [unreadWhen('3 Dec', 'no_time')],
  },
  'too-many': {
    ...data,
    event: anEventOf({ title: 'A very long title. '.repeat(200) }),
    sessions: Array.from({ length: 26 }, () => ({ ...planned, wall: { ...wall, year: 12_026 } })),
    notes: [noMatch('event', 'tour '.repeat(800), ['Product tour '.repeat(90), 'Spring tour', 'City tour', 'Fourth'])],
  },
  hostile: {
    event: anEventOf({ title: null, slug: '' }),
    sessions: [{ wall, timeZone: '<!here>' }],
    timeZone: '<!here>',
    reader: EVIL,
    name: LONG,
    above: [{ type: 'section', text: { type: 'plain_text', text: EVIL } }],
    notes: [severalMatch('event', EVIL), unreadWhen(LONG, 'not_a_date'), noMatch('event', '', [EVIL])],
    channel: EVIL,
  },
};

test.each(Object.entries(states))('a form with %s words understood looks as agreed', async (state, given) => {
  await golden('schedule-form', state, scheduleFormView(given));
});

describe('the form', () => {
  test('shows what was understood, and says what was not', () => {
    const shown = read(scheduleFormView(states.some ?? data));
    expect(shown).toContain('“3 Dec”: It names no hour. Choose below.');
    expect(shown).toContain('[Quarterly product tour ▾]');
    expect(shown).toContain('[2026-12-03 ▾]');
    expect(shown).toContain('[15:00 ▾]');
  });

  test("shows back what was typed, in its zone and in the reader's, each week of it", () => {
    const one = read(scheduleFormView({ ...data, sessions: [{ wall, timeZone: 'Asia/Tokyo' }] }));
    expect(one).toContain('Understood as Thu 3 Dec 2026, 15:00 (Asia/Tokyo) · for you Dec 3, 2026 at 7:00 AM.');
    const weeks = Array.from({ length: 12 }, (_, week) => ({ ...planned, wall: { ...wall, day: week + 1 } }));
    const all = read(scheduleFormView({ ...data, sessions: weeks }));
    expect(all).toContain('Understood as 12 sessions, one a week:');
    expect(all).toContain('Sat 12 Dec 2026, 15:00 (Europe/Paris)');
    expect(all).toContain('[Every week, 12 sessions ▾]');
  });

  test('leaves the zone to be chosen when it is none that we know', () => {
    expect(read(scheduleFormView({ ...data, timeZone: 'CEST' }))).toContain('[A city, such as Paris ▾]');
  });
});

test('whatever was typed, Slack takes the form', () => {
  const anyWall = fc.record({
    year: fc.integer({ min: 1_000, max: 275_000 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  });
  fc.assert(
    fc.property(fc.option(anyEvent), fc.option(anyWall), foreign, fc.array(foreign), (event, at, timeZone, words) => {
      const notes = words.map((word) => noMatch('event', word, words));
      const sessions = at ? [{ wall: at, timeZone }] : [];
      const given = { event, sessions, timeZone, reader: null, notes, name: timeZone, channel: null };
      expect(refusals(scheduleFormView(given))).toEqual([]);
      expect(refusals(scheduleFormView({ ...given, notes: [] }))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
