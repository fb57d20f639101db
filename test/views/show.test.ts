// The answer to `show`, about an event and about a session.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { showEvent } from '../../src/views/show-event.ts';
import { showSession } from '../../src/views/show-session.ts';
import { anEventOf, anyEvent, anySession, aSessionOf, EVIL, ourDate, STATES, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const readAt = new Date('2026-11-23T12:00:00Z');
const timeZone = 'Europe/Paris';
const owner = { id: 'o1', firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com' };
const events = {
  none: anEventOf({ status: '', title: null, registrationLink: null, estimatedDurationMinutes: null }),
  some: anEventOf({ owner, ownerId: 'o1' }),
  'too-many': anEventOf({ title: 'A very long title. '.repeat(200), status: 'draft', estimatedDurationMinutes: 1e9 }),
  hostile: anEventOf({
    title: EVIL,
    status: EVIL,
    registrationLink: 'javascript:alert(1)',
    owner: { ...owner, firstName: EVIL },
  }),
};

test.each(STATES)('an event with %s sessions looks as agreed', async (state) => {
  const known = { event: events[state], sessions: sessions[state], readAt: state === 'none' ? null : readAt };
  await golden('show-event', state, showEvent(known, { timeZone }));
});

const over = {
  startedAt: new Date('2026-12-03T14:01:00Z'),
  endedAt: new Date('2026-12-03T15:00:00Z'),
  durationSeconds: 3_540,
};
const roomLink = 'https://app.livestorm.co/p/1/live?s=1';

test.each([
  ['none', aSessionOf({ startsAt: null, registrantsCount: 0 }, { status: 'draft' })],
  ['some', aSessionOf({ roomLink, name: 'Evening run' })],
  ['too-many', aSessionOf({ ...over, registrantsCount: 12_345_678, attendeesCount: 2_345_678, roomLink })],
  [
    'hostile',
    {
      ...aSessionOf({ status: EVIL, name: EVIL, timeZone: EVIL, roomLink: 'https://a@evil.example' }, { title: EVIL }),
    },
  ],
])('a session with %s facts looks as agreed', async (state, session) => {
  await golden('show-session', state, showSession({ session, readAt: state === 'none' ? null : readAt }, { timeZone }));
});

describe('a session', () => {
  const buttons = (session = aSessionOf()) =>
    JSON.stringify(showSession({ session, readAt }, { timeZone })).match(/run\.\w+/g) ?? [];

  test('that is ahead can be registered for, or canceled', () => {
    expect(buttons()).toEqual(expect.arrayContaining(['run.register', 'run.cancel']));
  });

  test.each([
    ['live', aSessionOf({ startedAt: readAt })],
    ['over', aSessionOf(over)],
    ['canceled', aSessionOf({ canceledAt: readAt })],
    ['never started', aSessionOf({ status: 'past_not_started' })],
  ])('that is %s cannot be canceled', (words, session) => {
    expect(buttons(session)).not.toContain('run.cancel');
    expect(read(showSession({ session, readAt }, { timeZone }))).toContain(words);
  });
});

test('an event shows what is ahead first, and its age', () => {
  const all = [aSessionOf(over, {}, 1), aSessionOf({ name: 'Next' }, {}, 2)];
  const shown = read(showEvent({ event: anEventOf(), sessions: all, readAt }, { timeZone }));
  expect(shown.indexOf('Next')).toBeLessThan(shown.indexOf('0 of 12 registrants came'));
  expect(shown).toContain("From Showrunner's own list, as of Nov 23, 2026 at 1:00 PM. No call was made.");
  expect(shown).toContain('[Refresh (1 call)]');
});

test('what was just read says so, and what it cost', () => {
  const shown = read(showSession({ session: aSessionOf(), readAt }, { timeZone, anew: true }));
  expect(shown).toContain('As Livestorm said Nov 23, 2026 at 1:00 PM. This cost 1 Livestorm call.');
});

test('whatever is known, Slack takes it and nobody is paged', () => {
  fc.assert(
    fc.property(
      anyEvent,
      fc.array(anySession, { maxLength: 30 }),
      anySession,
      fc.option(ourDate),
      (event, all, session, at) => {
        const shown = [
          showEvent({ event, sessions: all, readAt: at }, { timeZone }),
          showSession({ session, readAt: at }, { timeZone }),
        ];
        for (const message of shown) {
          expect(refusals(message)).toEqual([]);
          expect(markup(message).filter(isLive)).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});
