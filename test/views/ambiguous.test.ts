// Asking whether a message stands in its channel.

import { expect, test } from 'vitest';
import { ambiguous, decided, decidedBefore } from '../../src/views/ambiguous.ts';
import { golden, isLive, markup, read } from './golden.ts';

const unsure = (text: string, part = 0, of = 1) => ({
  id: 7,
  channel: 'C0WEBINARS',
  part,
  of,
  message: { text, blocks: [] },
  triedAt: new Date('2026-12-01T14:46:00Z'),
});

test.each([
  ['none', unsure('')],
  ['some', unsure('Digest of Spring product tour: 63 of 140 registrants came.', 1, 3)],
  ['too-many', unsure('Digest of '.repeat(400), 98, 100)],
  ['hostile', unsure('Digest of &lt;!channel&gt; *bold* &amp; `code`')],
])('a message that may or may not be there, with %s in it, is asked about as agreed', async (state, message) => {
  const asked = ambiguous(message, 'Europe/Paris');
  await golden('ambiguous', state, asked);
  expect(markup(asked).filter(isLive)).toEqual([]);
  expect(read(asked)).toContain('Look there, then tell me.');
});

test('each answer is confirmed in one sentence', () => {
  expect([decided('there'), decided('again'), decidedBefore()].map(read)).toEqual([
    'Noted: it is there. It is not posted again.',
    'It is posted again.',
    'This was decided already. Nothing was changed.',
  ]);
});
