// What is said of an import in the person's own conversation with the bot: how far it is, how it ended, and the file.

import type { Outcome, Progress, Report } from '../operations/import-report.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { actions, type Block, button, context, type Message, type Modal, message, modal, section } from './blocks.ts';
import { bold, literal, quote, short } from './names.ts';
import { count, number } from './numbers.ts';
import { sessionTitle } from './session-line.ts';
import { join, md, when } from './text.ts';

const BAR = 20;

const named = (session: SessionWithEvent | null) => (session ? bold(sessionTitle(session)) : md`a session`);

/** One message, edited as batches finish. */
export function importProgress(
  session: SessionWithEvent | null,
  { people, settled, added, calls, isOver }: Progress,
): Message {
  const full = people === 0 ? BAR : Math.floor((settled / people) * BAR);
  const state = isOver
    ? `Over: ${number(added)} of ${count(people, 'person', 'people')} were registered. The result is below.`
    : `${number(settled)} of ${count(people, 'person', 'people')} done, ${number(added)} of them registered.`;
  return message(md`Import into ${named(session)}: ${state}`, [
    section(md`Import into ${named(session)}\n\`${'█'.repeat(full)}${'░'.repeat(BAR - full)}\` ${state}`),
    context(`${count(calls, 'Livestorm call')} so far.`),
  ]);
}

/** In the form's place. */
export const importBegun = (session: SessionWithEvent, people: number): Modal =>
  modal({
    id: 'done',
    title: 'Import begun',
    close: 'Done',
    blocks: [
      section(
        md`${count(people, 'person is', 'people are')} being registered for ${bold(sessionTitle(session))}. How far it is, and what became of each row, you find in your own conversation with me.`,
      ),
    ],
  });

const DONE: [Outcome[], string, string][] = [
  [['already'], 'was registered already', 'were registered already'],
  [
    ['again'],
    'was registered already when it was sent again after a lost answer',
    'were registered already when they were sent again after a lost answer',
  ],
  [['failed'], 'was refused by Livestorm', 'were refused by Livestorm'],
  [
    ['unclear'],
    'may or may not be registered: Livestorm did not say',
    'may or may not be registered: Livestorm did not say',
  ],
  [['not_sent'], 'was not sent', 'were not sent'],
  [['left'], 'row was left out', 'rows were left out'],
];

const STOPPED: Record<string, string> = {
  livestorm_contacts:
    "Your Livestorm plan's active contacts for this month are used up. Import the same list next month, or when whoever manages your plan has more: those registered already are left alone.",
  livestorm_quota:
    "Your organisation's Livestorm calls for this period are used up. Import the same list when they are back.",
  livestorm_reserved:
    'The last Livestorm calls of this period are kept for single commands. Import the same list when there are more.',
  livestorm_rejected:
    'Livestorm refused two batches in a row for the same reason. Correct what it says, and import the same list again.',
  livestorm_conflict:
    'Livestorm refused two batches in a row for the same reason. Correct what it says, and import the same list again.',
  livestorm_token:
    "Livestorm refuses Showrunner's API token. Whoever operates Showrunner must mend that; then import the same list again.",
  livestorm_forbidden:
    "Showrunner's API token may not register people. Whoever operates Showrunner must give it the scope events, read and write; then import the same list again.",
  livestorm_not_found: 'Livestorm no longer has this session.',
  livestorm_down: 'Livestorm did not answer for hours. Import the same list again when it does.',
};

const stopped = (code: string): string => (Object.hasOwn(STOPPED, code) && STOPPED[code]) || OTHERWISE;

const OTHERWISE =
  'Livestorm did not take the rest. Import the same list again: those registered already are left alone.';

/** The verdict, with what to do about each kind of failure. */
export function importEnd(report: Report): Message {
  const { list, session, rows } = report;
  const of = (...kinds: Outcome[]) => rows.filter(({ outcome }) => kinds.includes(outcome)).length;
  const sent = rows.length - of('left');
  const verdict = `${list.stop ? 'stopped' : 'done'}: ${number(of('added'))} of ${count(sent, 'person', 'people')} were registered.`;
  const sums = DONE.flatMap(([kinds, one, many]) => {
    const rows = of(...kinds);
    return rows === 0 ? [] : [md`• ${number(rows)} ${rows === 1 ? one : many}`];
  });
  return message(md`The import into ${named(session)} is ${verdict}`, [
    section(md`${list.stop ? '⚠️' : '✅'} The import into ${named(session)} is ${verdict}`),
    ...(sums.length > 0 ? [section(join(sums, '\n'))] : []),
    ...(list.stop ? [section(stopped(list.stop.code)), ...back(list.stop.resetsAt)] : []),
    ...whatToDo(report),
    actions(button({ id: 'import.file', text: 'Get the results as a file', value: list.id })),
    context(
      `A row for each row of your list. This cost ${count(list.calls, 'Livestorm call')}. The list is deleted from Showrunner after a day.`,
    ),
  ]);
}

const back = (resetsAt: string | null): Block[] =>
  resetsAt ? [section(md`They come back ${when(new Date(resetsAt), 'UTC')}.`)] : [];

const MOST_REASONS = 6;

function whatToDo({ rows }: Report): Block[] {
  const reasons = new Map<string, number>();
  for (const { outcome, reason } of rows)
    if (outcome === 'failed') reasons.set(String(reason), (reasons.get(String(reason)) ?? 0) + 1);
  const told = [...reasons].sort(([, a], [, b]) => b - a);
  const lines = told
    .slice(0, MOST_REASONS)
    .map(([words, times]) => md`• ${number(times)} × ${literal(quote(short(words || 'no reason given', 150)))}`);
  const more = told.length - lines.length;
  const left = rows.some(({ outcome }) => outcome === 'left');
  const unclear = rows.some(({ outcome }) => outcome === 'unclear');
  return [
    ...(lines.length > 0
      ? [
          section(
            md`Livestorm said:\n${join(lines, '\n')}${more > 0 ? `\nand ${number(more)} other reasons` : ''}\nCorrect those rows and import them again; the others are left alone.`,
          ),
        ]
      : []),
    ...(unclear ? [section(md`Import the unclear ones again: nobody is registered twice.`)] : []),
    ...(left ? [context('The file says of each row that was left out why: correct those and import them again.')] : []),
  ];
}

/** Above the file. */
export function importFile({ session, rows }: Report): Message {
  const words = md`What became of the ${count(rows.length, 'row')} of your list for ${named(session)}. Addresses are personal data: delete the file when you are done with it.`;
  return message(words, [section(words)]);
}
