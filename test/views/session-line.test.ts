// How a session is said.

import { describe, expect, test } from 'vitest';
import { moment, plainMoment, sessionLine, sessionTitle } from '../../src/views/session-line.ts';
import { aSessionOf, LONG } from './foreign.ts';

const at = new Date('2026-12-03T14:00:00Z');

test.each([
  [{}, {}, 'Quarterly product tour'],
  [{ name: 'Evening run' }, {}, 'Quarterly product tour · Evening run'],
  [{ name: ' ' }, {}, 'Quarterly product tour'],
  [{}, { title: null }, 'quarterly-product-tour'],
  [{}, { title: '\u200b', slug: '' }, 'Event 5f0f7a3e'],
  [{ name: 'Evening run' }, { title: null, slug: '' }, 'Event 5f0f7a3e · Evening run'],
  [{}, { title: 'On\ntwo\tlines' }, 'On two lines'],
])('a session %j of an event %j is called %j', (session, event, title) => {
  expect(sessionTitle(aSessionOf(session, event))).toBe(title);
});

test('a long title leaves room for the name of the session', () => {
  const title = sessionTitle(aSessionOf({ name: 'Evening run' }, { title: LONG }));
  expect(title).toMatch(/… · Evening run$/);
  expect(title.length).toBeLessThanOrEqual(150);
});

describe('a moment', () => {
  test('is said in the zone of the event, and in the reader’s own', () => {
    expect(moment(at, 'Europe/Paris').text).toBe(
      'Thu 3 Dec 2026, 15:00 (Europe/Paris) · for you <!date^1796306400^{date_short_pretty} at {time}|Thu 3 Dec 2026, 15:00 (Europe/Paris)>',
    );
  });

  test.each([
    [null, 'No date yet'],
    [new Date('1969-07-20T20:17:00Z'), 'Sun 20 Jul 1969, 20:17 (UTC)'],
    [new Date(8.64e15), 'No readable date'],
    [new Date(-8.64e15), 'No readable date'],
  ])('%s is said without what Slack cannot show: %s', (when, said) => {
    expect(moment(when, 'UTC').text).toBe(said);
    expect(plainMoment(when, 'UTC')).toBe(said);
  });
});

test.each([
  [{ registrantsCount: 0 }, 'No registrants yet'],
  [{ registrantsCount: 1 }, '1 registrant'],
  [{ registrantsCount: 1_234 }, '1,234 registrants'],
  [{ registrantsCount: 12, startedAt: at }, '12 registrants · 🔴 live'],
  [{ registrantsCount: 12, status: 'past_not_started' }, '12 registrants · never started'],
  [{ registrantsCount: 12, canceledAt: at }, '12 registrants · canceled'],
  [{ registrantsCount: 12, startedAt: at, endedAt: at, attendeesCount: 7 }, '7 of 12 registrants came'],
  [{ registrantsCount: 1, endedAt: at, attendeesCount: 0 }, '0 of 1 registrant came'],
  [{ registrantsCount: 0, endedAt: at, attendeesCount: 0 }, 'No registrants'],
  [{ registrantsCount: 1, endedAt: at, attendeesCount: 3 }, '3 people came, 1 had registered'],
])('%j: %s', (facts, said) => {
  expect(sessionLine(aSessionOf(facts)).text.split('\n').at(-1)).toBe(said);
});
