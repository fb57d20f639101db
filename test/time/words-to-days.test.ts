// Days that have been, as people write them, seen from Monday 23 November 2026, one in the afternoon in Paris.

import { expect, test } from 'vitest';
import { readDays } from '../../src/time/words-to-days.ts';

const now = new Date('2026-11-23T12:00:00Z');

/** First and last day, or null. */
function days(words: string, timeZone = 'Europe/Paris'): string | null {
  const read = readDays(words, { now, timeZone });
  if (!read) return null;
  const day = (at: Date) => new Intl.DateTimeFormat('sv', { timeZone }).format(at);
  const [first, last] = [day(read.from), day(new Date(read.to.getTime() - 1))];
  return first === last ? first : `${first}/${last}`;
}

test.each([
  ['today', '2026-11-23'],
  ['Yesterday', '2026-11-22'],
  ['hier', '2026-11-22'],
  ['this week', '2026-11-23'],
  ['last  week', '2026-11-16/2026-11-22'],
  ['la semaine dernière', '2026-11-16/2026-11-22'],
  ['this month', '2026-11-01/2026-11-23'],
  ['last month', '2026-10-01/2026-10-31'],
  ['le mois dernier', '2026-10-01/2026-10-31'],
  ['3 Nov', '2026-11-03'],
  ['on 3 Nov', '2026-11-03'],
  ['3/11', '2026-11-03'],
  ['2026-11-03', '2026-11-03'],
  ['3 Dec', '2025-12-03'],
  ['3 Dec 2026', '2026-12-03'],
  ['1-5 Nov', '2026-11-01/2026-11-05'],
  ['1 to 5 November', '2026-11-01/2026-11-05'],
  ['Friday', '2026-11-20'],
  ['last Friday', '2026-11-20'],
  ['since Friday', '2026-11-20/2026-11-23'],
  ['since last week', '2026-11-16/2026-11-23'],
  ['depuis hier', '2026-11-22/2026-11-23'],
  ['3 days ago', '2026-11-20'],
])('%s is %s', (words, span) => {
  expect(days(words)).toBe(span);
});

test.each([
  '',
  'spring tour',
  'Tea yesterday',
  'yesterday tea',
  'may',
  '15:00',
  'today at 3pm',
  '31 Feb',
  'since 3 Dec 2027',
])('“%s” is no day', (words) => {
  expect(days(words)).toBeNull();
});

test('a day begins and ends at midnight of the zone, also when the clocks change on it', () => {
  const of = (words: string, timeZone: string) => readDays(words, { now, timeZone });
  expect(of('25 Oct', 'Europe/Paris')).toEqual({
    from: new Date('2026-10-24T22:00:00Z'),
    to: new Date('2026-10-25T23:00:00Z'),
  });
  // In Beirut the clocks skip the hour after midnight.
  expect(of('29 March', 'Asia/Beirut')).toEqual({
    from: new Date('2026-03-28T22:00:00Z'),
    to: new Date('2026-03-29T21:00:00Z'),
  });
  expect(of('today', 'Pacific/Auckland')?.from).toEqual(new Date('2026-11-23T11:00:00Z'));
});
