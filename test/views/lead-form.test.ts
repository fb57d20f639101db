// The form behind *Register as lead*.

import { expect, test } from 'vitest';
import { leadFormView } from '../../src/views/lead-form.ts';
import { aSessionOf, sessions } from './foreign.ts';
import { golden, read } from './golden.ts';

const LONG = `${'a'.repeat(64)}@${'b'.repeat(60)}.example`;
const session = { none: null, some: aSessionOf(), hostile: sessions.hostile[0] ?? null };

test.each([
  ['none', []],
  ['some', ['ada@example.com', LONG, 'grace@example.com']],
  ['too-many', Array.from({ length: 120 }, (_, index) => `person${index}@example.com`)],
  ['hostile', ['*a*@example.com', "o'neill&sons@example.com"]],
])('with %s of the addresses of a message it looks as agreed', async (state, addresses) => {
  const chosen = session[state as keyof typeof session] ?? null;
  await golden('lead-form', state, leadFormView({ addresses, session: chosen, channel: 'C1' }));
});

test('a single address is chosen already, and what no menu can hold is said', () => {
  expect(read(leadFormView({ addresses: ['ada@example.com'], session: null, channel: null }))).toContain(
    '[ada@example.com ▾]',
  );
  expect(read(leadFormView({ addresses: ['ada@example.com', LONG], session: null, channel: null }))).toContain(
    '1 more address of this message can be typed in the next step.',
  );
});
