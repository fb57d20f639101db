// The question before somebody is unregistered, and what became of it.

import { expect, test } from 'vitest';
import { unregistered, unregisterFormView } from '../../src/views/unregister-form.ts';
import { aSessionOf, EVIL, LONG, STATES, sessions } from './foreign.ts';
import { golden, isLive, markup, read } from './golden.ts';

const data = {
  none: { email: null, typed: '' },
  some: { email: 'ada@example.com', typed: 'ada@example.com' },
  'too-many': { email: null, typed: `${'a'.repeat(400)}@example.com` },
  hostile: { email: '*a*_b_<!channel>@example.com', typed: EVIL },
};

test.each(STATES)('with %s, the question and both answers look as agreed', async (state) => {
  const session = state === 'hostile' ? (sessions.hostile[1] ?? aSessionOf()) : aSessionOf();
  const email = data[state].email ?? (LONG.slice(0, 300) || '');
  const spent = { calls: 1, found: false };
  const shown = {
    question: unregisterFormView({ session, ...data[state], channel: 'C1' }),
    done: unregistered({ outcome: 'unregistered', email, session, spent }),
    nothing: unregistered({ outcome: 'not_registered', email, session, spent: { calls: 2, found: false } }),
  };
  await golden('unregister', state, shown);
  expect(markup(shown).filter(isLive)).toEqual([]);
});

test('the question names the person and the session, and what it costs', () => {
  const words = read(unregisterFormView({ session: aSessionOf(), ...data.some, channel: null }));
  expect(words).toContain('Unregister ada@example.com from this session?');
  expect(words).toContain('Quarterly product tour');
  expect(words).toContain('Costs 1 Livestorm call.');
});
