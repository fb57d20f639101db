// What is said of a series: before it is done, when it is, and when only a part of it is.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LivestormError } from '../../src/errors.ts';
import { modal } from '../../src/views/blocks.ts';
import { halfway } from '../../src/views/error.ts';
import { plannedBlocks } from '../../src/views/planned.ts';
import { endedInPart, scheduledInPart, seriesScheduled } from '../../src/views/series.ts';
import { anEventOf, anySession, aSessionOf, EVIL, LONG, STATES, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const next = { wall: { year: 2026, month: 12, day: 3, hour: 15, minute: 0 }, timeZone: 'Europe/Paris' };
const spent = { calls: 5, found: false };
const refused = (detail: string) => halfway(new LivestormError({ code: 'livestorm_rejected', status: 422, detail }));
const detail = { none: '', some: 'Timezone is not included in the list', 'too-many': LONG, hostile: EVIL };
const weeks = { none: 1, some: 8, 'too-many': 26, hostile: 2 };

test.each(STATES)('a series of %s sessions looks as agreed', async (state) => {
  const done = sessions[state].slice(0, 26);
  const zone = state === 'hostile' ? '<!here>' : 'Europe/Paris';
  const planned = Array.from({ length: weeks[state] }, () => ({ ...next, timeZone: zone }));
  const above = plannedBlocks(planned, { verb: 'Schedule', calls: planned.length });
  const part = {
    done,
    next,
    rest: 3,
    all: done.length + 3,
    reason: refused(detail[state]),
    reference: 'ABC234',
    spent,
  };
  await golden('series', state, {
    planned: modal({ id: 'schedule', title: 'Schedule a session', submit: 'Schedule', blocks: above }),
    scheduled: seriesScheduled(anEventOf({ title: state === 'hostile' ? EVIL : 'Tour' }), done, spent),
    'in part': modal({
      id: 'schedule',
      title: 'Schedule a session',
      submit: 'Schedule',
      blocks: scheduledInPart(part),
    }),
    ended: endedInPart(scheduledInPart({ ...part, rest: 0 })),
  });
});

test('what is done in part says what is there, why it stopped, and what is left', () => {
  const above = scheduledInPart({
    done: [aSessionOf()],
    next,
    rest: 2,
    all: 3,
    reason: refused('Too many'),
    reference: 'ABC234',
    spent,
  });
  const shown = read(endedInPart(above));
  expect(shown).toContain('1 of 3 sessions is scheduled:');
  expect(shown).toContain('It stopped at the one on Thu 3 Dec 2026, 15:00 (Europe/Paris)');
  expect(shown).toContain('Livestorm refuses this: “Too many”. Correct it');
  expect(shown).not.toContain('Nothing was changed');
  expect(shown).toContain('2 sessions are left to schedule.');
});

test('whatever was done, Slack takes what is said of it', () => {
  fc.assert(
    fc.property(fc.array(anySession, { minLength: 1, maxLength: 26 }), fc.string(), (done, words) => {
      const part = { done, next, rest: 1, all: 30, reason: refused(words), reference: 'ABC234', spent };
      for (const view of [
        endedInPart(scheduledInPart(part)),
        seriesScheduled(anEventOf({ title: words }), done, spent),
      ]) {
        expect(refusals(view)).toEqual([]);
        expect(markup(view).filter(isLive)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
