// What is said when somebody has decided about the rest of a long session.

import { expect, test } from 'vitest';
import type { Digest } from '../../src/operations/digest.ts';
import { digestMessages } from '../../src/views/digest.ts';
import { digestPreview } from '../../src/views/digest-preview.ts';
import { restDecided, restRead } from '../../src/views/digest-rest.ts';
import { longDigests } from './a-digest.ts';
import { ASKER, read } from './golden.ts';

const digest: Digest = longDigests.unread;
const said = (what: 'read' | 'left', isNew: boolean) =>
  restDecided({ digest, decided: { what, by: ASKER }, isNew }).text;

test('who decides is told what follows; who comes later, who decided', () => {
  expect(said('read', true)).toBe(
    '12,000 registrations and 100,000 chat messages are being read: 2,238 Livestorm calls and about 10 minutes. The digest then changes in each channel that follows the session, and I tell you.',
  );
  expect(said('left', true)).toContain('are not read, and the digest says so.');
  expect(said('read', false)).toContain('<@U0ASKER> asked for it already');
  expect(said('left', false)).toContain('<@U0ASKER> decided already that');
  expect(restDecided(null).text).toBe('Nothing of this session is left to read. Nothing was changed.');
});

test('who asked is told when it is done, with what it took in all', () => {
  expect(restRead({ ...digest, calls: 2_240 }).text).toContain('It took 2,240 Livestorm calls in all.');
  expect(restRead({ ...digest, calls: null }).text).not.toContain('It took');
});

test('a preview asks too, and still offers what was left', () => {
  const buttons = (of: Digest) => {
    const { root, thread } = digestMessages(of, { people: 'initials', format: 'compact' });
    const shown = digestPreview({ digest: of, root, thread: thread.length, format: 'compact', calls: 0 });
    return read(shown).match(/\[[^\]]+\]/g);
  };
  expect(buttons(digest)).toEqual(expect.arrayContaining(['[Read all (2,238 calls)]', '[Leave it so]']));
  expect(buttons(longDigests.left)).toContain('[Read all (2,238 calls)]');
  expect(buttons(longDigests.left)).not.toContain('[Leave it so]');
  expect(buttons(longDigests['to be read'])).not.toContain('[Read all (2,238 calls)]');
});
