// Telling that Slack does not take what the bot says in a channel.

import { expect, test } from 'vitest';
import { givenUp, revived } from '../../src/views/given-up.ts';
import { golden, isLive, markup, read } from './golden.ts';

const refused = (text: string, channel = 'C0WEBINARS') => ({ channel, message: { text, blocks: [] } });

test.each([
  ['invite', refused('Digest of Spring product tour: 63 of 140 registrants came.'), 'not_in_channel'],
  ['archived', refused(''), 'is_archived'],
  ['restricted', refused('Digest of '.repeat(400)), 'restricted_action_read_only_channel'],
  ['hostile', refused('Digest of &lt;!channel&gt; *bold* &amp; `code`', '<!channel>'), '<!channel> `x`'],
])('a message that Slack refuses is told of as agreed (%s)', async (state, message, reason) => {
  const isPaused = state !== 'hostile';
  const said = givenUp(message, reason, isPaused);
  await golden('given-up', state, said);
  expect(markup(said).filter(isLive)).toEqual([]);
  expect(read(said)).toContain(isPaused ? 'Resume' : 'Post it now');
});

test('each press is answered in words that say what happens', () => {
  expect([revived(0), revived(3)].map(read)).toEqual([
    'Nothing waits for that channel any more. Nothing was posted.',
    'I post it now. If it does not appear there within a minute, Slack still refuses it.',
  ]);
});
