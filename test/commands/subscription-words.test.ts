// Where the name of an event ends, and what a channel is to get of it.

import { describe, expect, test } from 'vitest';
import { readFeatures, readThing, thingOf } from '../../src/commands/subscription-words.ts';
import { AskError } from '../../src/errors.ts';
import { roundOf } from '../../src/operations/life.ts';
import { thingKey } from '../../src/views/subscribed.ts';
import { anEvent } from '../support/catalogue.ts';

const TITLES = ['Spring tour', 'Live chat', 'All hands', 'Product start'];

/** As the catalogue does: every word must be in the title. */
async function find(words: string) {
  const wanted = words.toLowerCase().split(' ').filter(Boolean);
  const matches = TITLES.filter((title) => wanted.every((word) => title.toLowerCase().includes(word)));
  const [match, ...others] = matches.map((title) => anEvent(title));
  if (!match) return { kind: 'none' as const, nearest: [] };
  return others.length === 0
    ? { kind: 'one' as const, match }
    : { kind: 'several' as const, matches: [match, ...others] };
}

const problemOf = async (read: () => unknown) => {
  try {
    await read();
  } catch (error) {
    if (error instanceof AskError) return error.problem;
    throw error;
  }
  return null;
};

describe('what is meant', () => {
  test.each([
    ['all', 'all', ''],
    ['ALL digest', 'all', 'digest'],
    ['all, digest:full chat', 'all', 'digest:full chat'],
    ['all hands', 'event:All hands', ''],
    ['all hands digest', 'event:All hands', 'digest'],
    ['tag:Partners reminders', 'tag:partners', 'reminders'],
    ['tag:"customer success" digest', 'tag:customer success', 'digest'],
    ['spring tour', 'event:Spring tour', ''],
    ['spring tour registrations:each people:none', 'event:Spring tour', 'registrations:each people:none'],
    ['live chat', 'event:Live chat', ''],
    ['live chat digest, chat', 'event:Live chat', 'digest, chat'],
    ['"Product start" start', 'event:Product start', 'start'],
    ['product start', 'event:Product start', ''],
  ])('by `%s` is %s, and what follows', async (words, key, rest) => {
    const { named, rest: left } = await readThing(words, find);
    expect([thingKey(named.thing), left]).toEqual([key, rest]);
    expect(thingOf(key)).toEqual(named.thing);
  });

  test('an event that is not there is named without the features behind it', async () => {
    expect(await problemOf(() => readThing('autumn tour digest chat', find))).toMatchObject({
      code: 'not_found',
      words: 'autumn tour',
    });
    expect(await problemOf(() => readThing('t digest', find))).toMatchObject({ code: 'ambiguous' });
  });
});

describe('what a channel gets', () => {
  test.each([
    ['', 'reminders start end digest:compact', 'initials'],
    ['people:none', 'reminders start end digest:compact', 'none'],
    ['digest', 'digest:compact', 'initials'],
    ['chat, QUESTIONS registrations', 'registrations:daily questions chat', 'initials'],
    ['digest digest:full people:full', 'digest:full', 'full'],
  ])('with `%s` is %s, people by %s', (words, features, people) => {
    expect(readFeatures(words)).toEqual({ features: features.split(' '), people });
  });

  test.each(['remindrs', 'digest:long', 'start:now', 'people:all', 'registrations:weekly', '<!channel>'])(
    'is not %s',
    async (word) => {
      expect(await problemOf(() => readFeatures(`digest ${word}`))).toMatchObject({
        code: 'bad_argument',
        value: word,
      });
    },
  );
});

test('registrations are told at nine in the team’s zone, also around a change of the clocks, or at the full hour', () => {
  const round = (rhythm: string, now: string, timeZone: string) =>
    roundOf(rhythm, { now: new Date(now), timeZone }).toISOString();
  expect(round('daily', '2027-03-27T12:00:00Z', 'Europe/Paris')).toBe('2027-03-27T08:00:00.000Z');
  expect(round('daily', '2027-03-28T12:00:00Z', 'Europe/Paris')).toBe('2027-03-28T07:00:00.000Z');
  expect(round('daily', '2027-03-28T06:59:00Z', 'Europe/Paris')).toBe('2027-03-27T08:00:00.000Z');
  expect(round('daily', '2027-03-01T00:30:00Z', 'Asia/Tokyo')).toBe('2027-03-01T00:00:00.000Z');
  expect(round('hourly', '2027-03-01T00:30:00Z', 'Asia/Tokyo')).toBe('2027-03-01T00:00:00.000Z');
});
