// The answer to `quota`.

import type { QuotaReport } from '../operations/quota-report.ts';
import { actions, type Block, button, context, header, type Message, message, section } from './blocks.ts';
import { literal, short } from './names.ts';
import { join, md, when } from './text.ts';

const purposes = new Map([
  ['command', "People's commands"],
  ['digest', 'Digests'],
  ['live', 'Following live sessions'],
  ['upkeep', 'Upkeep'],
  ['import', 'Imports'],
]);

const MOST_PURPOSES = 10;

const number = (value: number) => value.toLocaleString('en-US');

/** '45%'; a part too small to be seen is 'under 0.1%'. */
function share(part: number, whole: number): string {
  if (whole <= 0) return '0%';
  if (part > 0 && part / whole < 0.001) return 'under 0.1%';
  return (part / whole).toLocaleString('en-US', { style: 'percent', maximumFractionDigits: 1 });
}

export function quotaMessage({ seen, resetsAt, ours }: QuotaReport, timeZone: string): Message {
  if (!seen) {
    return message('Livestorm has not said yet how many calls are left.', [
      header('Livestorm quota'),
      section(
        'Livestorm says with each answer how many calls are left, and Showrunner has had no answer yet. The first command that asks Livestorm will tell.',
      ),
      spent(ours),
    ]);
  }
  const { used, verdict } = quotaVerdict(seen);
  const resets = resetsAt
    ? md`The allowance starts anew ${when(resetsAt, timeZone)}.`
    : md`It starts anew every 30 days, from the first call on; Livestorm names the day only when all is spent.`;
  return message(verdict, [
    header('Livestorm quota'),
    section(md`*${verdict}*\n${bar(used, seen.limit)}`),
    spent(ours),
    context(
      md`As Livestorm's answer said ${when(seen.at, timeZone)}. ${resets}`,
      md`The allowance is the whole organisation's: what Showrunner did not spend, other tools did. This report cost 0 calls.`,
    ),
    actions(button({ id: 'share', text: 'Share in channel', value: 'quota' })),
  ]);
}

/** The one sentence. */
export function quotaVerdict({ limit, remaining }: { limit: number; remaining: number }) {
  const left = Math.max(0, remaining);
  const used = Math.max(0, limit - left);
  const verdict = `${number(used)} of ${number(limit)} Livestorm calls used (${share(used, limit)}), ${number(left)} left.`;
  return { used, verdict };
}

/** Showrunner's own calls, by what they were for. */
function spent(ours: QuotaReport['ours']): Block {
  const all = ours.reduce((sum, { calls }) => sum + calls, 0);
  const head = md`*Showrunner's own calls in the last 30 days: ${number(all)}*`;
  if (all === 0) return section(md`${head}\nNone yet.`);
  const others = ours.slice(MOST_PURPOSES).reduce((sum, { calls }) => sum + calls, 0);
  const lines = ours
    .slice(0, MOST_PURPOSES)
    .map(({ purpose, calls }) => ({ name: purposes.get(purpose) ?? short(purpose, 50), calls }))
    .concat(others > 0 ? [{ name: 'Everything else', calls: others }] : [])
    .map(({ name, calls }) => md`• ${literal(name)}: ${number(calls)} (${share(calls, all)})`);
  return section(md`${head}\n${join(lines, '\n')}`);
}

const CELLS = 20;

/** A picture made of characters: the numbers stand above it. */
function bar(used: number, limit: number): string {
  const full = limit > 0 ? Math.min(CELLS, Math.round((used / limit) * CELLS)) : 0;
  return '▓'.repeat(full) + '░'.repeat(CELLS - full);
}
