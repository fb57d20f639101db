// npm run quota:simulate [-- --only NAME --verbose]: a month of a team in seconds, through the real client, gate, jobs and commands; writes docs/quota.md.
import { parseArgs } from 'node:util';
import { type Month, type Outcome, simulate } from './quota/month.ts';
import { write } from './quota/report.ts';

/** And what each may cost at most. */
const MONTHS: (Month & { bound: number })[] = [
  { name: 'every session followed live', monthlyLimit: 10_000, isTold: true, isLive: true, bound: 2_500 },
  { name: 'without following live', monthlyLimit: 10_000, isTold: true, isLive: false, bound: 1_000 },
  { name: 'without webhooks, too', monthlyLimit: 10_000, isTold: false, isLive: false, bound: 1_400 },
  { name: 'followed live, and only 500 calls', monthlyLimit: 500, isTold: true, isLive: true, bound: 500 },
];

const { only, verbose } = parseArgs({ options: { only: { type: 'string' }, verbose: { type: 'boolean' } } }).values;
const done: { month: Month & { bound: number }; outcome: Outcome }[] = [];
for (const month of MONTHS.filter(({ name }) => only === undefined || name.includes(only))) {
  const from = performance.now();
  const outcome = await simulate(month);
  console.log(
    `${month.name}: ${outcome.calls} calls, at most ${month.bound} (${Math.round((performance.now() - from) / 1_000)} s)`,
  );
  if (verbose) console.log(JSON.stringify(outcome, null, 2));
  done.push({ month, outcome });
}
if (only === undefined) write(done);
process.exit(done.every(({ month, outcome }) => outcome.calls <= month.bound && outcome.commandsRefused === 0) ? 0 : 1);
