// One person across webinars.

import { expect, test } from 'vitest';
import type { Lookup } from '../../src/operations/lookup-person.ts';
import { lookupMessage } from '../../src/views/lookup.ts';
import { aSessionOf, EVIL, LONG, STATES, type State, sessions } from './foreign.ts';
import { golden, isLive, markup, read } from './golden.ts';

const ada: Lookup = {
  email: 'ada@example.com',
  contact: { firstName: 'Ada', lastName: 'Byron', isTeam: false, since: '2026-01-05T10:00:00.000Z' },
  upcoming: null,
  past: null,
  calls: 1,
};
const seenIn = (all: { id: string }[], attended: boolean | null) =>
  all.map(({ id }, index) => ({ sessionId: id, attended, attendanceSeconds: attended ? index * 600 : null }));

const some = [aSessionOf(), aSessionOf({ name: 'Evening run' }, {}, 2)];
const many = sessions['too-many'].slice(0, 10);
const states: Record<State, Lookup> = {
  none: { ...ada, contact: null, calls: 2 },
  some: { ...ada, upcoming: { seen: seenIn(some.slice(0, 1), false), sessions: 2, of: 2 }, calls: 3 },
  'too-many': {
    ...ada,
    upcoming: { seen: seenIn(many, false), sessions: 10, of: 200 },
    past: { seen: seenIn(many, true), sessions: 10, of: 200 },
    calls: 21,
  },
  hostile: {
    email: `"<!channel>&"@${'x'.repeat(200)}.example`,
    contact: { firstName: EVIL, lastName: LONG, isTeam: true, since: null },
    upcoming: { seen: seenIn(sessions.hostile, null), sessions: 8, of: 8 },
    past: { seen: [{ sessionId: 'gone', attended: null, attendanceSeconds: null }], sessions: 1, of: 1 },
    calls: 10,
  },
};

const shown = (state: State) =>
  lookupMessage({
    lookup: states[state],
    sessions: new Map([...some, ...many, ...sessions.hostile].map((session) => [session.id, session])),
    ahead: { upcoming: 2, past: 10 },
    timeZone: 'Europe/Paris',
  });

test.each(STATES)('somebody with %s to tell looks as agreed', async (state) => {
  await golden('lookup', state, shown(state));
  expect(markup(shown(state)).filter(isLive)).toEqual([]);
});

test('what a look would cost stands on its button, and what was spent below', () => {
  const words = read(shown('some'));
  expect(words).toContain('Registered for 1 of 2 upcoming sessions');
  expect(words).toContain('[Look in past sessions (10 calls)]');
  expect(words).not.toContain('[Look in upcoming');
  expect(words).toContain('This cost 3 Livestorm calls so far.');
});

test('of more sessions than were looked in it says how many there are', () => {
  expect(read(shown('too-many'))).toContain('the nearest of 200 were looked in');
});
