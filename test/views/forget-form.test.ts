// The question before a person is forgotten, and what became of it.

import { expect, test } from 'vitest';
import { forgetFormView, forgotten } from '../../src/views/forget-form.ts';
import { EVIL, LONG } from './foreign.ts';
import { golden, read } from './golden.ts';

const channel = 'C0WEBINARS';
const email = 'grace.hopper@example.com';
const rows = { digests: 2, follow_ups: 1, outbox: 3 };

test.each([
  ['none', { email, typed: email, known: { names: [], addresses: [], rows: {} } }],
  ['some', { email, typed: email, known: { names: ['Grace Hopper'], addresses: [], rows } }],
  [
    'hostile',
    {
      email: `${'x'.repeat(60)}@example.com`,
      typed: EVIL,
      known: { names: [EVIL, LONG], addresses: Array(30).fill(EVIL), rows: { later: 1_000_000 } },
    },
  ],
  [
    'again',
    {
      email,
      typed: email,
      known: { names: ['Grace Hopper'], addresses: ['g@example.com'], rows },
      again: { name: 'grace hopper', edits: false },
    },
  ],
  ['unread', { email: null, typed: EVIL, known: null }],
])('with %s it looks as agreed', async (state, data) => {
  await golden('forget-form', state, forgetFormView({ ...data, channel }));
});

const messages = { standing: 3, elsewhere: 1, channels: [channel, 'U0ASKER'], edited: true };

test.each([
  ['none', { rows: {}, messages: { standing: 0, elsewhere: 0, channels: [], edited: true }, waiting: 0 }],
  ['some', { rows, messages, waiting: 0 }],
  [
    'too-many',
    { rows: { ...rows, heard: 9_000 }, messages: { ...messages, channels: Array(300).fill(channel) }, waiting: 2 },
  ],
])('what became of it, with %s, looks as agreed', async (state, data) => {
  await golden('forgotten', state, forgotten(data));
});

test('what stays is named, and so is where', () => {
  const kept = read(forgotten({ rows, messages: { ...messages, edited: false }, waiting: 1 }));
  expect(kept).toMatch(/3 messages of mine named or quoted them and stay as they are: .*edit or delete it in Slack/);
  expect(kept).toContain('1 list with this address is being imported');
  expect(kept).toContain('delete the contact in Livestorm');
});
