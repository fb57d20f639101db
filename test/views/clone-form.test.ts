// The form behind `clone`.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CloneFormData, cloneFormView } from '../../src/views/create-form.ts';
import { unreadWhen } from '../../src/views/notes.ts';
import { anEventOf, anyEvent, EVIL, foreign, LONG } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const planned = { wall: { year: 2026, month: 12, day: 3, hour: 15, minute: 0 }, timeZone: 'Asia/Tokyo' };
const ada = { id: 'o1', firstName: 'Ada', lastName: 'Byron' };
const grace = { id: 'o2', firstName: 'Grace', lastName: 'Hopper' };
const data: CloneFormData = {
  event: anEventOf({ ownerId: 'o2' }),
  owners: [ada, grace],
  sessions: [],
  notes: [],
  timeZone: 'Europe/Paris',
  reader: 'Europe/Paris',
  channel: 'C1',
};

const states: Record<string, CloneFormData> = {
  none: { ...data, owners: [], channel: null },
  some: { ...data, sessions: [planned] },
  'too-many': {
    ...data,
    event: anEventOf({ title: 'Tour '.repeat(800) }),
    sessions: Array.from({ length: 26 }, () => planned),
  },
  hostile: {
    ...data,
    event: anEventOf({ title: EVIL }),
    sessions: [{ ...planned, timeZone: '<!here>' }],
    notes: [unreadWhen(LONG, 'no_time')],
  },
};

test.each(Object.entries(states))('a form with %s words understood looks as agreed', async (state, given) => {
  await golden('clone-form', state, cloneFormView(given));
});

test('the copy has a title of its own and the owner of the other', () => {
  const shown = read(cloneFormView(states.some ?? data));
  expect(shown).toContain('Quarterly product tour (copy)');
  expect(shown).toContain('[Grace Hopper ▾]');
  expect(shown).toContain('Understood as Thu 3 Dec 2026, 15:00 (Asia/Tokyo) · for you Dec 3, 2026 at 7:00 AM.');
});

test('whatever is copied, Slack takes the form', () => {
  fc.assert(
    fc.property(anyEvent, foreign, (event, note) => {
      const form = cloneFormView({ ...data, event, notes: [note] });
      expect(refusals(form)).toEqual([]);
      expect(markup(form).filter(isLive)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
