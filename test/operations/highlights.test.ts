// What stands out in a chat.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DigestMessage } from '../../src/operations/digest.ts';
import { personName } from '../../src/operations/person-name.ts';
import { highlights } from '../support/highlights.ts';

const amara = { name: personName('Amara Okafor'), team: true };
const jonas = { name: personName('Jonas Lindqvist'), team: false };
let next = 0;
const say = (offset: number, text: string, author: DigestMessage['author'] = jonas): DigestMessage => ({
  id: `m${next++}`,
  text,
  author,
  offset,
});
/** `count` telling messages, two seconds apart. */
const talk = (offset: number, count: number): DigestMessage[] =>
  Array.from({ length: count }, (_, index) =>
    say(offset + index * 2, `The column number ${index} keeps its name there`),
  );

describe('links', () => {
  test('each link of the team is given once, with who shared it first, when, and how often', () => {
    const { links } = highlights([
      say(90, 'slides again: https://docs.example.com/slides.', { name: personName('Zoë'), team: true }),
      say(10, 'Slides (https://DOCS.example.com/slides/), code https://git.example.com/a?b=1', amara),
      say(95, 'https://docs.example.com/slides https://docs.example.com/slides', amara),
    ]);
    expect(links).toEqual([
      { url: 'https://DOCS.example.com/slides/', by: amara, offset: 10, times: 3 },
      { url: 'https://git.example.com/a?b=1', by: amara, offset: 10, times: 1 },
    ]);
  });

  test('links of attendees and of people we do not know are not passed on', () => {
    expect(highlights([say(1, 'https://spam.example'), say(2, 'https://spam.example', null)]).links).toEqual([]);
  });

  test.each([
    ['see https://a.example/x, or', 'https://a.example/x'],
    ['“https://a.example/x”', 'https://a.example/x'],
    ['(https://a.example/x)', 'https://a.example/x'],
    ['https://a.example/wiki/Go_(game)', 'https://a.example/wiki/Go_(game)'],
    ['<https://a.example/x>', 'https://a.example/x'],
    ['https://a.example/x…', 'https://a.example/x'],
  ])('the punctuation around %s is not part of it', (text, url) => {
    expect(highlights([say(1, text, amara)]).links.map((link) => link.url)).toEqual([url]);
  });

  test('what only looks like an address is none', () => {
    expect(highlights([say(1, 'https:// http://[ https://…', amara)]).links).toEqual([]);
  });
});

describe('moments', () => {
  test('the three busiest stretches are given, busiest first, and none overlaps another', () => {
    const { moments } = highlights([...talk(5_000, 7), ...talk(100, 20), ...talk(3_000, 9), ...talk(8_000, 6)]);
    expect(moments.map(({ offset, messages }) => [offset, messages])).toEqual([
      [100, 20],
      [3_000, 9],
      [5_000, 7],
    ]);
    expect(moments.every(({ lengthSeconds }) => lengthSeconds === 300)).toBe(true);
  });

  test('one long exchange gives stretches side by side', () => {
    const { moments } = highlights(talk(0, 450)); // 15 minutes
    expect(moments.map(({ offset, messages }) => [offset, messages])).toEqual([
      [0, 150],
      [300, 150],
      [600, 150],
    ]);
  });

  test('hellos and thank-yous make no stretch busy', () => {
    const hellos = [
      'Hello from Lyon!',
      'hi all 👋',
      'Bonjour à tous',
      'Good morning',
      '🎉🎉🎉',
      'Thank you!',
      'thx @Amara',
      'https://a.example',
    ];
    const greetings = Array.from({ length: 40 }, (_, index) => say(index, hellos[index % hellos.length] ?? ''));
    expect(highlights([...greetings, ...talk(2_000, 5)]).moments.map(({ offset }) => offset)).toEqual([2_000]);
  });

  test('but a stretch that is busy counts everything said in it', () => {
    expect(highlights([...talk(2_000, 5), say(2_100, 'Thanks!')]).moments).toMatchObject([
      { offset: 2_000, messages: 6 },
    ]);
  });

  test('four messages are not a busy stretch', () => {
    expect(highlights(talk(0, 4)).moments).toEqual([]);
    expect(highlights([...talk(0, 4), say(300, 'Five minutes after the first')]).moments).toEqual([]);
    expect(highlights([]).moments).toEqual([]);
  });

  test('a message five minutes later is in another stretch', () => {
    expect(
      highlights([...talk(0, 5), say(299, 'Still the same exchange'), say(300, 'A new one begins')]).moments,
    ).toMatchObject([{ offset: 0, messages: 6 }]);
  });

  test('the messages that say most are quoted, in order, each text once', () => {
    const long = 'A rather long remark about how the columns of the export are named';
    const longest = 'An even longer remark about how the columns of the export should have been named';
    const [moment] = highlights([
      say(1, longest),
      say(2, long),
      ...talk(3, 4),
      say(20, longest),
      say(21, 'Thank you so very much'),
    ]).moments;
    expect(moment?.quotes.map(({ text }) => text)).toEqual([
      longest,
      long,
      expect.stringContaining('The column number'),
    ]);
  });
});

test('the order in which messages come does not matter, but for equal moments', () => {
  const message = fc.record({
    id: fc.uuid(),
    text: fc.lorem({ maxCount: 6 }),
    author: fc.constantFrom(amara, jonas, null),
    offset: fc.nat(3_000),
  });
  const unlike = fc.uniqueArray(message, { maxLength: 60, selector: ({ offset }) => offset });
  fc.assert(
    fc.property(unlike, (messages) => {
      expect(highlights(messages.toReversed())).toEqual(highlights(messages));
    }),
  );
});

test('messages of one same second keep their order', () => {
  const messages = talk(0, 5).map((message) => ({ ...message, offset: 7 }));
  expect(highlights(messages).moments[0]?.quotes.map(({ id }) => id)).toEqual(messages.slice(0, 3).map(({ id }) => id));
});

test('a hundred thousand messages are read without going through all of them for each', { timeout: 20_000 }, () => {
  const filler = 'and then there is the matter of the columns, which keep their names in the export '.repeat(4);
  const messages = Array.from({ length: 100_000 }, (_, index) =>
    say((index * 7_919) % 7_200, `${index} ${filler}`, index % 9 ? jonas : amara),
  );
  expect(highlights(messages).moments).toHaveLength(3);
});
