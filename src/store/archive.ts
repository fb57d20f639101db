// A folder as a tar, there and back, a piece at a time. Only what a database folder needs: plain files and folders.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const BLOCK = 512;

/** Up to here a file is written in one piece: most of a database's hundreds of files are a few pages. */
const SMALL = 1 << 20;

/** The folder's files in POSIX ustar, in an order that depends on their names only. `skip` names files to leave out. */
export async function* pack(folder: string, skip: string[] = []): AsyncGenerator<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));
  for (const { entry, path } of paths.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    if (skip.includes(entry.name)) continue;
    const name = path.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, '');
    if (entry.isDirectory()) yield header(`${name}/`, 0, '5');
    else yield* packFile(path, name);
  }
  yield new Uint8Array(2 * BLOCK);
}

async function* packFile(path: string, name: string): AsyncGenerator<Uint8Array> {
  const { size } = await stat(path);
  yield header(name, size, '0');
  // Exactly what the header says, should the file have grown.
  if (size > 0) yield* createReadStream(path, { end: size - 1, highWaterMark: 1 << 20 });
  yield new Uint8Array(padding(size));
}

const padding = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK;

/** Only the owner reads what comes out: PostgreSQL refuses a folder that others may write to. */
function header(name: string, size: number, type: '0' | '5'): Uint8Array {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for an archive`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  block.write(name, 0);
  block.write(octal(type === '5' ? 0o700 : 0o600, 8), 100);
  block.write(octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12), 108);
  block.write(' '.repeat(8), 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  block.write(`${sum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

const sum = (block: Uint8Array) => block.reduce((total, byte) => total + byte, 0);

/** Writes an archive's files into a folder. Throws when the archive is cut short, damaged, or would write elsewhere. */
export async function unpack(archive: AsyncIterable<Uint8Array>, folder: string): Promise<void> {
  const { take, drain } = cutter(archive);
  for (;;) {
    const block = await whole(take(BLOCK));
    if (block.every((byte) => byte === 0)) break;
    const { name, size, isFolder } = parse(block);
    const path = join(folder, name);
    await mkdir(isFolder ? path : dirname(path), { recursive: true, mode: 0o700 });
    if (isFolder) continue;
    if (size < SMALL) await writeFile(path, await whole(take(size)), { mode: 0o600 });
    else await pipeline(take(size), createWriteStream(path, { mode: 0o600 }));
    await whole(take(padding(size)));
  }
  // To the end, where a compressed archive has its checksum.
  await drain();
}

function parse(block: Buffer): { name: string; size: number; isFolder: boolean } {
  const text = (start: number, end: number) => block.toString('utf8', start, end).replace(/\0.*$/s, '');
  const expected = Number.parseInt(text(148, 156), 8);
  block.fill(' ', 148, 156);
  if (sum(block) !== expected) throw new Error('this is not an archive, or it is damaged');
  const name = text(0, 100).replace(/^\/+/, '');
  const type = text(156, 157);
  if (name.split(/[/\\]/).includes('..')) throw new Error(`${name} would be written elsewhere`);
  if (type !== '0' && type !== '5') throw new Error(`${name} is neither a file nor a folder`);
  return { name, size: Number.parseInt(text(124, 136), 8), isFolder: type === '5' };
}

/** `take` yields exactly as many bytes of what follows as it is asked for, in pieces. */
function cutter(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  async function* take(bytes: number): AsyncGenerator<Uint8Array> {
    for (let missing = bytes; missing > 0; ) {
      if (rest.length === 0) {
        const next = await chunks.next();
        if (next.done) throw new Error('the archive is cut short');
        rest = next.value;
      }
      const piece = rest.subarray(0, missing);
      rest = rest.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }
  async function drain(): Promise<void> {
    while (!(await chunks.next()).done);
  }
  return { take, drain };
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
