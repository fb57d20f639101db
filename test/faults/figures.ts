// What a trial measured, written down where people read it: in docs/reliability.md, by the trial itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

const DOCUMENT = new URL('../../docs/reliability.md', import.meta.url);
const BEGIN = '<!-- figures: begin -->';
const END = '<!-- figures: end -->';
const HEAD = ['| trial | date | figures |', '| --- | --- | --- |'];

/** A full trial's row in the document; a trial that runs again replaces its own. Short forms in `npm test` write nothing. */
export function report(trial: string, figures: Record<string, unknown>): void {
  if (!expect.getState().testPath?.endsWith('.fault.ts')) return;
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(DOCUMENT, withFigures(readFileSync(DOCUMENT, 'utf8'), trial, today, figures));
}

/** Pure: the document with that trial's row between its two markers, rows in the order of their names. */
export function withFigures(text: string, trial: string, date: string, figures: Record<string, unknown>): string {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error('docs/reliability.md has no place for figures');
  const name = cell(trial);
  const others = text
    .slice(from, to)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !HEAD.includes(line) && !line.startsWith(`| ${name} | `));
  const rows = [...others, `| ${name} | ${date} | ${cell(listed(figures))} |`].sort();
  return `${text.slice(0, from)}${[BEGIN, '', ...HEAD, ...rows, '', END].join('\n')}${text.slice(to + END.length)}`;
}

const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '/').trim();

/** `{ kills: 300, p99Ms: 4.123, idleMB: 181 }` → 'kills 300, p99 ms 4.12, idle MB 181'. */
const listed = (figures: object): string =>
  Object.entries(figures)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${spaced(name)} ${words(value)}`)
    .join(', ');

const spaced = (name: string): string =>
  name.replace(/(?<=[a-z\d])[A-Z]+/g, (run) => ` ${run.length > 1 ? run : run.toLowerCase()}`);

function words(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  if (Array.isArray(value)) return several(value.map(words));
  if (typeof value === 'object' && value !== null) return `(${listed(value)})`;
  return String(value);
}

function several(all: string[]): string {
  const [first] = all;
  if (first !== undefined && all.length > 1 && all.every((one) => one === first))
    return `${first} (${all.length} times)`;
  return all.length === 0 ? 'none' : all.join(' / ');
}
