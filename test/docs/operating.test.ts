// docs/operating.md: what it says of sentences, scopes and settings is what the code has.

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scopesOfManifest } from '../../scripts/setup/checks.ts';
import { optional, required } from '../../src/config/variables.ts';

const page = readFileSync('docs/operating.md', 'utf8');
const section = (title: string) => page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const cells = (title: string): string[][] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .slice(1)
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** Everything that anybody reads stands in here, with `${…}` where something is filled in. */
const source = globSync('src/**/*.ts')
  .map((file) => readFileSync(file, 'utf8').replaceAll("\\'", "'"))
  .join('\n');

test('each setting has its row, and there is no other', () => {
  const named = cells('Settings').flatMap(([names = '']) => names.match(/[A-Z_]{4,}/g) ?? []);
  const all = [...Object.keys(required), ...Object.keys(optional)].filter((name) => !name.endsWith('_API_URL'));
  expect(named.sort()).toEqual(all.sort());
});

test('each scope of the manifest has its row, and those that are needed say so', () => {
  const { needed, optional: others } = scopesOfManifest();
  const rows = cells('What each scope is for');
  const names = (isNeeded: boolean) =>
    rows.filter(([, , without]) => (without === 'needed') === isNeeded).map(([name = '']) => name.replaceAll('`', ''));
  expect(names(true)).toEqual(needed);
  expect(names(false).sort()).toEqual([...others].sort());
});

describe('when something is wrong', () => {
  const rows = cells('When something is wrong');

  test('every row says why and what to do', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      expect(row, row[0]).toHaveLength(3);
      for (const cell of row) expect(cell.length, row[0]).toBeGreaterThan(5);
    }
  });

  test('each sentence that is quoted is one that Showrunner says', () => {
    const quoted = rows
      .filter(([said = '']) => !said.startsWith('Slack says'))
      .flatMap(([said = '']) => [...said.matchAll(/"([^"]+)"/g)].map(([, words = '']) => words));
    expect(quoted.length).toBeGreaterThan(20);
    for (const words of quoted)
      for (const piece of words.split('…').map((part) => part.trim())) expect(source.includes(piece), piece).toBe(true);
  });

  test('each thing that people are told an operator must do is there', () => {
    const told = [...source.matchAll(/Whoever operates Showrunner (?:must|can) .+?\\`([\w:.]+)\\`/g)].map(
      ([, what]) => what,
    );
    expect(told.length).toBeGreaterThan(1);
    for (const what of told) expect(page).toContain(`\`${what}\``);
  });
});
