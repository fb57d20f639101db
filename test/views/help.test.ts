// The answer to `help`.

import { expect, test } from 'vitest';
import { type CommandWords, help, helpOnCommand } from '../../src/views/help.ts';
import { EVIL } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const schedule: CommandWords = {
  name: 'schedule',
  summary: 'Add a session to an event.',
  usage: '<event> [when] [zone]',
  examples: ['schedule spring tour next Tue 15:00', 'schedule "Product tour" 3 Dec 15:00 Paris'],
};
const list: CommandWords = {
  name: 'list',
  summary: 'Sessions that are coming, live, past or still drafts.',
  usage: '[upcoming|live|past|draft]',
  examples: ['list', 'list past'],
};
const quota: CommandWords = { name: 'quota', summary: 'What is left.', usage: '', examples: ['quota', 'help quota'] };

const states: Record<string, CommandWords[]> = {
  none: [],
  some: [schedule, list, quota],
  'too-many': Array.from({ length: 60 }, (_, index) => ({ ...schedule, name: `verb${index}` })),
  hostile: [{ name: 'odd', summary: EVIL, usage: '<!channel>', examples: [EVIL, '`'] }],
};

test.each(Object.entries(states))('help on %s commands looks as agreed', async (state, commands) => {
  const [first] = commands;
  await golden('help', state, {
    all: help(commands, '/webinar'),
    ...(first && { one: helpOnCommand(first, '/webinar') }),
  });
});

test('sixty commands are all there', () => {
  const shown = help(states['too-many'] ?? [], '/webinar');
  expect(refusals(shown)).toEqual([]);
  const words = read(shown);
  for (let index = 0; index < 60; index++) expect(words).toContain(`verb${index} <event>`);
});

test('the signs of the usage are explained where there are any', () => {
  expect(read(helpOnCommand(schedule, '/tour'))).toContain('/tour schedule <event> [when] [zone]');
  expect(read(helpOnCommand(schedule, '/tour'))).toContain('may be left out');
  expect(read(helpOnCommand(quota, '/tour'))).not.toContain('may be left out');
});

test('a usage such as <!channel> pages nobody', () => {
  for (const shown of [help(states.hostile ?? [], '/webinar')]) expect(markup(shown).filter(isLive)).toEqual([]);
});
