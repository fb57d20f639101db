// The answer to `quota`: used and left, how long it lasts, where it went, what waits.

import type { MrkdwnElement } from '@slack/types';
import type { QuotaReport } from '../operations/quota-report.ts';
import { actions, type Block, button, context, header, type Message, message, section } from './blocks.ts';
import { mention } from './mention.ts';
import { isSeen, literal, quote, short } from './names.ts';
import { number } from './numbers.ts';
import { bar, share, sparks } from './quota-picture.ts';
import { contactsWords, helpWords, lastsWords, periodWords, waitsWords } from './quota-words.ts';
import { join, md, when } from './text.ts';

const purposes = new Map([
  ['command', "People's commands"],
  ['digest', 'Digests'],
  ['live', 'Following live sessions'],
  ['upkeep', 'Upkeep'],
  ['import', 'Imports'],
]);

const MOST_PURPOSES = 10;

const readNow = () => button({ id: 'quota.read', text: 'Read now (1 call)' });

/** `calls`: what this report cost. */
export function quotaMessage(report: QuotaReport, timeZone: string, calls = 0): Message {
  const { seen, isOld, period } = report;
  if (!seen) {
    return message('Livestorm has not said yet how many calls are left.', [
      header('Livestorm quota'),
      section(
        'Livestorm says with each answer how many calls are left, and Showrunner has had no answer yet. The first command that asks Livestorm will tell.',
      ),
      spent(report, timeZone),
      actions(readNow()),
    ]);
  }
  const verdict = verdictOf(seen);
  const old = isOld ? md` That is over an hour ago: other tools may have spent since.` : md``;
  return message(verdict, [
    header('Livestorm quota'),
    section(md`*${verdict}*\n${bar(seen)}`),
    section(join([lastsWords(report, timeZone), ...sparks(report)], '\n')),
    spent(report, timeZone),
    ...sections(waitsWords(report, timeZone)),
    section(contactsWords(report, timeZone)),
    ...sections(helpWords(report)),
    context(
      md`As Livestorm's answer said ${when(seen.at, timeZone)}.${old} ${periodWords(period, timeZone)}`,
      md`The allowance is the whole organisation's. This report cost ${calls} ${calls === 1 ? 'call' : 'calls'}.`,
    ),
    actions(...(isOld ? [readNow()] : []), button({ id: 'share', text: 'Share in channel', value: 'quota' })),
  ]);
}

export function verdictOf(seen: { limit: number; remaining: number }): string {
  const left = Math.max(0, seen.remaining);
  const used = Math.max(0, seen.limit - left);
  return `${number(used)} of ${number(seen.limit)} Livestorm calls used (${share(used, seen.limit)}), ${number(left)} left.`;
}

const sections = (lines: MrkdwnElement[]): Block[] => (lines.length > 0 ? [section(join(lines, '\n'))] : []);

/** Showrunner's own calls, by what they were for, and who spent most. */
function spent({ ours, others, spenders, since, period, now }: QuotaReport, timeZone: string): Block {
  const all = ours.reduce((sum, { calls }) => sum + calls, 0);
  const span = period.startsAt ? md`since ${when(since, timeZone)}` : md`in the last 30 days`;
  const head = md`*Showrunner's own calls ${span}: ${number(all)}*`;
  const rest = ours.slice(MOST_PURPOSES).reduce((sum, { calls }) => sum + calls, 0);
  const lines = ours
    .slice(0, MOST_PURPOSES)
    .map(({ purpose, calls }) => ({ name: purposes.get(purpose) ?? short(purpose, 50), calls }))
    .concat(rest > 0 ? [{ name: 'Everything else', calls: rest }] : [])
    .map(({ name, calls }) => md`• ${literal(name)}: ${number(calls)} (${share(calls, all)})`);
  return section(
    join(
      [
        head,
        ...(all === 0 ? [md`None yet.`] : lines),
        ...most(spenders),
        ...foreign(others, period.startsAt ?? now, now),
      ],
      '\n',
    ),
  );
}

/** Of a person by mention, of a digest by its session, of anything else by its job. */
function most(spenders: QuotaReport['spenders']): MrkdwnElement[] {
  const named = spenders
    .filter(({ who }) => who !== null)
    .map(({ who, title, purposeKind, calls }) => {
      const name =
        purposeKind === 'command' || purposeKind === 'import'
          ? mention(who ?? '')
          : literal(isSeen(title) ? quote(short(title, 60)) : short(who ?? '', 40));
      return md`${name} ${number(calls)}`;
    });
  return named.length > 0 ? [md`Most by ${join(named, ', ')}.`] : [];
}

/** What others in the organisation spent: their calls are in Livestorm's figure and not among ours. */
function foreign(others: number | null, from: Date, now: Date): MrkdwnElement[] {
  if (others === null) return [];
  const span = from < now ? '' : ' in the last 14 days, as far as Showrunner could see';
  return [md`Others in the organisation spent ${number(others)}${span}.`];
}
