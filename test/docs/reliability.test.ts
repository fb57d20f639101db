// docs/reliability.md names a test for every fault and every bad input: they are where it says, and none is forgotten.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { withFigures } from '../faults/figures.ts';

const text = readFileSync('docs/reliability.md', 'utf8');

interface Row {
  id: string;
  cells: string[];
}

const rows: Row[] = text.split('\n').flatMap((line) => {
  const cells = line.split('|').map((cell) => cell.trim());
  const id = cells[1] ?? '';
  return /^[FB]\d+$/.test(id) ? [{ id, cells: cells.slice(2, -1) }] : [];
});

const numbered = (letter: string, last: number) => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);

/** `file` “title”, as often as there are. */
const named = (cell: string) =>
  [...cell.matchAll(/`(test\/[\w./-]+)` “(.+?)”/g)].map(([, file, title]) => ({ file, title }));

test('every fault and every bad input has one row, in order, with what it is, what happens and who says so', () => {
  expect(rows.map(({ id }) => id)).toEqual([...numbered('F', 58), ...numbered('B', 45)]);
  for (const { id, cells } of rows) {
    expect(cells, id).toHaveLength(3);
    for (const cell of cells) expect(cell, id).not.toBe('');
  }
});

describe.each(rows)('$id', ({ cells: [, , proof = ''] }) => {
  test('names tests that are there, or says why there is none', () => {
    const tests = named(proof);
    if (tests.length === 0) expect(proof).toMatch(/^(Does not apply|Later): .{20,}\.$/);
    // Nothing else may look like a test and not be checked.
    expect(tests).toHaveLength(proof.match(/`test\//g)?.length ?? 0);
    for (const { file = '', title = '' } of tests) {
      expect(file).toMatch(/\.(test|fault)\.ts$/);
      expect(existsSync(file), file).toBe(true);
      expect(titlesIn(file), `${file}: ${title}`).toContain(title);
    }
  });
});

/** Every string that is the first argument of something, which titles of tests are; escapes undone. */
function titlesIn(file: string): string[] {
  const strings = readFileSync(file, 'utf8').matchAll(
    /\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`([^`]*)`)\s*,/g,
  );
  return [...strings].map(([, single, double, template]) =>
    (single ?? double ?? template ?? '').replace(/\\(['"`])/g, '$1'),
  );
}

test('the page stands alone: it leads to files of this project only', () => {
  for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g))
    expect(existsSync(`docs/${target}`), target).toBe(true);
  expect(text).not.toMatch(/\.\.\/\.\.|\/work\/|\/tmp\//);
});

describe('figures', () => {
  const page = 'Before\n<!-- figures: begin -->\n\n<!-- figures: end -->\nAfter\n';

  test('of a trial are one row, which the next run of it replaces', () => {
    const once = withFigures(page, 'random kills', '2026-11-23', {
      kills: 300,
      lost: 0,
      p99Ms: 4.126,
      idleMB: 181,
      faults: { cut: 3 },
    });
    const other = withFigures(once, 'power cuts', '2026-11-24', { lost: [0, 0, 0] });
    const again = withFigures(other, 'random kills', '2026-11-25', { kills: 1_000, lost: 0 });
    expect(once).toContain(
      '| random kills | 2026-11-23 | kills 300, lost 0, p99 ms 4.13, idle MB 181, faults (cut 3) |',
    );
    expect(again.split('\n').filter((line) => line.startsWith('| '))).toEqual([
      '| trial | date | figures |',
      '| --- | --- | --- |',
      '| power cuts | 2026-11-24 | lost 0 (3 times) |',
      '| random kills | 2026-11-25 | kills 1000, lost 0 |',
    ]);
    expect(again).toMatch(/^Before\n[\s\S]*\nAfter\n$/);
  });

  test('cannot break the table, and are not lost where there is no table', () => {
    expect(withFigures(page, 'a|b\nc', '2026-11-23', { d: 'e|f' })).toContain('| a/b c | 2026-11-23 | d e/f |');
    expect(() => withFigures('no place', 'a', '2026-11-23', {})).toThrow('no place for figures');
  });
});
