// The recording of a session: what a link costs, and the link with its expiry.

import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/livestorm/recordings.ts';
import { recordingLinks, recordingOffer } from '../../src/views/recording.ts';
import { aSessionOf, EVIL, LONG, STATES, type State, sessions } from './foreign.ts';
import { golden, read } from './golden.ts';

const ended = { startedAt: new Date('2026-12-03T14:00:00Z'), endedAt: new Date('2026-12-03T15:00:00Z') };
const session = aSessionOf(ended);
const file = (number: number, over: Partial<Recording> = {}): Recording => ({
  id: `${number}`,
  eventId: null,
  sessionId: null,
  fileType: 'video',
  mimeType: 'mp4',
  sizeBytes: 48_318_223,
  fileName: 'a.mp4',
  url: `https://recordings.example.com/${number}.mp4?signature=abc&expires=1`,
  urlExpiresAt: new Date('2026-12-03T17:00:00Z'),
  ...over,
});

const files: Record<State, Recording[]> = {
  none: [],
  some: [file(1), file(2, { fileType: 'audio', mimeType: null, sizeBytes: 900, urlExpiresAt: null })],
  'too-many': Array.from({ length: 50 }, (_, index) => file(index)),
  hostile: [
    file(1, { fileType: EVIL, mimeType: LONG, sizeBytes: -1 }),
    file(2, { url: 'javascript:alert(1)' }),
    file(3, { url: `https://a.example/${'x'.repeat(4_000)}` }),
    file(4, { url: 'https://a@b.example/|<b>' }),
    file(5, { url: 'https://ok.example/a|b?x=<!channel>' }),
  ],
};

test.each(STATES)('of %s recordings look as agreed', async (state) => {
  const of = state === 'hostile' ? { ...(sessions.hostile[0] ?? session), ...ended } : session;
  await golden('recording', state, { offer: recordingOffer(of), links: recordingLinks(of, files[state]) });
});

test('a link says until when it works, in the event’s zone and in the reader’s', () => {
  const words = read(recordingLinks(session, [file(1)]));
  expect(words).toContain('Watch 1 (video, mp4, 48 MB)');
  expect(words).toMatch(/It works until Thu 3 Dec 2026, 18:00.*Paris.* · for you /);
});

test('a link that no browser should open is not shown', () => {
  const words = JSON.stringify(recordingLinks(session, files.hostile));
  expect(words).not.toContain('javascript:');
  expect(words.match(/gave no link/g)).toHaveLength(3);
});

describe('where there is none yet, it says why and offers none', () => {
  test.each([
    [{}, 'The session has not started'],
    [{ startedAt: ended.startedAt }, 'The session is live'],
    [{ canceledAt: ended.startedAt }, 'The session was canceled'],
    [{ status: 'past_not_started' }, 'The session never started'],
  ])('%j', (over, words) => {
    const shown = read(recordingOffer(aSessionOf(over)));
    expect(shown).toContain(words);
    expect(shown).not.toContain('[Get the link');
  });
});
