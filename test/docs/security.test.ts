// SECURITY.md: what it names is there.

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('SECURITY.md', 'utf8');

test('every file that it names is there, and every check has a test', () => {
  const files = [...page.matchAll(/`((?:src|test)\/[\w./-]+|Dockerfile|compose\.yaml|package-lock\.json)`/g)].map(
    ([, file = '']) => file,
  );
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const rows =
    page
      .split('## What is checked, and where')[1]
      ?.split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| ')) ?? [];
  for (const row of rows.slice(2)) expect(row).toMatch(/`test\/[\w./-]+\.test\.ts`.* \|$/);
});
