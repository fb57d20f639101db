// Writes what follows from the table of commands: docs/commands.md, and the hint in manifest.yml. `--check` only compares.

import { readFileSync, writeFileSync } from 'node:fs';
import { commands } from '../src/commands/verbs.ts';
import { commandsPage, hintOf, withHint } from './generate/pages.ts';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const manifest = readFileSync(at('manifest.yml'), 'utf8');
const wanted = {
  'docs/commands.md': commandsPage(commands),
  'manifest.yml': withHint(manifest, hintOf(commands)),
};

const read = (path: string): string => {
  try {
    return readFileSync(at(path), 'utf8');
  } catch {
    return '';
  }
};

const stale = Object.entries(wanted).filter(([path, text]) => read(path) !== text);
const isCheck = process.argv.includes('--check');
for (const [path, text] of stale) {
  if (isCheck) process.stderr.write(`${path} is stale: run npm run generate\n`);
  else writeFileSync(at(path), text);
}
if (isCheck && stale.length > 0) process.exitCode = 1;
