// npm run docs:check: runs every command of README.md, CONTRIBUTING.md and docs/*.md, each as docs-check/ways.ts says.

import { globSync, readFileSync } from 'node:fs';
import { commandsOf } from './docs-check/commands.ts';
import { openStage } from './docs-check/stage.ts';
import { attempt } from './docs-check/try.ts';
import { type Way, ways } from './docs-check/ways.ts';

const files = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/*.md').sort()];
const told = files.flatMap((file) => commandsOf(file, readFileSync(file, 'utf8')));
const ci = readFileSync('.ci/run', 'utf8').split('\n');

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const isThere = (command: string) => {
  const [, script] = /\bnpm run ([\w:]+)/.exec(command) ?? [];
  return script === undefined || script in scripts;
};

/** By command: where it first stands, and its way. */
const all = new Map<string, { at: string; way: Way | undefined }>();
for (const { command, at } of told)
  if (!all.has(command)) all.set(command, { at, way: ways.find(({ is }) => is.test(command)) });

const started = performance.now();
const faults: string[] = [];
const tried = new Set<string>();
const tally = { run: 0, ci: 0, not: 0 };
const seconds = () => ((performance.now() - started) / 1000).toFixed(1);

async function check(command: string, at: string, way: Way | undefined): Promise<void> {
  const fault = (words: string) => faults.push(`${at}: ${command}\n    ${words}`);
  if (!way) fault('scripts/docs-check/ways.ts does not say how it is tried');
  else if (!isThere(command)) fault('package.json has no such script');
  else if (way.not) {
    tally.not += 1;
    console.log(`not here  ${command}: ${way.not}`);
  } else if (way.ci) {
    tally.ci += 1;
    const line = way.ci;
    if (!ci.some((each) => each.startsWith(line))) fault(`.ci/run has no line "${line}"`);
  } else {
    tally.run += 1;
    if (tried.has(way.as ?? command)) return;
    tried.add(way.as ?? command);
    const from = performance.now();
    const wrong = await attempt(command, way, stage);
    console.log(
      `${wrong ? 'FAILED' : 'ok    '}  ${((performance.now() - from) / 1000).toFixed(1).padStart(5)} s  ${command}`,
    );
    if (wrong) fault(wrong);
  }
}

await using stage = await openStage();
/** What works on the database, in the order of the documents; and all else beside it. */
const lane = (command: string) => (/^npm start|\bdb:/.test(command) ? 'database' : 'other');
const lanes = Object.values(Object.groupBy(all.entries(), ([command]) => lane(command)));
await Promise.all(
  lanes.map(async (those) => {
    for (const [command, { at, way }] of those) await check(command, at, way);
  }),
);
for (const way of ways)
  if (![...all.values()].some((each) => each.way === way))
    faults.push(`no document has a command for ${way.is} of ways.ts`);

console.log(
  `${told.length} commands in ${files.length} files, ${all.size} of them different: ${tally.run} run here, ${tally.ci} by .ci/run, ${tally.not} not, in ${seconds()} s`,
);
for (const fault of faults) console.error(`\n${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
