// npm run build: the bot and its database commands as a few files in dist/, with all packages but PGlite in them, for the image.
// A start that loads a few files instead of 1,700 takes half the processor time and less memory (docs/performance.md).

import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';

const FOLDER = 'dist';

await rm(FOLDER, { recursive: true, force: true });
const { output } = await build({
  input: {
    showrunner: 'start.js',
    'db-backup': 'scripts/db-backup.ts',
    'db-restore': 'scripts/db-restore.ts',
    'db-export': 'scripts/db-export.ts',
    'db-import': 'scripts/db-import.ts',
    template: 'scripts/template.ts',
  },
  platform: 'node',
  // PGlite reads its WebAssembly from beside itself; the others are optional to pg and ws, and not installed.
  external: [/^@electric-sql\/pglite/, 'pg-native', 'bufferutil', 'utf-8-validate'],
  // Not minified: a stack names its functions. And store/template.ts imports itself by the name of its export, in another process.
  output: { dir: FOLDER, comments: false, minifyInternalExports: false },
});
const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
await writeFile(join(FOLDER, 'licences.txt'), await licences(modules));
console.log(`Built ${output.map(({ fileName }) => fileName).join(', ')}.`);

/** Of all packages that have a module in it, whose texts must go along. */
async function licences(modules: string[]): Promise<string> {
  const packages = new Set(modules.map((id) => /^\/.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]));
  packages.delete(undefined);
  const texts = await Promise.all([...packages].toSorted().map((folder = '') => licence(folder)));
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function licence(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return [`${name} ${version} (${license})`, ...(texts.length > 0 ? texts : [await saidInReadme(folder)])].join('\n\n');
}

/** Some have their licence at the end of it, and in no file of its own. */
async function saidInReadme(folder: string): Promise<string> {
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  return readme.slice(readme.search(/^#+ licen[cs]e/im));
}
