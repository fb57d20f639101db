// A list of people out of a file or a paste: bytes to text, text to rows. Says what is wrong by name.

import Papa from 'papaparse';
import { AskError, type ListFault } from '../errors.ts';

/** A row of the list, with its number as a spreadsheet counts. */
export interface ListRow {
  row: number;
  cells: string[];
}

export const MOST_BYTES = 5_000_000;
export const MOST_ROWS = 5_000;

const fault = (what: ListFault) => new AskError({ code: 'bad_list', fault: what });

/** UTF-8, UTF-16 with or without its mark, else Windows-1252: what Excel writes where people are not asked. */
export function decodeList(bytes: Uint8Array): string {
  if (bytes.byteLength > MOST_BYTES) throw fault({ kind: 'too_big', mostBytes: MOST_BYTES });
  // A zip (xlsx, ods, numbers) and Excel's older format.
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, '\xd0\xcf\x11\xe0')) throw fault({ kind: 'workbook' });
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell a text from what is none
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) throw fault({ kind: 'not_text' });
  return text;
}

const startsWith = (bytes: Uint8Array, sign: string): boolean =>
  Buffer.from(bytes.subarray(0, sign.length)).toString('latin1') === sign;

function encodingOf(bytes: Uint8Array): string {
  const [first, second, third, fourth] = bytes;
  if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && third === 0)) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** Rows in which something stands, in order; at most 5,001 (one may be a heading). 5 MB take about 50 ms. */
export function readRows(text: string): ListRow[] {
  const rows: ListRow[] = [];
  let row = 0;
  let wrong: ListFault | null = null;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step({ data: cells, errors }, parser) {
      row += 1;
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ row, cells });
      // From a quotation mark that is not closed on, one cell swallows all the others.
      if (errors.some(({ type }) => type === 'Quotes')) wrong = { kind: 'broken', row };
      if (rows.length > MOST_ROWS + 1) wrong = { kind: 'too_many', most: MOST_ROWS };
      if (wrong) parser.abort();
    },
  });
  if (wrong) throw fault(wrong);
  if (rows.length === 0) throw fault({ kind: 'empty' });
  return rows;
}

/** In the order of preference. The library's own guess gives up where a list ends with an empty line (5.7.1). */
const DELIMITERS = [',', ';', '\t', '|'];

/** The one that stands equally often in most of the first lines, outside of quotation marks. */
function delimiterOf(text: string): string {
  const sample = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
  const lines = sample.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.slice(0, 30).map((line) => line.split(delimiter).length - 1);
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
    return usual === 0 ? 0 : counts.filter((count) => count === usual).length + usual / 1_000;
  });
  const best = scores.indexOf(Math.max(...scores));
  return DELIMITERS[best] ?? ',';
}
