// npm run setup, as an operator runs it: its real input and output, beside the local Slack and the local Livestorm.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Livestorm, startLivestorm } from '../../sandbox/livestorm/server.ts';
import { type Slack, startSlack } from '../../sandbox/slack/server.ts';
import { createAsking } from '../../scripts/setup/asking.ts';
import { scopesOfManifest } from '../../scripts/setup/checks.ts';
import { withValue } from '../../scripts/setup/env-file.ts';
import { loadConfig } from '../../src/config.ts';
import { imageArguments } from '../support/image.ts';

let slack: Slack;
let livestorm: Livestorm;
let folder: string;
const file = () => join(folder, '.env');

beforeAll(async () => {
  const { needed, optional } = scopesOfManifest();
  slack = await startSlack({ scopes: [...needed, ...optional.filter((scope) => scope !== 'files:read')] });
  livestorm = await startLivestorm({ monthlyUsed: 1_000 });
});
afterAll(async () => {
  await slack.stop();
  await livestorm.stop();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrunner-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const APIS = () => ({ SLACK_API_URL: slack.apiUrl, LIVESTORM_API_URL: livestorm.url });

async function setup(answers: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [resolve('scripts/setup.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH, TZ: 'Europe/Paris', ...APIS(), ...environment },
  });
  child.stdin.end(answers.map((line) => `${line}\n`).join(''));
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.on('close', done)),
  ]);
  return { said: out + err, code };
}

/** For Socket Mode, in the order in which it is asked for. */
const socketMode = () => ['', slack.botToken, slack.appToken, livestorm.token, '', ''];

describe('npm run setup', () => {
  test('asks for what is missing, tries it, and writes a file with which the bot starts', async () => {
    const { said, code } = await setup(socketMode());
    expect(code, said).toBe(0);
    expect(said).toContain(`✓ SLACK_BOT_TOKEN: Slack knows it`);
    expect(said).toContain('Optional scopes it does not have: files:read.');
    expect(said).toContain('✓ SLACK_APP_TOKEN: Slack opens Socket Mode for it.');
    expect(said).toContain('✓ LIVESTORM_API_TOKEN: Livestorm knows it. 8,999 of 10,000 calls are left in this period.');
    expect(said).toContain('1. npm start');
    for (const secret of [slack.botToken, slack.appToken, livestorm.token]) expect(said).not.toContain(secret);

    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const written = readFileSync(file(), 'utf8');
    expect(written).toContain('# Livestorm: Account settings > Integrations > Public API');
    const config = loadConfig(parseEnv(written));
    expect(config.slack).toMatchObject({
      botToken: slack.botToken,
      transport: { mode: 'socket', appToken: slack.appToken },
    });
    expect(config.livestorm.token).toBe(livestorm.token);
    expect(config.timeZone).toBe('Europe/Paris');
  });

  test('with a public address, asks for the signing secret and says where Slack will send', async () => {
    const answers = [
      'https://bot.example.com/',
      slack.botToken,
      slack.signingSecret,
      livestorm.token,
      '',
      'U012345',
      '',
    ];
    const { said, code } = await setup(answers);
    expect(code, said).toBe(0);
    expect(said).toContain('https://bot.example.com/slack/events');
    expect(parseEnv(readFileSync(file(), 'utf8'))).toMatchObject({
      SLACK_SIGNING_SECRET: slack.signingSecret,
      WEBINAR_OPERATORS: 'U012345',
    });
  });

  test('asks again for what Slack or Livestorm refuse, and for what cannot be a token', async () => {
    const answers = socketMode();
    answers.splice(1, 0, 'pasted by mistake', 'xoxb-wrong', '');
    const { said, code } = await setup(answers);
    expect(code, said).toBe(0);
    expect(said).toContain('✗ SLACK_BOT_TOKEN is not a bot token: those start with xoxb-.');
    expect(said).toContain('✗ SLACK_BOT_TOKEN: Slack refuses it (invalid_auth).');
    expect(said).toContain('It is needed. Find it in: OAuth & Permissions');
  });

  test('keeps what was answered when the answers end, and says what is open', async () => {
    const { said, code } = await setup(['', slack.botToken]);
    expect(code).toBe(1);
    expect(said).toContain('Not settled yet: SLACK_APP_TOKEN, LIVESTORM_API_TOKEN.');
    expect(parseEnv(readFileSync(file(), 'utf8'))).toMatchObject({ SLACK_BOT_TOKEN: slack.botToken });
  });

  test('does not ask for what is there, tries it, and leaves the file as it is', async () => {
    const mine = `# mine\nSLACK_BOT_TOKEN=${slack.botToken} # kept\nPUBLIC_URL=https://bot.example.com\nSLACK_SIGNING_SECRET=a-signing-secret\nLIVESTORM_WEBHOOK_SECRET=0123456789abcdef\nTIME_ZONE=UTC\nWEBINAR_OPERATORS=U012345\n`;
    writeFileSync(file(), mine);
    const { said, code } = await setup([], { LIVESTORM_API_TOKEN: livestorm.token });
    expect(code, said).toBe(0);
    expect(said).toContain('✓ SLACK_BOT_TOKEN');
    expect(readFileSync(file(), 'utf8')).toBe(mine);
  });

  test('what is there and refused is written over only when another one is typed', async () => {
    const mine = `SLACK_BOT_TOKEN=xoxb-revoked\nSLACK_APP_TOKEN=${slack.appToken}\nLIVESTORM_API_TOKEN=${livestorm.token}\nTIME_ZONE=UTC\n`;
    writeFileSync(file(), mine);
    const kept = await setup(['', '', '']);
    expect(kept.code).toBe(1);
    expect(kept.said).toContain('press Enter to keep what is there');
    expect(readFileSync(file(), 'utf8')).toBe(mine);
    expect((await setup(['', slack.botToken, ''])).code).toBe(0);
    expect(readFileSync(file(), 'utf8')).toBe(mine.replace('xoxb-revoked', slack.botToken));
  });

  test('an app without a scope that is needed is told which one to add', async () => {
    await using poor = await startSlack({ scopes: ['commands'] });
    const { said, code } = await setup(['', poor.botToken], { SLACK_API_URL: poor.apiUrl });
    expect(code).toBe(1);
    expect(said).toContain('The app lacks chat:write');
  });

  test('a Slack that cannot be reached does not stand in the way', async () => {
    const { said, code } = await setup(socketMode(), { SLACK_API_URL: 'http://127.0.0.1:9/api/' });
    expect(code, said).toBe(0);
    expect(said).toContain('? SLACK_BOT_TOKEN: Slack could not be asked');
  });
});

describe('in a terminal', () => {
  test('what is secret is not shown while it is typed; the rest is', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
    const output = new PassThrough();
    const asking = createAsking(input, output);
    const secret = asking.ask('The token: ', { isSecret: true });
    input.write('xoxb-secret\r');
    expect(await secret).toBe('xoxb-secret');
    const open = asking.ask('The zone: ');
    input.write('Europe/Paris\r');
    expect(await open).toBe('Europe/Paris');
    asking.close();
    expect(await asking.ask('And now? ')).toBeNull();
    output.end();
    const shown = await text(output);
    expect(shown).toContain('The token: \n');
    expect(shown).toContain('Europe/Paris');
    expect(shown).not.toContain('secret');
  });
});

describe('a value', () => {
  test('with a space, a # or a $ in it is read back as it was', () => {
    for (const value of ['postgres://a:b#c$d@host/e', 'a b', 'a"b']) {
      expect(parseEnv(withValue('# A\n#A=\nB=1', 'A', value))).toEqual({ A: value, B: '1' });
    }
    expect(() => withValue('', 'A', "it's $")).toThrow('without single quotes');
  });

  test('takes the place of the one that is read, where a name stands twice', () => {
    expect(parseEnv(withValue('A=1\r\nB=2\r\nA=3\r\n', 'A', '9'))).toEqual({ A: '9', B: '2' });
  });
});

describe('.env.example', () => {
  const example = readFileSync('.env.example', 'utf8');
  const lines = [...example.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({ name, value }));

  test('has every variable once, as it is when it is left out', async () => {
    const { optional, required } = await import('../../src/config/variables.ts');
    expect(lines.map(({ name }) => name).sort()).toEqual([...Object.keys(optional), ...Object.keys(required)].sort());
    const least = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-secret', LIVESTORM_API_TOKEN: 'an-api-token' };
    const defaults = Object.fromEntries(lines.filter(({ value }) => value).map(({ name, value }) => [name, value]));
    expect(loadConfig({ ...defaults, ...least })).toEqual(loadConfig(least));
    expect(loadConfig({ ...parseEnv(example), ...least })).toEqual(loadConfig(least));
  });

  test('has no variable that the page for operators does not explain', () => {
    const table = readFileSync('docs/operating.md', 'utf8');
    for (const { name } of lines.filter(({ name }) => !name.endsWith('_API_URL')))
      expect(table).toContain(`\`${name}\``);
  });
});

test('npm start and the scripts that open the database read the file', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const name of ['start', 'db:backup', 'db:restore', 'db:export', 'db:import'])
    expect(scripts[name]).toMatch(/^node --env-file-if-exists=\.env /);
  expect(imageArguments().join(' ')).not.toContain('.env');
});
