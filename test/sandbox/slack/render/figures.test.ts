// Tables and charts, drawn with characters.

import { expect, it } from 'vitest';
import type { Json } from '../../../../sandbox/slack/model.ts';
import { cell, chart, series } from '../blocks/samples.ts';
import { lines, message } from './samples.ts';

it('tables stand in columns, numbers to the right; charts are bars', () => {
  const number = (value: number): Json => ({ type: 'raw_number', value, text: String(value) });
  const table = {
    type: 'table',
    rows: [
      [cell('Who'), cell('Calls')],
      [cell('日本'), number(7)],
      [cell('Digest'), number(120)],
    ],
  };
  expect(lines(message('', table))).toEqual(['Who     Calls', '──────  ─────', '日本        7', 'Digest    120']);
  expect(lines(message('', chart([series('Chat', ['10:00', '10:10', '10:20'])], ['10:00', '10:10', '10:20'])))).toEqual(
    ['Chart', '10:00   0', '10:10  ███████████████ 1', '10:20  ██████████████████████████████ 2'],
  );
  const pie = {
    type: 'data_visualization',
    title: 'Share',
    chart: {
      type: 'pie',
      segments: [
        { label: 'a', value: 3 },
        { label: 'b', value: 1 },
      ],
    },
  };
  expect(lines(message('', pie)).slice(1)).toEqual([
    'a  ██████████████████████████████ 3 (75%)',
    'b  ██████████ 1 (25%)',
  ]);
});
