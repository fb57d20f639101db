// What stands in a digest's place, and that its recording is there.

import { describe, expect, test } from 'vitest';
import { digestMessages } from '../../src/views/digest.ts';
import { flash, noDigestComes, startedAgain } from '../../src/views/digest-flash.ts';
import { replayReady } from '../../src/views/replay.ts';
import { aDigest, digests } from './a-digest.ts';
import { aSessionOf, sessions } from './foreign.ts';
import { golden, isLive, markup, read } from './golden.ts';

const until = new Date('2026-12-03T16:00:00Z');
const over = {
  startedAt: new Date('2026-12-03T14:00:00Z'),
  endedAt: new Date('2026-12-03T15:00:00Z'),
  durationSeconds: 3_600,
  registrantsCount: 141,
  attendeesCount: 63,
};
const STATES = {
  none: aSessionOf({ ...over, registrantsCount: 0, attendeesCount: 0, durationSeconds: null }),
  some: aSessionOf(over),
  'too-many': aSessionOf({ ...over, registrantsCount: 12_000, attendeesCount: 0 }),
  hostile: { ...(sessions.hostile[0] ?? aSessionOf()), ...over },
};

test.each(Object.entries(STATES))(
  'what comes before a digest, of a session with %s, is as agreed',
  async (state, session) => {
    const messages = {
      told: flash(session, { until, isTold: true }),
      untold: flash(session, { until, isTold: false }),
      again: startedAgain(session),
      neverStarted: noDigestComes({ ...session, endedAt: null, status: 'past_not_started' }),
      canceled: noDigestComes({ ...session, endedAt: null, canceledAt: until }),
      gone: noDigestComes(session),
      replay: replayReady(session),
    };
    await golden('digest-flash', state, messages);
    for (const text of markup(messages)) expect(isLive(text), text).toBe(false);
  },
);

describe('the recording in a digest', () => {
  const at = new Date('2026-12-03T18:00:00Z');
  const shown = (over: Parameters<typeof aDigest>[0]) =>
    read(digestMessages(aDigest(over), { people: 'initials', format: 'compact' }).root);
  test.each([
    [{ recording: { state: 'off' as const } }, 'Recording: none, since this event does not record.'],
    [{ recording: { state: 'awaited' as const } }, 'Recording: not there yet. This message says when it is.'],
    [{ recording: { state: 'none' as const, at } }, 'Recording: there was none by Dec 3, 2026'],
    [{ recording: { state: 'there' as const, at } }, 'Recording: there since Dec 3, 2026'],
    [
      { recording: { state: 'there' as const, at }, watched: { people: 1, at } },
      'Watched by 1 person since the end (141 had registered), as of Dec 3, 2026',
    ],
    [{ isFinal: false }, 'Attendance had not settled by then: some of them may still change.'],
  ])('%j reads: %s', (over, words) => {
    expect(shown(over)).toContain(words);
  });

  test('a digest that nobody looks a recording up for has the button alone', async () => {
    expect(shown({})).not.toContain('Recording:');
    const { root } = digestMessages(
      { ...digests.some, recording: { state: 'there', at }, watched: { people: 12, at } },
      { people: 'initials', format: 'compact' },
    );
    await golden('digest-recording', 'some', root);
  });
});
