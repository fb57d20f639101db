// What counts as a command of a document, and that none of ours is without a way to try it.

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commandsOf } from '../../scripts/docs-check/commands.ts';
import { ways } from '../../scripts/docs-check/ways.ts';

const commands = (text: string) => commandsOf('a.md', text).map(({ command }) => command);

describe('the commands of a document', () => {
  test('are the lines of its fences, each part of a chain by itself, without what is said behind', () => {
    const text = 'Type:\n```sh\n# first\nnpm ci && npm start   # then wait\nA=1 npm run x -- "b c"\n```\n';
    expect(commands(text)).toEqual(['npm ci', 'npm start', 'A=1 npm run x -- "b c"']);
    expect(commandsOf('a.md', text)[0]).toEqual({ command: 'npm ci', at: 'a.md:4' });
  });

  test('and what begins with npm in its sentences, and nothing else', () => {
    expect(commands('`npm run a -- --b` and `npm test`, not `npm` nor `/webinar list`.')).toEqual([
      'npm run a -- --b',
      'npm test',
    ]);
    expect(commands('```\n you type ──► npm\n```\n')).toEqual([]);
  });

  test('may not hide in a fence that does not say what it is', () => {
    expect(() => commands('```\nDATA_DIR=x npm run y\n```\n')).toThrow(
      'a.md:2: a fence with commands begins with ```sh',
    );
  });
});

test('each command of ours has its way, and each way a command', () => {
  const files = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/*.md')];
  const all = files.flatMap((file) => commandsOf(file, readFileSync(file, 'utf8')));
  const used = new Set(all.map(({ command }) => ways.find(({ is }) => is.test(command))));
  expect(all.filter(({ command }) => !ways.some(({ is }) => is.test(command)))).toEqual([]);
  expect(ways.filter((way) => !used.has(way))).toEqual([]);
});
