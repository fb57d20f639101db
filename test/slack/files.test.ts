// The bot's token goes to Slack and to nobody else, whatever address a file is said to have.

import type { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { AskError } from '../../src/errors.ts';
import { readFile } from '../../src/slack/files.ts';

const client = (url: string, size = 10) =>
  ({
    token: 'xoxb-secret',
    slackApiUrl: 'https://slack.com/api/',
    files: { info: async () => ({ ok: true, file: { size, url_private_download: url } }) },
  }) as unknown as WebClient;

const problem = async (reading: Promise<unknown>) =>
  await reading.then(
    () => null,
    (error) => (error instanceof AskError ? error.problem : error),
  );

test.each([
  'https://evil.example/people.csv',
  'https://slack.com.evil.example/people.csv',
  'https://evilslack.com/people.csv',
  'http://files.slack.com/people.csv',
  'https://files.slack.com@evil.example/people.csv',
  'file:///etc/passwd',
  '',
])('a file at %j is not fetched', async (url) => {
  expect(await problem(readFile(client(url), 'F1', 100))).toEqual({ code: 'file_not_read', reason: 'not_at_slack' });
});

test('a file that is too large is not fetched', async () => {
  expect(await problem(readFile(client('https://files.slack.com/x', 101), 'F1', 100))).toEqual({
    code: 'bad_list',
    fault: { kind: 'too_big', mostBytes: 100 },
  });
});
