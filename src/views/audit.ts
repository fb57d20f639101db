// The answer to `audit`.

import type { MrkdwnElement } from '@slack/types';
import type { AuditQuestion } from '../operations/audit-report.ts';
import type { AuditEntry, AuditPage, AuditPlace, AuditResult } from '../store/audit.ts';
import { formatDays } from '../time/format.ts';
import { actions, button, context, header, type Message, message, section, weight } from './blocks.ts';
import { fitting } from './fitting.ts';
import { mention, mentionChannel } from './mention.ts';
import { bold, literal, quote, short } from './names.ts';
import { count } from './numbers.ts';
import { join, md, when } from './text.ts';

export interface AuditData {
  asked: AuditQuestion;
  page: AuditPage;
  /** The team's: in it the days are named. */
  timeZone: string;
}

const SHOWN = { most: 20, weight: 7_500, of: weight };

export function auditView({ asked, page, timeZone }: AuditData): Message {
  const filter = filterWords(asked, timeZone);
  const shown = fitting(
    page.entries.map((entry) => section(line(entry, timeZone))),
    SHOWN,
  );
  const hasOlder = page.hasOlder || shown.length < page.entries.length;
  const all = count(page.total, 'entry', 'entries');
  const verdict = page.total === 0 ? NONE : `Audit log: ${all}.`;
  return message(verdict, [
    header('Who did what'),
    ...(filter.length > 0 ? [section(join(filter, ' · '))] : []),
    ...(shown.length > 0 ? shown : [section(NONE)]),
    context(`${page.total > 0 ? `${all}, newest first. ` : ''}${WHAT}`),
    ...turns(asked, {
      newer: page.hasNewer ? page.entries[0]?.id : undefined,
      older: hasOlder ? page.entries[shown.length - 1]?.id : undefined,
    }),
  ]);
}

const NONE = 'Nothing of this is in the audit log.';
const WHAT =
  'Every change that was asked for here and every refusal is noted, for a year and a month. Who was registered is kept as a code, not as an address.';

/** What was asked for, in words. */
function filterWords({ person, registrant, words, from, to }: AuditQuestion, timeZone: string): MrkdwnElement[] {
  return [
    person === undefined ? null : md`By ${mention(person)}`,
    words === '' ? null : md`About ${literal(quote(words))}`,
    registrant === undefined ? null : md`About one registered person`,
    from === undefined || to === undefined ? null : md`${formatDays(from, to, timeZone)} (${timeZone})`,
  ].filter((each) => each !== null);
}

function line(entry: AuditEntry, timeZone: string): MrkdwnElement {
  const { at, person, verb, result, code, calls } = entry;
  const why = code === null ? '' : md` (\`${literal(short(code, 50))}\`)`;
  const cost = calls > 0 ? ` · ${count(calls, 'call')}` : '';
  return md`${RESULTS[result]}${why} · ${mention(person)} · \`${literal(short(verb, 50))}\`${thing(entry)}${cost}\n${when(at, timeZone)}`;
}

const RESULTS: Record<AuditResult, string> = {
  done: '✅ Done',
  refused: '⛔ Refused',
  failed: '❌ Failed',
  unsure: '⚠️ Not known whether it was done',
};

function thing({ thing: about }: AuditEntry): MrkdwnElement {
  if (!about) return md``;
  const name = about.title === null || about.title === '' ? null : bold(short(about.title, 100));
  if (about.kind === 'channel') return md` · ${name ?? 'every webinar'} in ${mentionChannel(about.id ?? '')}`;
  return name ? md` · ${name}` : md` · ${literal(short(`${about.kind} ${about.id ?? ''}`, 60))}`;
}

function turns(asked: AuditQuestion, { newer, older }: { newer: number | undefined; older: number | undefined }) {
  const value = (place: AuditPlace) => JSON.stringify({ ...asked, ...place });
  const both = [
    ...(newer === undefined ? [] : [button({ id: 'audit.newer', text: 'Newer', value: value({ after: newer }) })]),
    ...(older === undefined ? [] : [button({ id: 'audit.older', text: 'Older', value: value({ before: older }) })]),
  ];
  return both.length > 0 ? [actions(...both)] : [];
}
