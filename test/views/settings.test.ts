// The settings, as operators read them: everything but secrets.

import { expect, test } from 'vitest';
import { type SettingsData, settingsView } from '../../src/views/settings.ts';
import { EVIL, LONG } from './foreign.ts';
import { ASKER, golden, isLive, markup, read } from './golden.ts';

const some: SettingsData = {
  setup: {
    publicUrl: 'https://showrunner.example.com/x?key=secret',
    transport: 'http',
    isSigned: true,
    store: 'embedded',
  },
  operators: { users: [ASKER], groups: ['S0OPERATORS'] },
  timeZone: 'Europe/Paris',
  slashCommand: '/webinar',
  retention: [
    { what: 'What a digest was made of: questions, chat, names', days: 30 },
    { what: 'Who did what, and who was refused (the audit log)', days: 396 },
    { what: 'Names and addresses of people who own no event any more', days: 0 },
  ],
};

const states: Record<string, SettingsData> = {
  none: { ...some, setup: { publicUrl: null, transport: 'socket', isSigned: false, store: 'memory' }, operators: null },
  some,
  'too-many': { ...some, operators: { users: Array(300).fill(ASKER), groups: Array(300).fill('S0OPERATORS') } },
  hostile: { ...some, timeZone: LONG, slashCommand: EVIL, setup: { ...some.setup, publicUrl: `https://${LONG}` } },
};

test.each(Object.entries(states))('with %s set, they read as agreed', async (state, given) => {
  await golden('settings', state, settingsView(given));
  expect(markup(settingsView(given)).filter(isLive)).toEqual([]);
});

test('each says where it is changed, and nothing secret is among them', () => {
  const shown = read(settingsView(some));
  for (const variable of ['TIME_ZONE', 'WEBINAR_OPERATORS', 'SLASH_COMMAND', 'PUBLIC_URL', 'DATABASE_URL'])
    expect(shown).toContain(variable);
  expect(shown).toContain('Public address: showrunner.example.com');
  expect(shown).not.toContain('secret');
  expect(shown).toContain('396 · Who did what');
});
