// What the pickers offer.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSuggestions } from '../../sandbox/slack/blocks/check.ts';
import { eventOption, sessionOption, zoneOption } from '../../src/views/options.ts';
import { anEventOf, anyEvent, anySession, aSessionOf } from './foreign.ts';

const words = ({ text, description }: ReturnType<typeof zoneOption>) => [text.text, description?.text];

test('a zone is read without its underscores, and chosen with them', () => {
  expect(zoneOption('America/New_York')).toMatchObject({
    text: { text: 'America/New York' },
    value: 'America/New_York',
  });
});

test('an event says that it is a draft', () => {
  expect(words(eventOption(anEventOf()))).toEqual(['Quarterly product tour', undefined]);
  expect(words(eventOption(anEventOf({ status: 'draft' })))).toEqual(['Quarterly product tour', 'Draft']);
  expect(words(eventOption(anEventOf({ title: null, slug: '' })))).toEqual(['Event 5f0f7a3e', undefined]);
});

test('a session says when it starts, and in which zone', () => {
  expect(words(sessionOption(aSessionOf({ name: 'Evening run' })))).toEqual([
    'Quarterly product tour · Evening run',
    'Thu 3 Dec 2026, 15:00 (Europe/Paris)',
  ]);
  expect(words(sessionOption(aSessionOf({ startsAt: null })))).toEqual(['Quarterly product tour', 'No date yet']);
});

test('whatever Livestorm knows, Slack takes the options', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 5 }), fc.array(anySession, { maxLength: 5 }), (events, sessions) => {
      expect(checkSuggestions({ options: [...events.map(eventOption), ...sessions.map(sessionOption)] })).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
