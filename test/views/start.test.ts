// What the operator reads when the bot cannot start.

import { describe, expect, test } from 'vitest';
import { ConfigError, type ConfigFault } from '../../src/errors.ts';
import { configFaults, startFailure } from '../../src/views/start.ts';

const token: ConfigFault = { variable: 'LIVESTORM_API_TOKEN', fault: 'is missing', where: 'Account settings' };
const port: ConfigFault = {
  variable: 'PORT',
  fault: 'is “abc”, not a number from 1 to 65535',
  where: 'your own choice',
};

describe('faults of the environment', () => {
  test('stand one a line, with where to find the value', () => {
    expect(configFaults([token, port])).toBe(
      [
        'Showrunner cannot start: 2 settings need attention.',
        '',
        '  LIVESTORM_API_TOKEN  is missing. Find it in: Account settings.',
        '  PORT                 is “abc”, not a number from 1 to 65535. Find it in: your own choice.',
        '',
        'Set them in the environment or in .env (npm run setup asks for them), and start again. docs/operating.md explains each.',
        '',
      ].join('\n'),
    );
    expect(configFaults([token])).toContain('one setting needs attention');
  });

  test('are what a failed start says', () => {
    expect(startFailure(new ConfigError({ code: 'config', faults: [port] }))).toBe(configFaults([port]).trim());
  });
});

test.each([
  ['An API error occurred: invalid_auth', 'Slack refuses SLACK_BOT_TOKEN or SLACK_APP_TOKEN (invalid_auth)'],
  ['An API error occurred: token_revoked', '(token_revoked): copy them again'],
  ['listen EADDRINUSE: address already in use 0.0.0.0:3000', 'Another program uses this PORT: choose a free one.'],
  ['The data directory is in use', 'Showrunner could not start: The data directory is in use'],
])('%s: %s', (message, said) => {
  expect(startFailure(new Error(message))).toContain(said);
});

test('what is no error at all is said as it is', () => {
  expect(startFailure('no reason')).toBe('Showrunner could not start: no reason');
});
