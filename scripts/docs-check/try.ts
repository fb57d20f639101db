// Tries one command in its way: it must end well, or run until it is stopped, and say what it should.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Stage } from './stage.ts';
import type { Way } from './ways.ts';

const WITHIN_MS = 60_000;

/** Null when all is well; else what was wrong, with the end of what it said. */
export async function attempt(command: string, way: Way, { clone, environment, here }: Stage): Promise<string | null> {
  // What is typed in is asked for only where the environment does not say it.
  const { SLACK_API_URL = '', LIVESTORM_API_URL = '', PATH = '', HOME = '' } = environment;
  const env = way.input ? { PATH, HOME, SLACK_API_URL, LIVESTORM_API_URL } : environment;
  const child = spawn('sh', ['-c', here(way.as ?? command)], { cwd: clone, env, detached: true });
  const closed = once(child, 'close');
  let said = '';
  const stop = (signal: NodeJS.Signals) => child.pid !== undefined && process.kill(-child.pid, signal);
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (way.isServer && said.includes(way.says ?? '')) stop('SIGTERM');
    });
  const late = setTimeout(() => stop('SIGKILL'), WITHIN_MS);
  child.stdin.end((way.input ?? []).map((line) => `${here(line)}\n`).join(''));
  const [code, signal] = await closed;
  clearTimeout(late);
  const end = said.trim().split('\n').slice(-8).join('\n    ');
  if (!said.includes(way.says ?? '')) return `it did not say "${way.says}":\n    ${end}`;
  // npm itself ends by the signal that stopped the server.
  const isWell = code === 0 || (way.isServer && signal === 'SIGTERM') || (way.isServer && code === 143);
  return isWell ? null : `it ended with ${code ?? signal}:\n    ${end}`;
}
