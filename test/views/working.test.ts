// The views that stand while something is waited for.

import { expect, test } from 'vitest';
import { loading, working } from '../../src/views/working.ts';
import { EVIL, LONG } from './foreign.ts';
import { golden, read } from './golden.ts';

test.each([
  ['none', ''],
  ['some', 'Schedule a session'],
  ['too-many', LONG],
  ['hostile', EVIL],
])('with %s of a title they look as agreed', async (state, title) => {
  await golden('working', state, { loading: loading(title), working: working(title) });
});

test('nobody can send a form twice while it is worked on', () => {
  expect(working('Create a webinar')).not.toHaveProperty('submit');
  expect(read(working('Create a webinar'))).toContain('You can close this: the answer will find you.');
});
