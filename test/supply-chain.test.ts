// What is installed: exact versions with checksums, and scripts of named packages only.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Locked {
  version?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  hasInstallScript?: boolean;
  link?: boolean;
}

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const { dependencies, devDependencies, allowScripts } = json('package.json');
const packages = Object.entries(json('package-lock.json').packages as Record<string, Locked>).filter(
  ([path]) => path !== '',
);
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? '';

describe('the lock', () => {
  test('has a checksum for every package, and no address that only some can reach', () => {
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
    expect(packages.filter(([, { resolved, link }]) => resolved ?? link).map(([path]) => path)).toEqual([]);
  });

  test('is of exact versions: package.json names no range', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });
});

describe('scripts at the installation', () => {
  const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript);

  test('no package of production has one', () => {
    expect(scripted.filter(([, { dev, devOptional }]) => !dev && !devOptional).map(([path]) => path)).toEqual([]);
  });

  test('those that want one are named in package.json: Node for development is allowed, all others are not', () => {
    const named = Object.keys(allowScripts);
    expect(scripted.map(([path]) => nameOf(path)).sort()).toEqual(named.sort());
    expect(named.filter((name) => allowScripts[name])).toEqual(['node']);
  });

  test('the image runs none', () => {
    expect(readFileSync('Dockerfile', 'utf8')).toMatch(/^RUN npm ci --ignore-scripts$/m);
  });
});

test('the image brings the words of every licence of what is in its files', () => {
  const each = readFileSync('dist/licences.txt', 'utf8').split(/^-{80}$/m);
  expect(each.length).toBeGreaterThan(20);
  expect(each.filter((words) => !/copyright/i.test(words)).map((words) => words.trim())).toEqual([]);
});
