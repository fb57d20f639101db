// The figures of the simulated months, in docs/quota.md between their markers.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Month, Outcome } from './month.ts';

const DOCUMENT = new URL('../../docs/quota.md', import.meta.url);
const BEGIN = '<!-- figures, written by npm run quota:simulate -->';
const END = '<!-- end of figures -->';

interface Done {
  month: Month & { bound: number };
  outcome: Outcome;
}

export function write(done: Done[]): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error('docs/quota.md has no place for figures');
  writeFileSync(DOCUMENT, `${text.slice(0, from)}${BEGIN}\n\n${tables(done)}\n\n${text.slice(to)}`);
}

const PURPOSES = ['command', 'digest', 'import', 'live', 'upkeep'];

function tables(done: Done[]): string {
  const spent = (outcome: Outcome, what: string) =>
    outcome.byPurpose.find(({ purpose }) => purpose === what)?.calls ?? 0;
  const operations = [...new Set(done.flatMap(({ outcome }) => outcome.byOperation.map(({ operation }) => operation)))];
  const of = (outcome: Outcome, name: string) =>
    outcome.byOperation.find(({ operation }) => operation === name)?.calls ?? 0;
  return [
    table(
      ['a month', ...PURPOSES, 'all', 'at most'],
      done.map(({ month, outcome }) => [
        month.name,
        ...PURPOSES.map((what) => spent(outcome, what)),
        `**${outcome.calls}**`,
        month.bound,
      ]),
    ),
    table(
      ['operation', ...done.map(({ month }) => month.name)],
      operations.map((name) => [`\`${name}\``, ...done.map(({ outcome }) => of(outcome, name))]),
    ),
    table(
      ['what waited', ...done.map(({ month }) => month.name)],
      [
        ['commands that were refused', ...done.map(({ outcome }) => outcome.commandsRefused)],
        ['digests within the hour', ...done.map(({ outcome }) => `${outcome.digests.atOnce} of ${outcome.sessions}`)],
        ['digests later in the period', ...done.map(({ outcome }) => outcome.digests.later)],
        ['digests in the next period', ...done.map(({ outcome }) => outcome.digests.nextPeriod)],
        ['digests that never came', ...done.map(({ outcome }) => outcome.digests.never)],
        ['messages in channels that said so', ...done.map(({ outcome }) => outcome.notes)],
        ['hours that imports waited', ...done.map(({ outcome }) => outcome.importsLater)],
        ['imports not finished', ...done.map(({ outcome }) => outcome.importsOpen)],
        ['looks at live sessions that paused', ...done.map(({ outcome }) => outcome.looksSkipped)],
      ],
    ),
    table(
      ['forecast of the whole period', ...done.map(({ month }) => month.name)],
      [10, 15, 20, 25].map((day) => [
        `on day ${day}`,
        ...done.map(({ outcome }) => {
          const point = outcome.forecast.find((one) => one.day === day);
          return point ? `${point.foreseen} (${point.off > 0 ? '+' : ''}${Math.round(point.off * 100)} %)` : 'unknown';
        }),
      ]),
    ),
  ].join('\n\n');
}

const table = (head: string[], rows: (string | number)[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
