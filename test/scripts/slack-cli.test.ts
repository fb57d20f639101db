// What Slack's own command line finds in .slack: its hooks run as it runs them, and say what it expects.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { startNeighbours } from '../../scripts/bench/neighbours.ts';
import { manifest } from '../../scripts/manifest/manifest.ts';
import { dataFolder } from '../support/process.ts';
import { startShell } from '../support/shell.ts';

const { hooks, config, runtime } = JSON.parse(readFileSync('.slack/hooks.json', 'utf8'));
const settings = JSON.parse(readFileSync('.slack/config.json', 'utf8'));
const BOUNDARY = '--a-boundary-0a1b2c3d--';

test('get-manifest prints the manifest for Socket Mode, between the boundaries', async () => {
  const flags = `--protocol=message-boundaries --boundary=${BOUNDARY}`;
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', `${hooks['get-manifest']} ${flags}`]);
  expect(stderr).toBe('');
  const [before, body = '', after] = stdout.split(BOUNDARY);
  expect([before, after]).toEqual(['', '\n']);
  expect(JSON.parse(body)).toEqual(parse(manifest(readFileSync('manifest.yml', 'utf8'), { socket: true })));
});

test('start runs the bot over Socket Mode with the tokens that the command line gives it, and ends with it', async () => {
  await using neighbours = await startNeighbours();
  const { slack, environment } = neighbours;
  await using folder = await dataFolder();
  const { SLACK_SIGNING_SECRET: _, LIVESTORM_WEBHOOK_SECRET: __, ...given } = environment;
  const { PATH = '', HOME = '' } = process.env;
  // What is empty here is left out, whatever a developer's own .env says.
  const local = { PORT: '0', HOST: '127.0.0.1', DATABASE_URL: '', PUBLIC_URL: '', DATA_DIR: folder.path };
  const env = { PATH, HOME, ...given, ...local, SLACK_APP_TOKEN: slack.appToken };
  await using started = startShell(hooks.start, env);
  await started.said('showrunner is running');
  expect(slack.sockets()).toBe(1);
});

test('the rest says that the bot opens the socket itself, and that the manifest is the one here', () => {
  expect(runtime).toBe('node');
  expect(config).toMatchObject({ 'protocol-version': ['message-boundaries'], 'sdk-managed-connection-enabled': true });
  expect(settings).toEqual({ manifest: { source: 'local' } });
});
