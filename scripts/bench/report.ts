// The table, on the screen and in docs/performance.md.

import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { type Figure, isMet } from './figure.ts';

const PAGE = new URL('../../docs/performance.md', import.meta.url);
const MARKS = ['<!-- figures, written by npm run bench -->', '<!-- end of figures -->'] as const;

/** `whole`: nothing was left out, so it goes into the page. */
export function report(figures: Figure[], whole: boolean): void {
  const table = [
    ['figure', 'ours', 'floor', 'ratio', 'bound', 'met'],
    ...figures.map((figure) => [
      figure.name,
      amount(figure.ours, figure.unit),
      figure.floor === undefined ? '' : amount(figure.floor, figure.unit),
      figure.ratio === undefined ? '' : figure.ratio.toFixed(2),
      bound(figure),
      { true: 'yes', false: 'no', undefined: '' }[`${isMet(figure)}`],
    ]),
  ];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table) console.log(row.map((cell, column) => cell?.padEnd(widths[column] ?? 0)).join('  '));
  if (whole) write(table.map((row) => `| ${row.join(' | ')} |`));
}

const amount = (value: number, unit: string) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;

function bound({ bound, unit }: Figure): string {
  if (!bound) return '';
  const [words, value] = bound.most === undefined ? ['at least', bound.least] : ['at most', bound.most];
  return `${words} ${value}${bound.of === 'ours' ? ` ${unit}` : ' times'}`;
}

function write([head = '', ...rows]: string[]): void {
  const [start, end] = MARKS;
  const machine = `${availableParallelism()} × ${cpus()[0]?.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  const text = [start, `Measured on ${machine}.`, '', head, '| --- | --- | --- | --- | --- | --- |', ...rows, end];
  const page = readFileSync(PAGE, 'utf8');
  const [before] = page.split(start);
  const after = page.split(end)[1];
  writeFileSync(PAGE, `${before}${text.join('\n')}${after}`);
}
