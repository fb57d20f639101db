// The answer to `quota`.

import type { QuotaReport } from '../operations/quota-report.ts';
import { actions, button, context, fields, header, type Message, message, section } from './blocks.ts';
import { count } from './session-line.ts';
import { join, md, when } from './text.ts';

const purposes: Record<string, string> = {
  command: 'People’s commands',
  digest: 'Digests',
  live: 'Following live sessions',
  upkeep: 'Upkeep',
  import: 'Imports',
};

const number = (value: number) => value.toLocaleString('en-US');

export function quotaMessage({ seen, resetsAt, ours }: QuotaReport, timeZone: string): Message {
  const own = ours.reduce((sum, { calls }) => sum + calls, 0);
  const shares = join(
    ours.map(({ purpose, calls }) => md`• ${purposes[purpose] ?? purpose}: ${number(calls)}`),
    '\n',
  );
  const spent = section(
    md`*Showrunner's own calls in the last 30 days: ${number(own)}*\n${ours.length > 0 ? shares : 'None yet.'}`,
  );
  if (!seen) {
    return message('Livestorm has not said yet how many calls are left.', [
      header('Livestorm quota'),
      section(
        'Livestorm says how many calls are left with each answer, and Showrunner has had none yet. Any command that asks Livestorm will tell.',
      ),
      spent,
    ]);
  }
  const used = Math.max(0, seen.limit - seen.remaining);
  const percent = (seen.limit > 0 ? used / seen.limit : 0).toLocaleString('en-US', {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  const verdict = `${number(used)} of ${number(seen.limit)} Livestorm calls used (${percent}), ${number(seen.remaining)} left.`;
  const resets = resetsAt
    ? md`Starts again ${when(resetsAt, timeZone)}.`
    : md`Livestorm counts 30 days from the first call and names the day of the reset only when the allowance is spent.`;
  return message(verdict, [
    header('Livestorm quota'),
    section(md`*${verdict}*\n${bar(used, seen.limit)}`),
    fields(md`*Used*\n${number(used)}`, md`*Left*\n${number(seen.remaining)}`),
    spent,
    context(
      md`As Livestorm's answer said ${when(seen.at, timeZone)}. The allowance is the whole organisation's: what Showrunner did not spend, other tools did. ${resets} This report cost ${count(0, 'call', 'calls')}.`,
    ),
    actions(button({ id: 'share', text: 'Share in channel', value: 'quota' })),
  ]);
}

const CELLS = 20;

/** A picture made of characters: the numbers stand beside it. */
function bar(used: number, limit: number): string {
  const full = limit > 0 ? Math.min(CELLS, Math.round((used / limit) * CELLS)) : 0;
  return '▓'.repeat(full) + '░'.repeat(CELLS - full);
}
