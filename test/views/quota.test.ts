// The answer to `quota`.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuotaReport } from '../../src/operations/quota-report.ts';
import { quotaMessage } from '../../src/views/quota.ts';
import { EVIL, foreign, ourDate } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const at = new Date('2026-11-23T12:00:00Z');
const some: QuotaReport = {
  seen: { limit: 10_000, remaining: 8_766, at },
  resetsAt: null,
  ours: [
    { purpose: 'digest', calls: 900 },
    { purpose: 'command', calls: 60 },
    { purpose: 'upkeep', calls: 40 },
  ],
};
const states: Record<string, QuotaReport> = {
  none: { seen: null, resetsAt: null, ours: [] },
  some,
  'too-many': {
    seen: { limit: 10_000, remaining: 0, at },
    resetsAt: new Date('2026-12-01T00:00:00Z'),
    ours: Array.from({ length: 60 }, (_, index) => ({ purpose: `purpose-${index}`, calls: 6_000 - index * 100 })),
  },
  hostile: {
    seen: { limit: 0, remaining: -5, at },
    resetsAt: at,
    ours: [
      { purpose: EVIL, calls: 1 },
      { purpose: 'constructor', calls: 1e9 },
    ],
  },
};

test.each(Object.entries(states))('a quota with %s spent looks as agreed', async (state, report) => {
  await golden('quota', state, quotaMessage(report, 'Europe/Paris'));
});

describe('the quota', () => {
  test('gives every number with what it is a part of', () => {
    const shown = quotaMessage(some, 'Europe/Paris');
    expect(shown.text).toBe('1,234 of 10,000 Livestorm calls used (12.3%), 8,766 left.');
    expect(read(shown)).toContain("Showrunner's own calls in the last 30 days: 1,000");
    expect(read(shown)).toContain('• Digests: 900 (90%)');
  });

  test('counts what it does not list', () => {
    const listed = read(quotaMessage(states['too-many'] ?? some, 'UTC'));
    expect(listed).toContain('purpose-9:');
    expect(listed).not.toContain('purpose-10:');
    expect(listed).toContain('Everything else: 127,500');
  });

  test('says when nothing is known yet', () => {
    expect(read(quotaMessage({ ...some, seen: null }, 'UTC'))).toContain('Showrunner has had no answer yet');
    expect(read(quotaMessage({ ...some, ours: [] }, 'UTC'))).toContain('None yet.');
  });
});

test('whatever Livestorm counts, Slack takes the report', () => {
  const report = fc.record({
    seen: fc.option(fc.record({ limit: fc.integer(), remaining: fc.integer(), at: ourDate })),
    resetsAt: fc.option(ourDate),
    ours: fc.array(fc.record({ purpose: foreign, calls: fc.nat() }), { maxLength: 30 }),
  });
  fc.assert(
    fc.property(report, (given) => {
      const shown = quotaMessage(given, 'Europe/Paris');
      expect(refusals(shown)).toEqual([]);
      expect(markup(shown).filter(isLive)).toEqual([]);
      expect(JSON.stringify(shown)).not.toMatch(/NaN|Infinity/);
    }),
    { numRuns: 60 },
  );
});
