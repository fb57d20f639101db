// What Livestorm's answers show of the period of its allowance.

import { describe, expect, test } from 'vitest';
import { periodOf } from '../../src/operations/period.ts';

const at = (text: string) => new Date(text);
const jump = (before: string, after: string) => ({ beforeAt: at(before), afterAt: at(after) });
const now = at('2026-11-23T12:00:00Z');

describe('the period', () => {
  test('is not known before anything was seen', () => {
    expect(periodOf({ now, resetsAt: null, jumps: [] })).toEqual({
      kind: null,
      certainty: 'unknown',
      startsAt: null,
      endsAt: null,
    });
  });

  test('is the calendar month when Livestorm names the first of a month', () => {
    const end = at('2026-12-01T00:00:00Z');
    expect(periodOf({ now, resetsAt: end, jumps: [] })).toEqual({
      kind: 'month',
      certainty: 'said',
      startsAt: at('2026-11-01T00:00:00Z'),
      endsAt: { from: end, to: end },
    });
  });

  test('is 30 days when Livestorm names another day', () => {
    const end = at('2026-12-10T09:30:00Z');
    expect(periodOf({ now, resetsAt: end, jumps: [] })).toMatchObject({
      kind: 'rolling',
      certainty: 'said',
      startsAt: at('2026-11-10T09:30:00Z'),
    });
  });

  test('is 30 days when the count fell in the middle of a month, and ends so long after its two moments', () => {
    const jumps = [jump('2026-11-10T08:00:00Z', '2026-11-10T20:00:00Z')];
    expect(periodOf({ now, resetsAt: null, jumps })).toEqual({
      kind: 'rolling',
      certainty: 'inferred',
      startsAt: at('2026-11-10T20:00:00Z'),
      endsAt: { from: at('2026-12-10T08:00:00Z'), to: at('2026-12-10T20:00:00Z') },
    });
  });

  test('is taken for the month when the count fell in its first hours', () => {
    const jumps = [jump('2026-10-31T20:00:00Z', '2026-11-01T06:00:00Z')];
    const { kind, endsAt } = periodOf({ now, resetsAt: null, jumps });
    expect(kind).toBe('month');
    expect(endsAt?.to.toISOString()).toBe('2026-12-01T14:00:00.000Z');
  });

  test('stays open when the count fell some time within five days around the first', () => {
    const one = jump('2026-10-29T20:00:00Z', '2026-11-03T06:00:00Z');
    expect(periodOf({ now, resetsAt: null, jumps: [one] })).toMatchObject({ kind: null, certainty: 'inferred' });
    const before = jump('2026-09-29T20:00:00Z', '2026-10-02T06:00:00Z');
    expect(periodOf({ now, resetsAt: null, jumps: [one, before] }).kind).toBe('month');
    const middle = jump('2026-09-12T20:00:00Z', '2026-09-13T06:00:00Z');
    expect(periodOf({ now, resetsAt: null, jumps: [one, middle] }).kind).toBe('rolling');
  });

  test('is not known again when what was seen is older than any period', () => {
    const jumps = [jump('2026-10-10T08:00:00Z', '2026-10-10T20:00:00Z')];
    expect(periodOf({ now, resetsAt: at('2026-11-09T20:00:00Z'), jumps }).certainty).toBe('unknown');
  });
});
