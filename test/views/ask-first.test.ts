// What is asked before something goes for good, and what is said after it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cancelView, deleteView, publishView } from '../../src/views/ask-first.ts';
import { canceled, deleted, published } from '../../src/views/changed.ts';
import { anEventOf, anyEvent, anySession, aSessionOf, ourDate, STATES, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const readAt = new Date('2026-11-23T12:00:00Z');
const where = { timeZone: 'Europe/Paris', channel: 'C1' };
const spent = { calls: 1, found: false };
const one = {
  none: aSessionOf({ registrantsCount: 0 }, { status: 'draft' }),
  some: aSessionOf({}, { status: 'draft' }),
  'too-many': aSessionOf(
    { registrantsCount: 12_345_678, name: 'Evening run' },
    { title: 'A very long title. '.repeat(200), status: 'draft' },
  ),
  hostile: {
    ...sessions.hostile[0],
    event: anEventOf({ ...sessions.hostile[0]?.event, status: 'draft' }),
  } as (typeof sessions.some)[0],
};

test.each(STATES)('what is asked of %s sessions first, and what is said then, looks as agreed', async (state) => {
  const session = one[state];
  const known = { event: session.event, sessions: sessions[state], readAt: state === 'none' ? null : readAt };
  await golden('ask-first', state, {
    cancel: cancelView({ session, readAt: known.readAt }, where),
    delete: deleteView(known, where),
    publish: publishView(known, where),
    already: publishView({ ...known, event: { ...known.event, status: 'published' } }, where),
  });
  const named = { name: 'Quarterly product tour', sessions: sessions[state].length };
  await golden('changed', state, {
    canceled: canceled(session, 'removed', spent),
    'canceled before': canceled(session, 'gone', spent),
    deleted: deleted(named, 'removed', { calls: 2, found: false }),
    'deleted before': deleted(named, 'gone', spent),
    published: published(session.event, spent),
  });
});

describe('before a session is canceled', () => {
  test('its registrants are counted, and a box is to be ticked', () => {
    const shown = read(cancelView({ session: aSessionOf(), readAt }, where));
    expect(shown).toContain(
      'deleting it: 12 registrants and what they answered go with it. Whether Livestorm tells them is not documented',
    );
    expect(shown).toContain('Cancel it for 12 registrants');
    expect(shown).toContain('Numbers as of Nov 23, 2026 at 1:00 PM. Costs 1 Livestorm call.');
  });

  test('one without registrants asks for no box', () => {
    const { blocks } = cancelView({ session: one.none, readAt }, where);
    expect(blocks.filter(({ type }) => type === 'input')).toEqual([]);
  });
});

test('before an event is deleted, its sessions and registrants are counted, those canceled before left out', () => {
  const all = [...sessions.some, aSessionOf({ canceledAt: readAt, registrantsCount: 9 }, {}, 9)];
  const shown = read(deleteView({ event: anEventOf(), sessions: all, readAt }, where));
  expect(shown).toContain('3 sessions and 13 registrants go with it');
  expect(shown).toContain('Delete it with 3 sessions and 13 registrants');
});

test('whatever the sessions are, Slack takes each question and each answer', () => {
  fc.assert(
    fc.property(
      anySession,
      fc.array(anySession, { maxLength: 30 }),
      anyEvent,
      fc.option(ourDate),
      (session, all, event, at) => {
        const known = { event, sessions: all, readAt: at };
        const shown = [
          cancelView({ session, readAt: at }, where),
          deleteView(known, where),
          publishView(known, where),
          canceled(session, 'removed', spent),
          deleted({ name: event.title ?? '', sessions: all.length }, 'gone', spent),
          published(event, spent),
        ];
        for (const view of shown) {
          expect(refusals(view)).toEqual([]);
          expect(markup(view).filter(isLive)).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});
