// Dates as people write them. It is Monday 23 November 2026, 15:00 in London, where the team is.

import { expect, test } from 'vitest';
import { formatWall } from '../../src/time/format.ts';
import { readWhen } from '../../src/time/words-to-time.ts';

const context = { now: new Date('2026-11-23T15:00:00Z'), timeZone: 'Europe/London' };

const read = (words: string): string => {
  const when = readWhen(words, context);
  return when.kind === 'read' ? `${formatWall(when.wall)} ${when.timeZone}` : `${when.reason}: ${when.rest}`;
};

test.each([
  ['3 Dec 15:00 Paris', 'Thu 3 Dec 2026, 15:00 Europe/Paris'],
  ['3 Dec 15:00', 'Thu 3 Dec 2026, 15:00 Europe/London'],
  ['Thu 3 Dec 2026, 15:00 (Europe/Paris)', 'Thu 3 Dec 2026, 15:00 Europe/Paris'],
  ['next Tue 3pm', 'Tue 1 Dec 2026, 15:00 Europe/London'],
  ['tomorrow 9:30 New York', 'Tue 24 Nov 2026, 09:30 America/New_York'],
  ['2026-12-03 15:00 Europe/Paris', 'Thu 3 Dec 2026, 15:00 Europe/Paris'],
  ['2026-12-03T15:00Z', 'Thu 3 Dec 2026, 15:00 UTC'],
  ['3/12 15:00', 'Thu 3 Dec 2026, 15:00 Europe/London'],
  ['12/25 3pm', 'Fri 25 Dec 2026, 15:00 Europe/London'],
  ['1 Feb 10:00', 'Mon 1 Feb 2027, 10:00 Europe/London'],
  ['Dec 3rd at 3:30 p.m. in São Paulo', 'Thu 3 Dec 2026, 15:30 America/Sao_Paulo'],
  ['on 3 Dec, 3 pm, Paris time', 'Thu 3 Dec 2026, 15:00 Europe/Paris'],
  ['3 Dec 15:00 PORT-AU-PRINCE', 'Thu 3 Dec 2026, 15:00 America/Port-au-Prince'],
  ['3 Dec 15:00 Kiev', 'Thu 3 Dec 2026, 15:00 Europe/Kyiv'],
  ['3 Dec 15:00 CET', 'Thu 3 Dec 2026, 15:00 Europe/Paris'],
  ['3 Dec noon', 'Thu 3 Dec 2026, 12:00 Europe/London'],
  ['16:00', 'Mon 23 Nov 2026, 16:00 Europe/London'],
  ['14:00', 'Tue 24 Nov 2026, 14:00 Europe/London'],
  ['3 décembre 15h Paris', 'Thu 3 Dec 2026, 15:00 Europe/Paris'],
  ['jeudi 3 décembre à 15h30', 'Thu 3 Dec 2026, 15:30 Europe/London'],
  ['demain 9h30', 'Tue 24 Nov 2026, 09:30 Europe/London'],
  ['3 Dec 15h', 'Thu 3 Dec 2026, 15:00 Europe/London'],
])('“%s” is %s', (words, meaning) => {
  expect(read(words)).toBe(meaning);
});

test.each([
  ['“3 Dec 15:00 Paris”'],
  ['3\u00a0Dec\u202f15:00\u00a0Paris'],
  ['  3 Dec\t15:00   Paris '],
  ['3 Dec 15:00\u200b Paris'],
  ['‘3 Dec 15:00’ Paris'],
])('what phones and word processors put around %j changes nothing', (words) => {
  expect(read(words)).toBe('Thu 3 Dec 2026, 15:00 Europe/Paris');
});

test.each([
  ['31 Feb 15:00 Paris', 'no_such_day: 31 Feb 15:00'],
  ['31/02/2027 15:00', 'no_such_day: 31/02/2027 15:00'],
  ['29 Feb 2027 10:00', 'no_such_day: 29 Feb 2027 10:00'],
  ['2026-02-31 10:00', 'no_such_day: 2026-02-31 10:00'],
  ['2026-13-01 10:00', 'no_such_day: 2026-13-01 10:00'],
  ['Mon 3 Dec 15:00', 'no_such_day: Mon 3 Dec 15:00'],
  ['3 Dec 24:30', 'no_time: 3 Dec 24:30'],
  ['3 Dec 99:00', 'no_time: 99:00'],
  ['3 Dec', 'no_time: '],
  ['tomorrow morning', 'no_time: '],
  ['3 Dec 15:00 Atlantis', 'unknown_zone: Atlantis'],
  ['3 Dec 15:00 in Atlantis', 'unknown_zone: Atlantis'],
  ['3 Dec 15:00 CST', 'unknown_zone: CST'],
  ['3 Dec 15:00 UTC+2', 'unknown_zone: UTC+2'],
  ['2026-12-03T15:00:00+02:00', 'unknown_zone: +02:00'],
  ['3 Dec 15:00-16:00', 'not_a_date: 3 Dec 15:00-16:00'],
  ['Kick-off 3 Dec 15:00', 'not_a_date: Kick-off 3 Dec 15:00'],
  ['hello', 'not_a_date: hello'],
  ['Paris', 'not_a_date: Paris'],
  ['', 'not_a_date: '],
])('“%s” is refused, with the words that stood in the way', (words, refusal) => {
  expect(read(words)).toBe(refusal);
});

test('an hour that the clocks skip or repeat is read and said, not shifted', () => {
  expect(readWhen('28 Mar 2027 2:30 Paris', context)).toMatchObject({
    kind: 'read',
    instant: { kind: 'skipped', before: '02:00', after: '03:00' },
  });
  expect(readWhen('31 Oct 2027 02:30 Paris', context)).toMatchObject({ kind: 'read', instant: { kind: 'repeated' } });
});

test('“in 2 hours” is two hours of time, also across a change of the clocks', () => {
  const now = new Date('2026-10-25T00:30:00Z'); // 02:30 in Paris, for the first time
  const when = readWhen('in 2 hours', { now, timeZone: 'Europe/Paris' });
  expect(when).toMatchObject({ kind: 'read', instant: { kind: 'ok', at: new Date('2026-10-25T02:30:00Z') } });
  const before = new Date('2026-10-24T23:30:00Z'); // in two hours it is 02:30 for the second time: no question which
  expect(readWhen('in 2 hours', { now: before, timeZone: 'Europe/Paris' })).toMatchObject({
    wall: { hour: 2, minute: 30 },
    instant: { kind: 'ok', at: new Date('2026-10-25T01:30:00Z') },
  });
  expect(read('in 2 hours Tokyo')).toBe('Tue 24 Nov 2026, 02:00 Asia/Tokyo');
});

test('days are counted in the zone that is meant, not in that of the process or the team', () => {
  const now = new Date('2026-11-23T22:00:00Z'); // Tuesday already in Tokyo
  const when = readWhen('tomorrow 9:00 Tokyo', { now, timeZone: 'Europe/London' });
  expect(when).toMatchObject({ kind: 'read', wall: { month: 11, day: 25, hour: 9 } });
});

test('a team whose own zone is unknown is told so', () => {
  expect(readWhen('3 Dec 15:00', { ...context, timeZone: 'Mars/Olympus' })).toEqual({
    kind: 'unread',
    reason: 'unknown_zone',
    rest: 'Mars/Olympus',
  });
});

test('ten thousand characters are refused at once', () => {
  const start = performance.now();
  expect(readWhen('3 Dec '.repeat(2_000), context).kind).toBe('unread');
  expect(performance.now() - start).toBeLessThan(2_000);
});
