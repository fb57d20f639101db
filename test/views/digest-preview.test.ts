// What `digest` answers: a preview, a question about its price, or why there is none.

import { describe, expect, test } from 'vitest';
import { digestMessages } from '../../src/views/digest.ts';
import { askToBuild, digestPlaced, digestPreview, noDigest } from '../../src/views/digest-preview.ts';
import { aDigest, digests } from './a-digest.ts';
import { aSessionOf, STATES, sessions } from './foreign.ts';
import { golden, read } from './golden.ts';

const preview = (digest: Parameters<typeof digestMessages>[0], format: 'compact' | 'full', calls = 0) => {
  const { root, thread } = digestMessages(digest, { people: 'initials', format });
  return digestPreview({ digest, root, thread: thread.length, format, calls });
};

test.each(STATES)('a preview of %s looks as agreed', async (state) => {
  const digest = { ...digests[state], calls: state === 'too-many' ? 260 : digests[state].calls };
  const session = sessions[state][0] ?? aSessionOf();
  await golden('digest-preview', state, {
    full: preview(digest, 'full', 5),
    compact: preview(digest, 'compact'),
    ask: askToBuild(
      { ...session, registrantsCount: state === 'too-many' ? 20_000 : 1_500 },
      state === 'too-many' ? 202 : 32,
      'full',
    ),
    none: noDigest(session, 1),
    placed: digestPlaced({ digest, outcome: 'new', calls: 3, isSure: state !== 'some' }),
  });
});

test('a preview has no chart, which Slack may refuse, and says that there will be one', () => {
  expect(JSON.stringify(preview(digests.some, 'full'))).not.toContain('data_visualization');
  expect(read(preview(digests.some, 'full'))).toContain('This is a preview (full, with a chart): only you see it.');
  expect(read(preview(aDigest(), 'full'))).toContain('This is a preview (full): only you see it.');
});

test('a digest of which nobody knows what it cost says what it costs at least', () => {
  expect(read(preview(aDigest({ calls: null }), 'compact'))).toContain('[Read anew (at least 3 calls)]');
});

describe('where there is nothing to sum up, it says why', () => {
  const startedAt = new Date('2026-12-03T14:00:00Z');
  test.each([
    [{ canceledAt: startedAt }, 'It was canceled, so there is nothing to sum up; 12 people had registered.'],
    [{ status: 'past_not_started' }, 'It never started, so there is nothing to sum up; 12 people had registered.'],
    [{ startedAt }, 'It is live: the digest can be made when it has ended.'],
    [{ startsAt: null }, 'It has no date yet.'],
    [{}, 'It has not started: Thu 3 Dec 2026, 15:00'],
  ])('%j', (over, words) => {
    expect(read(noDigest(aSessionOf(over), 0))).toContain(words);
  });
});
