// The contract with operators: names, defaults, and one line for each fault.

import { describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';
import { ConfigError } from '../src/errors.ts';
import { configFaults } from '../src/views/start.ts';

const good = {
  SLACK_BOT_TOKEN: 'xoxb-1-good',
  SLACK_SIGNING_SECRET: 'a-signing-secret',
  LIVESTORM_API_TOKEN: 'eyJhbGciOiJIUzI1NiJ9.e30.good',
};

function faults(env: Record<string, string | undefined>): { variable: string; fault: string; where: string }[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problem.faults;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  test('three variables are enough; the rest has the defaults of the contract', () => {
    expect(loadConfig(good)).toEqual({
      slack: {
        botToken: 'xoxb-1-good',
        apiUrl: 'https://slack.com/api/',
        transport: { mode: 'http', signingSecret: 'a-signing-secret' },
        slashCommand: '/webinar',
      },
      livestorm: {
        token: good.LIVESTORM_API_TOKEN,
        apiUrl: 'https://api.livestorm.co/v1',
        webhookSecrets: [],
        reserve: 0.1,
      },
      publicUrl: null,
      port: 3000,
      metricsPort: null,
      host: '0.0.0.0',
      store: { dataDir: './data' },
      operators: null,
      timeZone: 'UTC',
      logLevel: 'info',
      notes: [],
    });
  });

  test('with nothing set, every missing variable is named with where to find it', () => {
    const found = faults({});
    expect(found.map(({ variable }) => variable).sort()).toEqual([
      'LIVESTORM_API_TOKEN',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
    ]);
    const told = configFaults(found);
    for (const { variable } of found) expect(told).toContain(variable);
    for (const { where } of found) expect(told).toContain(where);
  });

  test('an app token means Socket Mode, which needs no signing secret', () => {
    const { SLACK_SIGNING_SECRET: _, ...rest } = good;
    const { slack } = loadConfig({ ...rest, SLACK_APP_TOKEN: 'xapp-1-good' });
    expect(slack.transport).toEqual({ mode: 'socket', appToken: 'xapp-1-good' });
  });

  test.each([
    ['SLACK_BOT_TOKEN', 'xapp-1-wrong-kind', /xoxb-/],
    ['SLACK_APP_TOKEN', 'xoxb-1-wrong-kind', /xapp-/],
    ['SLACK_BOT_TOKEN', '"xoxb-1-quoted"', /quotes/],
    ['PORT', 'three thousand', /port/],
    ['PORT', '70000', /port/],
    ['TIME_ZONE', 'Mars/Olympus', /time zone/],
    ['PUBLIC_URL', 'showrunner.example.com', /full address/],
    ['DATABASE_URL', 'mysql://localhost/x', /postgres/],
    ['SLASH_COMMAND', 'Events!', /slash command/],
    ['LOG_LEVEL', 'loud', /log level/],
    ['LIVESTORM_WEBHOOK_SECRET', 'hunter2', /too short/],
    ['LIVESTORM_WEBHOOK_SECRET', 'a-secret-of-sixteen,hunter2', /too short/],
    ['LIVESTORM_WEBHOOK_SECRET', 'a-secret-of-sixteen,a-secret-of-sixteen,a-secret-of-sixteen', /more than two/],
    ['LIVESTORM_WEBHOOK_SECRET', ',,,,', /too short/],
    ['WEBINAR_OPERATORS', 'U0ADA, @ada', /in place 2/],
    ['WEBINAR_OPERATORS', 'u0ada', /in place 1/],
    ['WEBINAR_OPERATORS', 'U0ADA C0WEBINARS', /in place 1/],
    ['WEBINAR_OPERATORS', ' , ', /names nobody/],
  ])('%s=%s is refused by name, and its value is not repeated', (variable, value, fault) => {
    const [found, ...others] = faults({ ...good, [variable]: value });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ variable, fault: expect.stringMatching(fault) });
    expect(configFaults([found ?? { variable: '', fault: '', where: '' }])).not.toContain(value);
  });

  test('a pasted "Bearer " is left out of the token, and that is said', () => {
    const config = loadConfig({ ...good, LIVESTORM_API_TOKEN: `Bearer ${good.LIVESTORM_API_TOKEN}` });
    expect(config.livestorm.token).toBe(good.LIVESTORM_API_TOKEN);
    expect(config.notes.join()).toContain('Bearer');
  });

  test('those who run webinars are people and user groups, each once', () => {
    const { operators } = loadConfig({ ...good, WEBINAR_OPERATORS: 'U0ADA, S0OPERATORS,W0BEN,U0ADA,' });
    expect(operators).toEqual({ users: ['U0ADA', 'W0BEN'], groups: ['S0OPERATORS'] });
  });

  test('a line end after a pasted value does not matter', () => {
    expect(loadConfig({ ...good, SLACK_BOT_TOKEN: 'xoxb-1-good\n' }).slack.botToken).toBe('xoxb-1-good');
  });
});
