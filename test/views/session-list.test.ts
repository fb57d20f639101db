// The answer to `list`, as its readers see it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sessionList } from '../../src/views/session-list.ts';
import { anySession, aSessionOf, ourDate, STATES, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const readAt = new Date('2026-11-23T12:00:00Z');
const timeZone = 'Europe/Paris';

test.each(STATES)('a list of %s sessions looks as agreed', async (state) => {
  await golden(
    'session-list',
    state,
    sessionList({ status: 'upcoming', sessions: sessions[state], readAt, events: 120, timeZone }),
  );
});

test.each(['live', 'past', 'draft'] as const)('a list of %s sessions looks as agreed', async (status) => {
  const ended = { startedAt: new Date('2026-12-03T14:01:00Z'), endedAt: new Date('2026-12-03T15:00:00Z') };
  const over = { live: { startedAt: ended.startedAt }, past: { ...ended, attendeesCount: 7 }, draft: {} }[status];
  const session = aSessionOf(over, status === 'draft' ? { status: 'draft' } : {});
  await golden('session-list', status, {
    some: sessionList({ status, sessions: [session], readAt, events: 120, timeZone }),
    none: sessionList({ status, sessions: [], readAt, events: 120, timeZone }),
    unread: sessionList({ status, sessions: [], readAt: null, events: 0, timeZone }),
  });
});

describe('the list', () => {
  test('does not say that there is nothing before it has looked', () => {
    const shown = read(sessionList({ status: 'upcoming', sessions: [], readAt: null, events: 0, timeZone }));
    expect(shown).not.toContain('No session is scheduled');
    expect(shown).toContain('Showrunner has not read your events yet');
  });

  test('shows twenty and says how many it leaves out', () => {
    const { blocks } = sessionList({
      status: 'upcoming',
      sessions: sessions['too-many'],
      readAt,
      events: 120,
      timeZone,
    });
    expect(blocks.filter(({ type }) => type === 'section')).toHaveLength(20);
    expect(JSON.stringify(blocks)).toContain('180 more sessions are not shown');
  });

  test('shows fewer when titles are long, and counts the rest', () => {
    const long = Array.from({ length: 20 }, () => aSessionOf({}, { title: '<&>'.repeat(100) }));
    const list = sessionList({ status: 'upcoming', sessions: long, readAt, events: 120, timeZone });
    const shown = list.blocks.filter(({ type }) => type === 'section').length;
    expect(shown).toBeLessThan(20);
    expect(JSON.stringify(list)).toContain(`${20 - shown} more sessions are not shown`);
    expect(refusals(list)).toEqual([]);
  });

  test('offers to register only where somebody can', () => {
    const canRegister = (session = aSessionOf()) =>
      JSON.stringify(sessionList({ status: 'upcoming', sessions: [session], readAt, events: 120, timeZone })).includes(
        'run.register',
      );
    expect(canRegister()).toBe(true);
    expect(canRegister(aSessionOf({ endedAt: readAt }))).toBe(false);
    expect(canRegister(aSessionOf({ canceledAt: readAt }))).toBe(false);
    expect(canRegister(aSessionOf({ status: 'past_not_started' }))).toBe(false);
    expect(canRegister(aSessionOf({}, { status: 'draft' }))).toBe(false);
  });
});

test('whatever the sessions are, Slack takes the list and nobody is paged', () => {
  fc.assert(
    fc.property(fc.array(anySession, { maxLength: 30 }), fc.option(ourDate), (all, at) => {
      const list = sessionList({ status: 'upcoming', sessions: all, readAt: at, events: all.length, timeZone });
      expect(refusals(list)).toEqual([]);
      expect(markup(list).filter(isLive)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
