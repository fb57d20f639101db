// How long Livestorm's calls last, what waits for more, and what would help, in sentences.

import type { MrkdwnElement } from '@slack/types';
import type { Forecast } from '../operations/forecast.ts';
import type { Period } from '../operations/period.ts';
import type { Help, QuotaReport, Waits } from '../operations/quota-report.ts';
import { isSeen, literal, quote, short } from './names.ts';
import { count, number } from './numbers.ts';
import { join, md, when } from './text.ts';

/** The pace and the day on which nothing would be left. */
export function lastsWords({ seen, forecast, period }: QuotaReport, timeZone: string): MrkdwnElement {
  if (forecast.kind === 'unknown')
    return md`How long they last cannot be said yet: that takes ${forecast.needed} days of calls, and there are ${forecast.days}.`;
  const pace = md`About ${number(Math.round(forecast.perDay))} a day in the last ${forecast.overDays} days.`;
  const { likely, earliest, latest } = forecast.runsOut;
  if (likely) {
    const range =
      earliest && latest
        ? md` (between ${when(earliest, timeZone)} and ${when(latest, timeZone)})`
        : soonest(earliest, timeZone);
    return md`${pace} At this pace, and with the sessions that are scheduled, *they would run out ${when(likely, timeZone)}*${range}.`;
  }
  const until = period.endsAt ? md`the allowance starts anew` : md`${when(forecast.until, timeZone)} at least`;
  const risk = earliest ? md` If more is asked than usual, they could run out ${when(earliest, timeZone)}.` : md``;
  return md`${pace} At this pace, and with the sessions that are scheduled, they last until ${until}: ${leftOver(seen, forecast)}.${risk}`;
}

const soonest = (earliest: Date | null, timeZone: string) =>
  earliest ? md` (${when(earliest, timeZone)} at the earliest)` : md``;

function leftOver(seen: QuotaReport['seen'], { toCome }: Extract<Forecast, { kind: 'known' }>): MrkdwnElement {
  const left = (calls: number) => number(Math.max(0, (seen?.remaining ?? 0) - calls));
  return md`about ${left(toCome.likely)} will be left then (between ${left(toCome.high)} and ${left(toCome.low)})`;
}

const KINDS = { rolling: '30 days from the first call', month: 'the calendar month' };

/** When the period ends, and how Showrunner knows. */
export function periodWords({ kind, certainty, endsAt }: Period, timeZone: string): MrkdwnElement {
  if (!endsAt || certainty === 'unknown')
    return md`When the allowance starts anew is not known yet: Livestorm's documents say 30 days after the first call, or the first of the month. Showrunner will know when it sees it happen.`;
  if (certainty === 'said') return md`The allowance starts anew ${when(endsAt.to, timeZone)}: Livestorm said so.`;
  const how = kind ? `the period is ${KINDS[kind]}` : 'the period is 30 days or the calendar month';
  return md`The allowance should start anew between ${when(endsAt.from, timeZone)} and ${when(endsAt.to, timeZone)}: that is inferred from when the count last fell (${how}).`;
}

const WAITS: Record<Waits['kept'][number]['purpose'], string> = {
  upkeep: 'upkeep (the list of events, the look at the webhooks)',
  live: 'following live sessions',
  digest: 'digests',
  import: 'imports',
  command: "people's commands",
};

const MOST_NAMED = 5;

/** What does not go now, and why. */
export function waitsWords({ kept, waiting }: Pick<Waits, 'kept' | 'waiting'>, timeZone: string): MrkdwnElement[] {
  if (kept.length === 0 && waiting.length === 0) return [];
  const held = kept.map(({ purpose, until }) =>
    purpose === 'command'
      ? md`• ${WAITS[purpose]}: none are left`
      : md`• ${WAITS[purpose]}: until there are more than ${number(until)} again, for people's commands go first`,
  );
  const named = waiting
    .slice(0, MOST_NAMED)
    .map(
      ({ title, endedAt }) =>
        md`${literal(isSeen(title) ? quote(short(title, 60)) : 'a session')} (ended ${when(endedAt, timeZone)})`,
    );
  const more = waiting.length > MOST_NAMED ? md` and ${waiting.length - MOST_NAMED} more` : md``;
  const digests =
    named.length > 0 ? [md`• ${count(waiting.length, 'digest')} not made yet: ${join(named, ', ')}${more}`] : [];
  return [md`*What waits*`, ...held, ...digests];
}

/** What is known of the second budget. */
export function contactsWords({ contacts }: QuotaReport, timeZone: string): MrkdwnElement {
  const { registered, imports, refusedAt } = contacts;
  const imported = imports > 0 ? md` and ${count(imports, 'import request')} of up to 50 people each` : md``;
  const state = refusedAt
    ? md`*Livestorm refused one ${when(refusedAt, timeZone)}, because they were used up.*`
    : md`Livestorm has refused none this month.`;
  return md`*Active contacts*, Livestorm's second budget: ${count(registered, 'registration')} through Showrunner${imported} this calendar month. ${state} How many the plan has, and who registered elsewhere, Livestorm tells nobody.`;
}

const HELPS: Record<Help, string> = {
  others: 'Other tools spend more than Showrunner: look at the tokens in Livestorm, Account settings, Integrations.',
  address: 'Without PUBLIC_URL Showrunner looks whether a session is over; with it, Livestorm tells.',
  secret: 'Without LIVESTORM_WEBHOOK_SECRET each delivery is read again, for 1 call; with it, none is.',
  live: 'Most goes into following sessions live: follow fewer of them.',
  more: 'Livestorm sells more calls (the monthly limit, not the five a second).',
};

export const helpWords = ({ help }: QuotaReport): MrkdwnElement[] =>
  help.length > 0 ? [md`*What would help*`, ...help.map((one) => md`• ${HELPS[one]}`)] : [];
