// Tables and charts, drawn with characters.

import { isRecord, type Json, records, str } from '../model.ts';
import { bold, type Page, pad, padLeft, plainWidth } from './page.ts';
import { richTextLines } from './rich-text.ts';

const cellText = (cell: Json, page: Page): string =>
  cell.type === 'rich_text' ? richTextLines(cell, page).join(' ') : str(cell.text);

const rowsOf = (block: Json): Json[][] => (Array.isArray(block.rows) ? block.rows.map((row) => records(row)) : []);

/** Columns as wide as their widest cell; numbers to the right; a rule under the header. */
export function tableLines(block: Json, page: Page): string[] {
  const rows = rowsOf(block);
  const texts = rows.map((row) => row.map((cell) => cellText(cell, page)));
  const widths = (texts[0] ?? []).map((_cell, column) =>
    Math.max(...texts.map((row) => plainWidth(row[column] ?? ''))),
  );
  const settings = records(block.column_settings);
  const right = (row: number, column: number): boolean =>
    settings[column]?.align === 'right' || rows[row === 0 ? 1 : row]?.[column]?.type === 'raw_number';
  const lines = texts.map((row, at) =>
    row.map((text, column) => (right(at, column) ? padLeft : pad)(text, widths[column] ?? 0)).join('  '),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const caption = str(block.caption);
  return [...(caption ? [bold(caption, page)] : []), ...lines.slice(0, 1), rule, ...lines.slice(1)];
}

const BAR = 30;

function bar(value: number, largest: number): string {
  return largest <= 0 ? '' : '█'.repeat(Math.max(value > 0 ? 1 : 0, Math.round((value / largest) * BAR)));
}

interface Bar {
  label: string;
  value: number;
  note: string;
}

function bars(all: Bar[]): string[] {
  const largest = Math.max(0, ...all.map(({ value }) => value));
  const width = Math.max(0, ...all.map(({ label }) => plainWidth(label)));
  return all.map(({ label, value, note }) => `${pad(label, width)}  ${bar(value, largest)} ${note}`);
}

const pointsOf = (points: unknown): Bar[] =>
  records(points).map(({ label, value }) => ({ label: str(label), value: Number(value), note: String(value) }));

/** Bars for every kind of chart; a pie says its shares. */
export function chartLines(block: Json, page: Page): string[] {
  const chart = isRecord(block.chart) ? block.chart : {};
  const title = bold(str(block.title), page);
  if (chart.type === 'pie') {
    const slices = pointsOf(chart.segments);
    const total = slices.reduce((sum, { value }) => sum + value, 0);
    return [
      title,
      ...bars(slices.map((one) => ({ ...one, note: `${one.value} (${Math.round((100 * one.value) / total)}%)` }))),
    ];
  }
  const series = records(chart.series);
  const named = series.length > 1;
  return [title, ...series.flatMap((one) => [...(named ? [str(one.name)] : []), ...bars(pointsOf(one.data))])];
}
