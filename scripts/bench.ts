// npm run bench [-- --only NAME]: what the bot costs, beside what the same would cost at least, measured in turn.
import { parseArgs } from 'node:util';
import { longDigest } from './bench/digest.ts';
import { formDoor, webhookDoor } from './bench/doors.ts';
import { memory, starting } from './bench/idle.ts';
import { report } from './bench/report.ts';
import { openStage } from './bench/stage.ts';

const measurements = { start: starting, memory, forms: formDoor, webhooks: webhookDoor, digest: longDigest };

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const chosen = Object.entries(measurements).filter(([name]) => only === undefined || name === only);
if (chosen.length === 0) {
  console.error(`There is no measurement named ${only}. There are: ${Object.keys(measurements).join(', ')}.`);
  process.exit(1);
}

await using stage = await openStage();
const figures = [];
for (const [name, measure] of chosen) {
  console.log(`measuring: ${name}`);
  figures.push(...(await measure(stage)));
}
report(figures, only === undefined);
