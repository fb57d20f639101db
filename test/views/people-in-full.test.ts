// Views that name people in full, with their addresses: for one person alone. Whoever uses them says nothing in a channel.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const IN_FULL = [
  'people-list',
  'people-csv',
  'lookup',
  'talk-list',
  'talk-files',
  'import-check',
  'import-csv',
  'import-progress',
];

const code = new Map(globSync('src/{commands,jobs,slack}/**/*.ts').map((file) => [file, readFileSync(file, 'utf8')]));
const users = [...code].filter(([, text]) => IN_FULL.some((view) => text.includes(`/views/${view}.ts'`)));

test('they are where they are looked for, and used', () => {
  for (const view of IN_FULL) {
    expect(readFileSync(`src/views/${view}.ts`, 'utf8').length, view).toBeGreaterThan(0);
    expect(
      users.some(([, text]) => text.includes(`/views/${view}.ts'`)),
      view,
    ).toBe(true);
  }
});

test.each(users)('%s answers one person only', (_file, text) => {
  expect(text).not.toContain("to: 'channel'");
  expect(text).not.toMatch(/slack\.post\(/);
  // A result that is said is said to who asked for it.
  for (const [, to] of text.matchAll(/\bsay\(deps, within, \{ channel: (\w+)|\bsay\(/g)) expect(to).toBe('person');
});

test('what can be shared in a channel names nobody, or asks how the channel wants it', () => {
  const share = code.get('src/commands/share.ts') ?? '';
  expect([...share.matchAll(/from '\.\/([\w-]+)\.ts'/g)].map(([, name]) => name)).toEqual([
    'command',
    'list',
    'quota',
    'show',
  ]);
  expect(share).not.toMatch(/\bshow\b[,\]]/);
});
