// The bot as the image runs it, which is what tests and measurements of the real process start.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the image gives to Node. */
export function imageArguments(): string[] {
  const [, command = '[]'] = /^CMD (\[.+\])$/m.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
  return JSON.parse(command).slice(1);
}

/** What the build is made of: a folder's own time is that of the last file added to it or taken from it. */
const SOURCES = ['src', 'scripts', 'start.js', 'package-lock.json'];

/** Vitest calls it before all tests: `dist/` is built when it is older than what it is made of. */
export function setup(): void {
  const built = 'dist/showrunner.js';
  if (existsSync(built) && SOURCES.every((path) => latest(path) < statSync(built).mtimeMs)) return;
  execFileSync(process.execPath, ['scripts/build.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function latest(path: string): number {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(own.mtimeMs, ...readdirSync(path).map((name) => latest(join(path, name))));
}
