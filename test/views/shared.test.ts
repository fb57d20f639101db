// A person's answer, as a channel sees it.

import { describe, expect, test } from 'vitest';
import { section } from '../../src/views/blocks.ts';
import { mention } from '../../src/views/mention.ts';
import { sessionList } from '../../src/views/session-list.ts';
import { asShared } from '../../src/views/shared.ts';
import { sessions } from './foreign.ts';
import { ASKER, read, refusals } from './golden.ts';

describe('what is shared', () => {
  const list = sessionList({
    status: 'upcoming',
    sessions: sessions.some,
    readAt: new Date(0),
    events: 3,
    timeZone: 'UTC',
  });

  test('says who shared it, and has nothing to press', () => {
    const shown = read(asShared(list, ASKER));
    expect(shown).toContain('Quarterly product tour');
    expect(shown).toContain(`Shared by @${ASKER}`);
    expect(shown).not.toMatch(/\[|Refresh/);
  });

  test('says who shared it even when the answer fills a message', () => {
    const full = { text: 'x', blocks: Array.from({ length: 50 }, () => section('x')) };
    expect(refusals(asShared(full, ASKER))).toEqual([]);
    expect(read(asShared(full, ASKER))).toContain(`Shared by @${ASKER}`);
  });
});

test.each([
  ['U0ASKER', '<@U0ASKER>'],
  ['W012A3CDE', '<@W012A3CDE>'],
  ['!channel', 'somebody'],
  ['U1> <!here', 'somebody'],
  ['S0GROUP', 'somebody'],
  ['', 'somebody'],
])('%s is named %s', (user, words) => {
  expect(mention(user).text).toBe(words);
});
