// The answer to `quota`.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuotaReport } from '../../src/operations/quota-report.ts';
import { quotaMessage } from '../../src/views/quota.ts';
import { followed, warning, weeklyLine } from '../../src/views/quota-line.ts';
import { EVIL, foreign, ourDate } from './foreign.ts';
import { ASKER, golden, isLive, markup, read, refusals } from './golden.ts';

const at = new Date('2026-11-23T12:00:00Z');
const day = (days: number) => new Date(at.getTime() + days * 86_400_000);
const bare: QuotaReport = {
  now: at,
  seen: null,
  isOld: false,
  period: { kind: null, certainty: 'unknown', startsAt: null, endsAt: null },
  forecast: { kind: 'unknown', days: 2, needed: 5 },
  days: [],
  since: day(-30),
  ours: [],
  others: null,
  spenders: [],
  kept: [],
  waiting: [],
  contacts: { registered: 0, imports: 0, refusedAt: null },
  help: [],
};
const some: QuotaReport = {
  ...bare,
  seen: { limit: 10_000, remaining: 8_766, at },
  ours: [
    { purpose: 'digest', calls: 900 },
    { purpose: 'command', calls: 60 },
    { purpose: 'upkeep', calls: 40 },
  ],
  others: 234,
  days: Array.from({ length: 14 }, (_, daysAgo) => ({ daysAgo, used: 10 * daysAgo, ours: 5, forSessions: 3 })),
  forecast: {
    kind: 'known',
    perDay: 65,
    overDays: 14,
    runsOut: { likely: null, earliest: null, latest: null },
    toCome: { likely: 800, low: 600, high: 1_100 },
    until: day(10),
  },
  period: { kind: 'month', certainty: 'said', startsAt: day(-23), endsAt: { from: day(7.5), to: day(7.5) } },
  since: day(-23),
  spenders: [
    { purposeKind: 'digest', who: 's1', title: 'Spring tour', calls: 300 },
    { purposeKind: 'command', who: ASKER, title: null, calls: 50 },
    { purposeKind: 'upkeep', who: 'catalogue', title: null, calls: 40 },
  ],
};
const scarce: QuotaReport = {
  ...some,
  seen: { limit: 10_000, remaining: 400, at: day(-1) },
  isOld: true,
  period: { kind: null, certainty: 'inferred', startsAt: day(-23), endsAt: { from: day(7), to: day(9) } },
  forecast: {
    kind: 'known',
    perDay: 300,
    overDays: 14,
    runsOut: { likely: day(1.5), earliest: day(1), latest: day(3) },
    toCome: { likely: 2_800, low: 2_600, high: 3_100 },
    until: day(9),
  },
  kept: [
    { purpose: 'upkeep', until: 2_000 },
    { purpose: 'live', until: 1_500 },
    { purpose: 'digest', until: 1_000 },
    { purpose: 'import', until: 500 },
  ],
  waiting: [{ title: 'Spring tour', endedAt: day(-0.2) }],
  contacts: { registered: 40, imports: 4, refusedAt: day(-1) },
  help: ['others', 'address', 'secret', 'live', 'more'],
};
const states: Record<string, QuotaReport> = {
  none: bare,
  some,
  scarce,
  'too-many': {
    ...some,
    seen: { limit: 10_000, remaining: 0, at },
    kept: [{ purpose: 'command', until: 0 }],
    ours: Array.from({ length: 60 }, (_, index) => ({ purpose: `purpose-${index}`, calls: 6_000 - index * 100 })),
    waiting: Array.from({ length: 60 }, (_, index) => ({ title: `Session ${index}`, endedAt: at })),
  },
  hostile: {
    ...some,
    seen: { limit: 0, remaining: -5, at },
    ours: [
      { purpose: EVIL, calls: 1 },
      { purpose: 'constructor', calls: 1e9 },
    ],
    spenders: [{ purposeKind: EVIL, who: EVIL, title: EVIL, calls: 3 }],
    waiting: [{ title: EVIL, endedAt: at }],
  },
};

const AROUND = { timeZone: 'Europe/Paris', slashCommand: '/webinar' };

test.each(Object.entries(states))('a quota with %s spent looks as agreed', async (state, report) => {
  await golden('quota', state, quotaMessage(report, 'Europe/Paris'));
});

test('what a channel that follows the quota is told looks as agreed', async () => {
  const told = { week: weeklyLine(scarce, AROUND), warned: warning(scarce, 95, AROUND) };
  const [week, warned] = [told.week, told.warned];
  if (!week || !warned) throw new Error('nothing is said');
  await golden('quota-line', 'scarce', { week, warned });
  expect(warned.text).toMatch(/^95% of Livestorm's calls are used\. 9,600 of 10,000/);
  expect(weeklyLine(bare, AROUND)).toBeNull();
  for (const word of ['follow', 'unfollow'] as const)
    for (const isNew of [true, false]) expect(refusals(followed({ word, isNew, user: ASKER }))).toEqual([]);
});

describe('the quota', () => {
  test('gives every number with what it is a part of', () => {
    const shown = quotaMessage(some, 'Europe/Paris');
    expect(shown.text).toBe('1,234 of 10,000 Livestorm calls used (12.3%), 8,766 left.');
    expect(read(shown)).toContain('own calls since Oct 31');
    expect(read(shown)).toContain(': 1,000');
    expect(read(shown)).toContain('• Digests: 900 (90%)');
    expect(read(shown)).toContain('Others in the organisation spent 234.');
    expect(read(shown)).toContain('about 7,966 will be left then (between 7,666 and 8,166)');
  });

  test('says when they would run out, with a range, and what waits for that', () => {
    const shown = read(quotaMessage(scarce, 'Europe/Paris'));
    expect(shown).toContain('they would run out');
    expect(shown).toContain('digests: until there are more than 1,000 again');
    expect(shown).toContain('1 digest not made yet: “Spring tour”');
    expect(shown).toContain('Read now (1 call)');
    expect(shown).toContain('over an hour ago');
    expect(shown).toContain('inferred from when the count last fell');
  });

  test('counts what it does not list', () => {
    const listed = read(quotaMessage(states['too-many'] ?? some, 'UTC'));
    expect(listed).toContain('purpose-9:');
    expect(listed).not.toContain('purpose-10:');
    expect(listed).toContain('Everything else: 127,500');
  });

  test('says when nothing is known yet', () => {
    expect(read(quotaMessage(bare, 'UTC'))).toContain('Showrunner has had no answer yet');
    expect(read(quotaMessage({ ...some, ours: [] }, 'UTC'))).toContain('None yet.');
    expect(read(quotaMessage({ ...bare, seen: some.seen }, 'UTC'))).toContain(
      'that takes 5 days of calls, and there are 2',
    );
    expect(read(quotaMessage({ ...bare, seen: some.seen }, 'UTC'))).toContain('is not known yet');
  });
});

test('whatever Livestorm counts, Slack takes the report', () => {
  const maybe = fc.option(ourDate);
  const report = fc.record({
    seen: fc.option(fc.record({ limit: fc.integer(), remaining: fc.integer(), at: ourDate })),
    isOld: fc.boolean(),
    ours: fc.array(fc.record({ purpose: foreign, calls: fc.nat() }), { maxLength: 30 }),
    others: fc.option(fc.nat()),
    days: fc.array(fc.record({ daysAgo: fc.nat(14), used: fc.integer(), ours: fc.nat(), forSessions: fc.nat() })),
    spenders: fc.array(
      fc.record({ purposeKind: foreign, who: fc.option(foreign), title: fc.option(foreign), calls: fc.nat() }),
      { maxLength: 5 },
    ),
    waiting: fc.array(fc.record({ title: fc.option(foreign), endedAt: ourDate }), { maxLength: 20 }),
    contacts: fc.record({ registered: fc.nat(), imports: fc.nat(), refusedAt: maybe }),
    runsOut: fc.record({ likely: maybe, earliest: maybe, latest: maybe }),
  });
  fc.assert(
    fc.property(report, ({ runsOut, ...given }) => {
      const forecast = { ...some.forecast, runsOut } as QuotaReport['forecast'];
      const shown = quotaMessage({ ...some, ...given, forecast }, 'Europe/Paris');
      expect(refusals(shown)).toEqual([]);
      expect(markup(shown).filter(isLive)).toEqual([]);
      expect(JSON.stringify(shown)).not.toMatch(/NaN|Infinity/);
    }),
    { numRuns: 60 },
  );
});
