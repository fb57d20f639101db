// Everything an import says: the form, the dry run, progress, the verdict, and the file.

import { describe, expect, test } from 'vitest';
import type { ImportCheck } from '../../src/operations/begin-import.ts';
import type { LeftRow } from '../../src/operations/check-list.ts';
import type { Outcome, Report, ReportRow } from '../../src/operations/import-report.ts';
import type { BatchRow } from '../../src/store/people-tables.ts';
import { importCheckView } from '../../src/views/import-check.ts';
import { resultsCsv } from '../../src/views/import-csv.ts';
import { importFormView } from '../../src/views/import-form.ts';
import { importBegun, importEnd, importFile, importProgress } from '../../src/views/import-progress.ts';
import { aField, aSessionOf, EVIL, LONG, STATES, type State, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const session = (state: State) => (state === 'hostile' ? (sessions.hostile[0] ?? aSessionOf()) : aSessionOf());

test.each(STATES)('the form of %s looks as agreed', async (state) => {
  await golden(
    'import-form',
    state,
    importFormView({ session: session(state), mayRead: state !== 'none', channel: 'C1' }),
  );
});

const person = (row: number): BatchRow => ({
  row,
  email: `guest.${row}@example.com`,
  fields: [
    { id: 'email', value: `guest.${row}@example.com` },
    { id: 'first_name', value: 'Guest' },
    { id: 'interests', value: ['api', 'slack'] },
  ],
});
const FIELDS = [aField('email', { required: true }), aField('first_name'), aField('interests', { multiple: true })];

function check(over: Partial<ImportCheck>): ImportCheck {
  const ready = over.ready ?? [];
  const batches = Math.ceil(ready.length / 50);
  return {
    id: 'import-1',
    session: aSessionOf(),
    fields: FIELDS,
    list: { names: ['E-mail', 'Prénom'], samples: ['ada@example.com', 'Ada'], rows: [] },
    columns: { email: 0, first_name: 1 },
    left: [],
    looked: false,
    lookCalls: 0,
    cost: { calls: batches, batches, contacts: ready.length },
    ...over,
    ready,
  };
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ row: index + 2, cells: ['', ''] }));
const left: LeftRow[] = [
  { row: 4, email: '', problem: { kind: 'no_address' } },
  { row: 5, email: 'ben@', problem: { kind: 'not_an_address', value: 'ben@' } },
  { row: 6, email: 'a@b.co', problem: { kind: 'duplicate', of: 2 } },
  { row: 7, email: 'c@b.co', problem: { kind: 'already' } },
  { row: 8, email: 'd@b.co', problem: { kind: 'not_a_choice', field: 'company_size', value: 'huge' } },
  { row: 9, email: 'e@b.co', problem: { kind: 'not_a_picture', field: 'avatar' } },
];

const checks: Record<State, ImportCheck> = {
  none: check({ columns: {}, list: { names: [null], samples: ['nobody'], rows: rows(1) }, left: left.slice(0, 1) }),
  some: check({
    ready: [2, 3].map(person),
    left,
    looked: true,
    list: { names: ['E-mail', 'Prénom'], samples: ['ada@example.com', 'Ada'], rows: rows(8) },
  }),
  'too-many': check({
    ready: Array.from({ length: 5_000 }, (_, index) => person(index + 2)),
    left: Array.from({ length: 4_000 }, (_, index) => ({
      row: index,
      email: '',
      problem: { kind: 'no_address' as const },
    })),
    list: {
      names: Array.from({ length: 300 }, (_, index) => `Column number ${index}`),
      samples: Array.from({ length: 300 }, () => 'x'.repeat(500)),
      rows: rows(9_000),
    },
    lookCalls: 146,
    cost: { calls: 200, batches: 100, contacts: 5_000 },
  }),
  hostile: check({
    session: session('hostile'),
    ready: [
      {
        row: 2,
        email: 'a@b.co',
        fields: [
          { id: EVIL, value: LONG },
          { id: 'constructor', value: '*b*' },
        ],
      },
    ],
    left: [
      { row: 3, email: EVIL, problem: { kind: 'not_an_address', value: EVIL } },
      { row: 4, email: LONG, problem: { kind: 'not_a_choice', field: EVIL, value: LONG } },
    ],
    fields: [aField(EVIL), aField('constructor'), aField('x'.repeat(255)), aField(''), aField('email')],
    list: { names: [EVIL, LONG, null, ''], samples: [LONG, EVIL, '', '\u0000'], rows: rows(3) },
    columns: { email: 99, constructor: 1 } as unknown as ImportCheck['columns'],
    lookCalls: 1,
  }),
};

test.each(STATES)('a dry run of %s people looks as agreed', async (state) => {
  const shown = importCheckView(checks[state], 'C1');
  await golden('import-check', state, shown);
  expect(markup(shown).filter(isLive)).toEqual([]);
});

describe('the dry run', () => {
  test('says what becomes of how many rows, why, and what it costs', () => {
    const words = read(importCheckView(checks.some, 'C1'));
    expect(words).toContain('8 rows: 2 to register · 1 registered already · 4 invalid · 1 twice in the list');
    expect(words).toContain('Row 8: “huge” is not a choice of Company size.');
    expect(words).toContain('Row 9: Avatar needs the address of a PNG or JPEG image.');
    expect(words).toContain('1 Livestorm call (1 more if somebody is refused) · at most 2 active contacts.');
    expect(words).toContain('[Register 2]');
  });

  test('asks before more than 200 calls, and offers to look up who is registered', () => {
    const words = read(importCheckView(checks['too-many'], null));
    expect(words).toContain('Spend up to 300 calls on this import');
    expect(words).toContain('Look up who is registered (146 calls)');
    expect(read(importCheckView(checks.some, null))).not.toContain('Spend up to');
  });

  test('of thirty fields and a hundred columns is as large as Slack takes, and says how many fields are missing', () => {
    const fields = [...Array.from({ length: 60 }, (_, index) => aField(`question_${index}`)), ...FIELDS];
    const list = { ...checks['too-many'].list, names: Array.from({ length: 100 }, () => '名前'.repeat(60)) };
    const shown = importCheckView({ ...checks['too-many'], fields, list }, null);
    expect(refusals(shown)).toEqual([]);
    expect(read(shown)).toMatch(/\d+ more fields of this event did not fit here\./);
  });

  test('of a list without an address says which column is missing', () => {
    const words = read(importCheckView(checks.none, null));
    expect(words).toContain('choose the column with the addresses');
    expect(words).toContain('[Check again]');
  });
});

const aRow = (row: number, outcome: Outcome, reason: ReportRow['reason'] = ''): ReportRow => ({
  row,
  email: `guest.${row}@example.com`,
  cells: [`guest.${row}@example.com`, 'Guest'],
  outcome,
  reason,
});
const OUTCOMES: Outcome[] = ['added', 'already', 'again', 'failed', 'unclear', 'not_sent', 'left'];

function report(rows: ReportRow[], over: Partial<Report['list']> = {}, of = aSessionOf()): Report {
  const list = { id: 'import-1', person: 'U0ASKER', sessionId: of.id, source: '', columns: {}, known: null, calls: 3 };
  const at = new Date('2026-12-01T10:00:00Z');
  const state = { state: 'done' as const, stop: null, createdAt: at, endedAt: at, givenAt: null };
  return { list: { ...list, ...state, ...over }, session: of, names: ['E-mail', null], rows };
}

const reports: Record<State, Report> = {
  none: report([]),
  some: report([
    aRow(2, 'added'),
    aRow(3, 'failed', "The field 'x' doesn't exist"),
    aRow(4, 'left', { kind: 'no_address' }),
  ]),
  'too-many': report(
    Array.from({ length: 5_000 }, (_, index) => aRow(index, OUTCOMES[index % 7] ?? 'added', `Reason ${index % 70}`)),
    { stop: { code: 'livestorm_contacts', resetsAt: null }, state: 'stopped' },
  ),
  hostile: report(
    [aRow(2, 'failed', EVIL), aRow(3, 'failed', LONG), aRow(4, 'failed', '')],
    { stop: { code: 'constructor', resetsAt: '2026-12-24T00:00:00.000Z' }, state: 'stopped' },
    session('hostile'),
  ),
};

test.each(STATES)('progress, verdict and file of %s rows look as agreed', async (state) => {
  const of = session(state);
  const people = reports[state].rows.length;
  const shown = {
    begun: importBegun(of, people),
    progress: importProgress(state === 'none' ? null : of, {
      people,
      settled: Math.floor(people / 2),
      added: 1,
      calls: 2,
      isOver: false,
    }),
    over: importProgress(of, { people, settled: people, added: people, calls: 2, isOver: true }),
    end: importEnd(reports[state]),
    file: importFile(reports[state]),
  };
  await golden('import-progress', state, shown);
  expect(markup(shown).filter(isLive)).toEqual([]);
});

describe('the verdict', () => {
  test('says of how many what became of how many, and what to do', () => {
    const words = read(importEnd(reports.some));
    expect(words).toContain('is done: 1 of 2 people were registered.');
    expect(words).toContain('1 was refused by Livestorm');
    expect(words).toContain("1 × “The field 'x' doesn't exist”");
    expect(words).toContain('Correct those rows and import them again');
    expect(words).toContain('This cost 3 Livestorm calls.');
  });

  test.each([
    ['livestorm_contacts', 'active contacts for this month are used up'],
    ['livestorm_quota', 'calls for this period are used up'],
    ['livestorm_reserved', 'kept for single commands'],
    ['livestorm_rejected', 'refused two batches in a row'],
    ['livestorm_token', 'API token'],
    ['livestorm_forbidden', 'may not register'],
    ['livestorm_not_found', 'no longer has this session'],
    ['livestorm_down', 'did not answer for hours'],
    ['something_new', 'did not take the rest'],
  ])('of one that stopped for %s says why', (code, words) => {
    const shown = importEnd(report([aRow(2, 'added'), aRow(3, 'not_sent')], { stop: { code, resetsAt: null } }));
    expect(read(shown)).toContain('is stopped: 1 of 2 people were registered.');
    expect(read(shown)).toContain('1 was not sent');
    expect(read(shown)).toContain(words);
    expect(refusals(shown)).toEqual([]);
  });
});

test('the file has the verdict on each row, and the row as it was', () => {
  const rows = [
    ...OUTCOMES.map((outcome, index) => aRow(index + 2, outcome, outcome === 'failed' ? '=cmd' : '')),
    aRow(20, 'left', { kind: 'already' }),
    aRow(21, 'left', { kind: 'duplicate', of: 2 }),
    { ...aRow(22, 'left', { kind: 'not_an_address', value: '@x' }), cells: ['@x', '-1', 'third'] },
  ];
  const lines = resultsCsv(report(rows)).split('\r\n');
  expect(lines[0]).toBe('\ufeff"Row","E-mail","Result","Reason","E-mail","Column 2","Column 3"');
  const verdicts = lines.slice(1, -1).map((line) => line.split('","').slice(2, 4));
  expect(verdicts.map(([verdict]) => verdict)).toEqual([
    ...['registered', 'already registered', 'registered', 'refused by Livestorm', 'unclear', 'not sent', 'invalid'],
    ...['already registered', 'duplicate', 'invalid'],
  ]);
  expect(verdicts[3]?.[1]).toBe("'=cmd");
  expect(lines[10]).toContain('"\'@x","\'-1","third"');
});
