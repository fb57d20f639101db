// The file that moves a team from one database to another: gzipped lines of JSON, one row each, in an order that can be read once.
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { isThere, whole } from '../../src/store/disk.ts';

/** Raised when older scripts could not read it. */
export const FORMAT = 1;

const name = z.string().min(1);

const line = z.union([
  z.object({
    showrunner: z.object({
      format: z.number(),
      exportedAt: z.string(),
      /** The schema the rows were in. */
      migrations: z.array(name),
      queues: z.array(z.object({ name, policy: z.string() })),
    }),
  }),
  /** The rows that follow are of this table, a value for each of these columns. */
  z.object({ table: name, columns: z.array(name) }),
  /** As PostgreSQL writes each value as text, so that none is rounded: microseconds, big numbers, NUL in JSON. */
  z.array(z.string().nullable()),
  /** A job that waits or runs, as pg-boss takes it. */
  z.object({ job: z.looseObject({ name, id: z.string() }) }),
  z.object({ end: z.object({ rows: z.record(z.string(), z.number()), jobs: z.number() }) }),
]);

export type Line = z.infer<typeof line>;
export type Header = Extract<Line, { showrunner: unknown }>['showrunner'];
export type Totals = Extract<Line, { end: unknown }>['end'];

/** The file is there when all of it is. Only its owner may read it: it holds names and addresses. */
export async function writeLines(path: string, lines: AsyncIterable<Line>): Promise<void> {
  await refuseExisting(path);
  async function* text() {
    for await (const one of lines) yield `${JSON.stringify(one)}\n`;
  }
  const write = (draft: string) =>
    pipeline(Readable.from(text()), createGzip(), createWriteStream(draft, { mode: 0o600 }));
  await whole(path, write);
}

/** Throws when the file is damaged or is not ours. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const source = createReadStream(path);
  const unzipped = createGunzip();
  const piped = pipeline(source, unzipped);
  piped.catch(() => {}); // thrown below, where it is awaited
  let number = 0;
  try {
    for await (const text of createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      yield parse(text, `${path}, line ${number}`);
    }
    await piped;
  } finally {
    source.destroy();
  }
}

function parse(text: string, place: string): Line {
  try {
    return line.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${place}: this is not what db:export writes`, { cause: error });
  }
}

export async function refuseExisting(path: string): Promise<void> {
  if (await isThere(path)) throw new Error(`${path} is there already: name another file, or move that one away`);
}
