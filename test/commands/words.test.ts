// What people type, taken apart.

import { describe, expect, test } from 'vitest';
import { splitEmail, splitSeries, splitVerb, splitWhen, tidy } from '../../src/commands/words.ts';

const now = new Date('2026-11-23T12:00:00Z');

describe('typed words', () => {
  test.each([
    ['list  past', 'list past'],
    ['  create “Spring tour” ', 'create "Spring tour"'],
    ['register x <mailto:ada@example.com|ada@example.com>', 'register x ada@example.com'],
    ['show <https://app.livestorm.co/p/abc>', 'show https://app.livestorm.co/p/abc'],
    ['create R&amp;D &lt;3', 'create R&D <3'],
    ['list\u00a0past', 'list past'],
    ['create <!channel> party', 'create <!channel> party'],
    ['create <@U123|ada> talks', 'create <@U123|ada> talks'],
  ])('%j is read as %j', (typed, read) => {
    expect(tidy(typed)).toBe(read);
  });

  test('the verb is the first word, in any case', () => {
    expect(splitVerb('LIST past')).toEqual({ verb: 'list', rest: 'past' });
    expect(splitVerb('   ')).toEqual({ verb: '', rest: '' });
  });

  test.each([
    ['Product tour next Tue 3pm Paris', 'Product tour', 'next Tue 3pm Paris'],
    ['"Product tour" 3 Dec 15:00', 'Product tour', '3 Dec 15:00'],
    ['product-tour', 'product-tour', ''],
    ['product-tour 31 Feb 15:00', 'product-tour 31 Feb', '15:00'],
    ['"Tour', 'Tour', ''],
  ])('%j names %j and then says when: %j', (words, name, when) => {
    expect(splitWhen(words, now, 'Europe/Paris')).toEqual({ name, when });
  });

  test.each([
    ['spring tour ada@example.com Ada Byron King', 'spring tour', 'ada@example.com', 'Ada', 'Byron King'],
    ['"spring tour" ada@example.com', 'spring tour', 'ada@example.com', '', ''],
    ['spring tour', 'spring tour', '', '', ''],
    ['', '', '', '', ''],
  ])('%j is a session, an address and a name', (words, name, email, first, last) => {
    expect(splitEmail(words)).toEqual({ name, email, first, last });
  });
});

test.each([
  ['tour Tue 15:00 weekly x8', 'tour', 'Tue 15:00', 8],
  ['tour Tue 15:00, weekly 8 times', 'tour', 'Tue 15:00', 8],
  ['tour Tue 15:00 Paris every week for 8 weeks', 'tour', 'Tue 15:00 Paris', 8],
  ['tour Tue 15:00 for 8 weeks', 'tour', 'Tue 15:00', 8],
  ['"Team weekly" Tue 15:00 weekly', 'Team weekly', 'Tue 15:00', 0],
  ['team weekly', 'team weekly', '', 1],
  ['team weekly Tue 15:00', 'team weekly', 'Tue 15:00', 1],
  ['weekly x8', 'weekly x8', '', 1],
])('%j comes again as often as it says, after a date only', (typed, name, when, weeks) => {
  expect(splitSeries(typed, now, 'Europe/Paris')).toMatchObject({ name, when, weeks });
});
