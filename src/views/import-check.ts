// The dry run of an import: what would become of each row, what it costs, and what the columns mean.

import type { InputBlock } from '@slack/types';
import { z } from 'zod';
import type { ImportCheck } from '../operations/begin-import.ts';
import type { RowProblem } from '../operations/check-list.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { fitting } from './fitting.ts';
import { type Choice, checkboxesInput, selectInput } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { bold, isSeen, literal, short } from './names.ts';
import { count, number } from './numbers.ts';
import { labelOf } from './registration-fields.ts';
import { rowProblem } from './row-problem.ts';
import { moment, sessionTitle } from './session-line.ts';
import { join, md } from './text.ts';
import { carry } from './typed.ts';

/** `round` counts how often the list was checked: each time is a form of its own, which is sent once. */
export const importCheckMeta = z.object({ id: z.string(), sessionId: z.string(), round: z.number().int() });

/** Far more than anybody sends one form again after a failure. */
const ATTEMPTS = 1_000;

/** The fields of this form; one for each field of the event comes after `COLUMN`. */
export const COLUMN = 'column ';
export const LOOK = 'look';
export const SURE = 'sure';

/** More calls than these are agreed to first. */
export const MOST_UNASKED = 200;

const MOST_FIELDS = 30;
const MOST_PROBLEMS = 8;
const MOST_FIELD_ID = LIMITS.id - COLUMN.length;

/** How many calls an import may cost at most. */
export const mostCalls = ({ cost }: Pick<ImportCheck, 'cost'>): number => cost.calls + cost.batches;

export function importCheckView(check: ImportCheck, channel: string | null, round = 0): Modal {
  const { id, session, ready, cost } = check;
  return modal({
    id: 'import.check',
    title: 'Check the list',
    submit: ready.length === 0 ? 'Check again' : `Register ${number(ready.length)}`,
    close: 'Cancel',
    meta: carry({ id, sessionId: session.id, round }, channel, round * ATTEMPTS),
    blocks: [
      section(md`${bold(sessionTitle(session))}\n${moment(session.startsAt, session.timeZone)}`),
      section(sums(check)),
      ...problems(check),
      ...first(check),
      ...columnInputs(check),
      ...lookInput(check),
      ...(mostCalls({ cost }) > MOST_UNASKED ? [sureInput(check)] : []),
      context(costWords(check)),
      context('When you change a column, the list is checked again first. Nobody is registered yet.'),
    ],
  });
}

const INVALID: RowProblem['kind'][] = ['no_address', 'not_an_address', 'not_a_choice', 'not_a_picture'];

function sums({ ready, left, list, looked }: ImportCheck) {
  const of = (...kinds: RowProblem['kind'][]) => left.filter(({ problem }) => kinds.includes(problem.kind)).length;
  const parts = [
    `${number(ready.length)} to register`,
    ...(looked ? [`${number(of('already'))} registered already`] : []),
    `${number(of(...INVALID))} invalid`,
    `${number(of('duplicate'))} twice in the list`,
  ];
  return md`*${count(list.rows.length, 'row')}*: ${parts.join(' · ')}`;
}

function problems({ left }: ImportCheck): Block[] {
  const told = left.filter(({ problem }) => problem.kind !== 'already');
  if (told.length === 0) return [];
  const lines = told
    .slice(0, MOST_PROBLEMS)
    .map(({ row, problem }) => md`Row ${number(row)}: ${literal(rowProblem(problem))}`);
  const more = told.length - lines.length;
  return [
    section(join(lines, '\n')),
    ...(more > 0
      ? [context(`${count(more, 'more row is', 'more rows are')} left out; the file of the results has them all.`)]
      : []),
  ];
}

/** What would be sent of the first person: the quickest way to see that the columns are right. */
function first({ ready }: ImportCheck): Block[] {
  const [person] = ready;
  if (!person)
    return [section('Nobody of this list can be registered as it stands: choose the column with the addresses.')];
  const values = person.fields
    .slice(0, 8)
    .map(({ id, value }) => md`${literal(short(labelOf(id), 40))}: ${literal(short([value].flat().join(', '), 60))}`);
  return [context(md`The first one, row ${number(person.row)}: ${join(values, ' · ')}`)];
}

/** Bytes of JSON; Slack refuses views over 250 kB. */
const MOST_BYTES = 180_000;

/** A long menu goes without what stands in the columns: it would be shown once for each field. */
const MOST_DESCRIBED = 25;

function columnInputs({ fields, list, columns }: ImportCheck): Block[] {
  const isDescribed = list.names.length <= MOST_DESCRIBED;
  const choices = list.names.slice(0, LIMITS.options).map((name, column) => {
    const sample = list.samples[column];
    return {
      value: String(column),
      label: isSeen(name) ? short(name, LIMITS.optionText) : `Column ${column + 1}`,
      ...(isDescribed && isSeen(sample) && { description: short(sample, LIMITS.optionText) }),
    };
  });
  const inputs = fields
    .filter(({ id }) => isSeen(id) && id.length <= MOST_FIELD_ID)
    .toSorted((a, b) => Number(b.id === 'email') - Number(a.id === 'email'))
    .map(({ id }) => columnInput(id, choices, Object.hasOwn(columns, id) ? columns[id] : undefined));
  const shown = fitting(inputs, { most: MOST_FIELDS, weight: MOST_BYTES, of: bytes });
  const more = inputs.length - shown.length;
  return [...shown, ...(more > 0 ? [context(`${count(more, 'more field')} of this event did not fit here.`)] : [])];
}

const bytes = (block: Block): number => new TextEncoder().encode(JSON.stringify(block)).length;

const columnInput = (id: string, choices: Choice[], column: number | undefined): InputBlock =>
  selectInput({
    name: `${COLUMN}${id}`,
    label: `${labelOf(id)}: which column`,
    optional: id !== 'email',
    choices,
    ...(column !== undefined && { initial: String(column) }),
  });

function lookInput({ looked, lookCalls }: ImportCheck): InputBlock[] {
  if (looked || lookCalls === 0) return [];
  const label = `Look up who is registered (${count(lookCalls, 'call')})`;
  return [
    checkboxesInput({
      name: LOOK,
      label: 'Before anybody is registered',
      optional: true,
      hint: 'Whoever is registered already is left alone by Livestorm in any case, and costs no contact.',
      choices: [{ value: 'yes', label }],
    }),
  ];
}

const sureInput = (check: ImportCheck): InputBlock =>
  checkboxesInput({
    name: SURE,
    label: 'This costs many Livestorm calls',
    choices: [{ value: 'yes', label: `Spend up to ${number(mostCalls(check))} calls on this import` }],
  });

function costWords({ cost }: ImportCheck): string {
  if (cost.batches === 0) return 'Costs nothing as it stands.';
  const more =
    cost.batches === 1
      ? '1 more if somebody is refused'
      : `1 more for each of ${number(cost.batches)} batches in which somebody is refused`;
  return `${count(cost.calls, 'Livestorm call')} (${more}) · at most ${count(cost.contacts, 'active contact')}.`;
}
