// Which questions ask the same.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asked } from '../../src/operations/themes.ts';
import { themes } from '../support/themes.ts';

const ask = (...texts: string[]): Asked[] =>
  texts.map((text, index) => ({ id: `${index}`, text, askerId: `p${index}` }));
const groups = (...texts: string[]) => themes(ask(...texts)).map(({ questionIds }) => questionIds.map(Number));

const tour = JSON.parse(readFileSync(new URL('../../sandbox/webinars/product-tour.json', import.meta.url), 'utf8')) as {
  questions: { offset_s: number; author: string; question: string }[];
};

test('of the project’s own webinar the three groups that a person finds are found, across languages, and no other', () => {
  const asked = tour.questions.map((one) => ({ id: `${one.offset_s}`, text: one.question, askerId: one.author }));
  expect(themes(asked)).toEqual([
    { questionIds: ['210', '395', '2612'], askers: 3 }, // the recording
    { questionIds: ['560', '1195', '1765'], askers: 3 }, // SAP
    { questionIds: ['1980', '2040'], askers: 2 }, // the price of a site
  ]);
});

describe('together stand', () => {
  test.each([
    ['the same words', 'Does it work offline?', 'does it WORK offline'],
    ['other endings of them', 'Can we export the columns?', 'How do I exported column there'],
    ['a topic of every webinar in two languages', 'Will there be a recording?', 'Y aura-t-il un enregistrement ?'],
    ['a name in capitals', 'Is there an SAP link?', 'Mit SAP auch?'],
    ['with accents and without', 'Où est hébergé le serveur ?', 'le serveur heberge ou'],
    ['two signs of a script without spaces', '録画はありますか', '録画ありますか'],
  ])('%s', (_, one, other) => {
    expect(groups(one, 'What about the weather in Galway today?', other)).toEqual([[0, 2]]);
  });
});

describe('apart stand', () => {
  test.each([
    ['one word in common', 'Where is the gate tablet stored?', 'Which tablet brand lasts longest outdoors?'],
    ['only grammar in common', 'How do I do this with that?', 'How do you do that with this?'],
    ['the same number', 'Room 12?', 'Why 12 doors?'],
    ['shouting', 'WHY IS THE DOOR RED', 'WHY IS THE SKY BLUE'],
  ])('%s', (_, one, other) => {
    expect(groups(one, other)).toEqual([]);
  });
});

test('who asks twice is one person, and nobody known is one each', () => {
  const asked = ask('Is it recorded?', 'Recorded?', 'A recording?', 'recording').map((one, index) => ({
    ...one,
    askerId: index < 2 ? 'p1' : null,
  }));
  expect(themes(asked)).toEqual([{ questionIds: ['0', '1', '2', '3'], askers: 3 }]);
});

test('each question stands in one group at most, whatever is asked, and groups have two or more', () => {
  const bits = fc.constantFrom(
    'record',
    'price',
    'SAP',
    'export',
    'the',
    'column',
    '録画',
    '?',
    '\u0000',
    '<@U1>',
    '12',
  );
  const text = fc.oneof(
    fc.array(bits, { maxLength: 8 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
      const found = groups(...texts);
      const all = found.flat();
      expect(new Set(all).size).toBe(all.length);
      for (const group of found) {
        expect(group.length).toBeGreaterThan(1);
        expect(group).toEqual(group.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 200 },
  );
});

test('two thousand questions, all alike or all different, take a moment', () => {
  for (const make of [
    (index: number) => `How does the export of columns handle ${index % 13} teams of region ${index % 41}x?`,
    (index: number) => `${index.toString(36)}a ${(index * 7).toString(36)}b ${(index * 11).toString(36)}c`,
  ]) {
    const asked = ask(...Array.from({ length: 2_000 }, (_, index) => make(index)));
    const began = performance.now();
    themes(asked);
    expect(performance.now() - began).toBeLessThan(1_000);
  }
});
