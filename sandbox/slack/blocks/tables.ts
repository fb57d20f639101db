// Tables and charts. From docs.slack.dev/reference/block-kit/blocks: table, data_table, data_visualization.

import { isRecord, type Json, records, str } from '../model.ts';
import { richTextBlock } from './rich-text.ts';
import { byType, flag, list, note, number, object, oneOf, type Rule, string, type Walk } from './schema.ts';

const ID = { block_id: string(1, 255) };
const CELLS = {
  raw_text: object({ 'text!': string(1, 10_000) }),
  raw_number: object({ 'value!': number(-Number.MAX_VALUE, Number.MAX_VALUE, false), 'text!': string(1, 10_000) }),
};
const plainCell = byType(CELLS);
const cell = byType({ ...CELLS, rich_text: richTextBlock });

/** Characters a person reads in a value: every `text`, however deep. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + textLength(each), 0);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === 'text' && typeof each === 'string' ? each.length : textLength(each)),
    0,
  );
}

function spend(walk: Walk, total: 'table' | 'dataTable', rows: unknown, limit: number, at: string): void {
  walk.totals[total] += textLength(rows);
  if (walk.totals[total] > limit) note(walk, at, `tables of one message hold no more than ${limit} characters`);
}

const oneTable: Rule = (value, at, walk) => {
  walk.totals.tables += 1;
  if (walk.totals.tables > 1) note(walk, at, 'only one table is allowed in a message');
  spend(walk, 'table', value.rows, 10_000, at);
};

export const table = object(
  {
    ...ID,
    'rows!': list(list(cell, 1, 20), 1, 100),
    column_settings: list(object({ align: oneOf('left', 'center', 'right'), is_wrapped: flag }), 0, 20),
  },
  oneTable,
);

const sameWidth: Rule = (value, at, walk) => {
  const rows = Array.isArray(value.rows) ? value.rows.filter(Array.isArray) : [];
  const widths = new Set(rows.map((row: unknown[]) => row.length));
  if (widths.size > 1) note(walk, `${at}/rows`, 'all rows must have the same number of cells');
  for (const [index, each] of (rows[0] ?? []).entries()) plainCell(each, `${at}/rows/0/${index}`, walk);
  if (Number(value.row_header_column_index ?? 0) >= (rows[0]?.length ?? 1)) {
    note(walk, at, 'row_header_column_index is not a column');
  }
  spend(walk, 'dataTable', value.rows, 20_000, at);
};

export const dataTable = object(
  {
    ...ID,
    'rows!': list(list(cell, 1, 20), 2, 201),
    'caption!': string(1, 3000),
    page_size: number(1, 100),
    row_header_column_index: number(0, 19),
  },
  sameWidth,
);

const point = object({ 'label!': string(1, 20), 'value!': number(-Number.MAX_VALUE, Number.MAX_VALUE, false) });
const slice = object({ 'label!': string(1, 20), 'value!': number(Number.MIN_VALUE, Number.MAX_VALUE, false) });
const series = object({ 'name!': string(1, 20), 'data!': list(point, 1, 20) });
const axes = object({
  'categories!': list(string(1, 20), 1, 20),
  x_label: string(1, 50),
  y_label: string(1, 50),
});

/** Every series has a value for every category, and names differ. */
const complete: Rule = (value, at, walk) => {
  const all = records(value.series);
  if (new Set(all.map((one) => one.name)).size < all.length) note(walk, at, 'series names must be unique');
  const axis = isRecord(value.axis_config) ? value.axis_config : {};
  const categories = Array.isArray(axis.categories) ? axis.categories.map(String) : [];
  const wanted = [...categories].sort().join('\n');
  for (const [index, one] of all.entries()) {
    const labels = records(one.data).map((each: Json) => str(each.label));
    if (labels.sort().join('\n') !== wanted) note(walk, `${at}/series/${index}`, 'every category must have one value');
  }
};

const plotted = object({ 'series!': list(series, 1, 12), 'axis_config!': axes }, complete);

export const dataVisualization = object(
  {
    ...ID,
    'title!': string(1, 50),
    'chart!': byType({ pie: object({ 'segments!': list(slice, 1, 12) }), bar: plotted, line: plotted, area: plotted }),
  },
  (_value, at, walk) => {
    walk.totals.charts += 1;
    if (walk.totals.charts > 2) note(walk, at, 'no more than 2 charts are allowed in a message');
  },
);
