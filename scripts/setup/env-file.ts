// A file of settings, changed one value at a time: its comments and its order stay.

import { chmod, readFile, rename, writeFile } from 'node:fs/promises';

/** The text with this value in it: in the place of the one it had (the last, which is the one that is read), of its commented line, or at the end. */
export function withValue(text: string, name: string, value: string): string {
  const line = `${name}=${quoted(value)}`;
  for (const place of [new RegExp(`^ *(?:export +)?${name} *=.*$`, 'gm'), new RegExp(`^# *${name} *=.*$`, 'gm')]) {
    const last = [...text.matchAll(place)].at(-1);
    if (last) return text.slice(0, last.index) + line + text.slice(last.index + last[0].length);
  }
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
}

/** Node and Compose end a value at a `#`, and take signs in single quotes as they are. */
function quoted(value: string): string {
  if (!/[\s#'"`\\$]/.test(value)) return value;
  if (value.includes("'")) throw new Error('A value with a space, a # or a $ in it must be without single quotes.');
  return `'${value}'`;
}

export const readIfThere = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

/** All of it or nothing, and for its owner only. */
export async function save(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, path);
}
