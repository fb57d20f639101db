// Rows that came one after the other, as JSON in a buffer that is used again: so they are no work for the collector.

import { gunzipSync, gzipSync } from 'node:zlib';

export interface RowBuffer {
  bytes: Buffer;
  length: number;
  rows: number;
  span: Span;
}

/** The first and the last moment of a part, in Unix milliseconds; null where one has none. */
export type Span = readonly [number, number] | null;

/** About a page of fifty. */
const BYTES = 50 * 1_024;

/** An empty one; over the bytes of another that is not needed any more, if there is one. */
export const rowBuffer = (bytes: Buffer = Buffer.alloc(BYTES)): RowBuffer => ({
  bytes,
  length: 0,
  rows: 0,
  span: NEVER,
});

/** Its bytes grow when they are too few. */
export function add(buffer: RowBuffer, rows: object[]): void {
  if (rows.length === 0) return;
  const text = `${buffer.rows === 0 ? '[' : ','}${JSON.stringify(rows).slice(1, -1)}`;
  const most = buffer.length + 3 * text.length + 1;
  if (most > buffer.bytes.length) buffer.bytes = Buffer.concat([buffer.bytes.subarray(0, buffer.length)], 2 * most);
  buffer.length += buffer.bytes.write(text, buffer.length);
  buffer.rows += rows.length;
  buffer.span = both(buffer.span, spanOf(rows));
}

const NEVER = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;

const both = (a: Span, b: Span): Span => a && b && [Math.min(a[0], b[0]), Math.max(a[1], b[1])];

export function spanOf(rows: object[]): Span {
  let span: Span = NEVER;
  for (const row of rows) {
    const at = 'at' in row && typeof row.at === 'number' ? row.at : null;
    span = both(span, at === null ? null : [at, at]);
  }
  return span;
}

/** Of one that is not empty: its bracket was never opened. */
function jsonOf({ bytes, length }: RowBuffer): Buffer {
  bytes.write(']', length);
  return bytes.subarray(0, length + 1);
}

export const rowsOf = <T>(buffer: RowBuffer): T[] => JSON.parse(jsonOf(buffer).toString('utf8'));

/** Some milliseconds for twenty pages. Level 1: a third of the size, three times as fast as the usual one. */
export const packed = (buffer: RowBuffer): string => gzipSync(jsonOf(buffer), { level: 1 }).toString('base64');

export const unpacked = <T>(data: string): T[] => JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString('utf8'));
