// A disk that forgets: knows beside a folder what was written through to it, by Node's own fsync, and nothing else.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';

export interface ShadowDisk extends Disposable {
  /** Writes to another folder what a process would find after a power cut now. `random` decides about each page that was not written through. */
  cut(into: string, random: () => number): void;
  /** Of files, so far. */
  fsyncs: number;
}

export interface ShadowOptions {
  /** Called before each write and each fsync of PGlite's: a power cut may come between any two. May throw what a bad disk says. */
  before?: (call: 'write' | 'fsync') => void;
}

const PAGE = 8192;

/**
 * A name is kept when its folder was fsynced, or the new file itself, as on journalling file systems; of its bytes what
 * was fsynced. Each page that was only written is there after the cut, or is not.
 */
export async function shadowDisk(root: string, { before = () => {} }: ShadowOptions = {}): Promise<ShadowDisk> {
  const kept = new Map<number, Buffer>();
  const dirty = new Map<number, { at: number; bytes: number }[]>();
  let names = walk(root);
  for (const [path, inode] of names) if (inode !== null) kept.set(inode, fs.readFileSync(join(root, path)));

  function keep(fd: number): void {
    const { ino, size } = fs.fstatSync(fd);
    shadow.fsyncs++;
    const known = kept.get(ino);
    const isSame = known?.length === size;
    const bytes = isSame ? known : Buffer.alloc(size);
    const pieces = isSame ? (dirty.get(ino) ?? []) : [{ at: 0, bytes: size }];
    for (const piece of pieces) if (piece.bytes > 0) fs.readSync(fd, bytes, piece.at, piece.bytes, piece.at);
    kept.set(ino, bytes);
    dirty.delete(ino);
  }

  const real = { fsyncSync: fs.fsyncSync, writeSync: fs.writeSync };
  const fsyncSync: typeof fs.fsyncSync = (fd) => {
    before('fsync');
    const stat = fs.fstatSync(fd);
    if (stat.isDirectory() || !kept.has(stat.ino)) names = walk(root);
    if (stat.isFile()) keep(fd);
  };
  const writeSync = (fd: number, buffer: Uint8Array, offset: number, bytes: number, at: number) => {
    before('write');
    const { ino } = fs.fstatSync(fd);
    dirty.set(ino, [...(dirty.get(ino) ?? []), { at, bytes }]);
    return real.writeSync(fd, buffer, offset, bytes, at);
  };
  Object.assign(fs, { fsyncSync, writeSync });
  syncBuiltinESMExports();
  const handles = await shadowHandles((fd) => {
    if (fs.fstatSync(fd).isFile()) keep(fd);
    else names = walk(root);
  });

  const shadow: ShadowDisk = {
    fsyncs: 0,
    cut(into, random) {
      for (const [path, inode] of names) {
        const target = join(into, path);
        fs.mkdirSync(inode === null ? target : dirname(target), { recursive: true, mode: 0o700 });
        if (inode === null) continue;
        const written = fs.statSync(join(root, path), { throwIfNoEntry: false });
        const now = written?.ino === inode ? fs.readFileSync(join(root, path)) : Buffer.alloc(0);
        fs.writeFileSync(target, mixed(kept.get(inode) ?? Buffer.alloc(0), now, random), { mode: 0o600 });
      }
    },
    [Symbol.dispose]() {
      Object.assign(fs, real);
      syncBuiltinESMExports();
      handles[Symbol.dispose]();
    },
  };
  return shadow;
}

/** What `fs/promises` writes through counts as well. */
async function shadowHandles(keep: (fd: number) => void): Promise<Disposable> {
  const handle = await fs.promises.open(process.execPath);
  const prototype: { sync: () => Promise<void> } = Object.getPrototypeOf(handle);
  await handle.close();
  const { sync } = prototype;
  prototype.sync = async function (this: fs.promises.FileHandle) {
    keep(this.fd);
  };
  return {
    [Symbol.dispose]() {
      prototype.sync = sync;
    },
  };
}

/** Path to inode; null for a folder. Not the owner's lock: to open and close it here would let it go. */
function walk(root: string): Map<string, number | null> {
  const found = new Map<string, number | null>();
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(root.length + 1);
    if (name.startsWith('owner')) continue;
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined) found.set(name, stat.isDirectory() ? null : stat.ino);
  }
  return found;
}

function mixed(kept: Buffer, now: Buffer, random: () => number): Buffer {
  const result = Buffer.from(kept);
  for (let at = 0; at + PAGE <= Math.min(kept.length, now.length); at += PAGE) {
    const isDirty = kept.compare(now, at, at + PAGE, at, at + PAGE) !== 0;
    if (isDirty && random() < 0.5) now.copy(result, at, at, at + PAGE);
  }
  return result;
}
