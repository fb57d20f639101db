// What columns mean, and what would become of each row.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AskError } from '../../src/errors.ts';
import { checkList } from '../../src/operations/check-list.ts';
import { guessColumns, listOf } from '../../src/operations/list-columns.ts';
import { aField } from '../views/foreign.ts';

const FIELDS = [
  aField('email', { required: true }),
  aField('first_name'),
  aField('last_name'),
  aField('company'),
  aField('interests', { multiple: true, options: ['api', 'Slack', 'a, b'] }),
  aField('size', { options: ['1-10', '11-50'] }),
  aField('avatar', { type: 'file' }),
  aField('favourite_colour'),
];
const rows = (...given: string[][]) => given.map((cells, index) => ({ row: index + 1, cells }));
const list = (...given: string[][]) => listOf(rows(...given));
const SOMEBODY = ['x@example.com', 'X', 'Y', 'Z'];

describe('columns', () => {
  test.each([
    [['email', 'first name', 'last name', 'company'], { email: 0, first_name: 1, last_name: 2, company: 3 }],
    [['E-Mail Address', 'FirstName', 'Surname', 'Organisation'], { email: 0, first_name: 1, last_name: 2, company: 3 }],
    [['Adresse e-mail', 'Prénom', 'NOM', 'Société'], { email: 0, first_name: 1, last_name: 2, company: 3 }],
    [['Courriel', 'prenom', 'Nom de famille', 'Entreprise'], { email: 0, first_name: 1, last_name: 2, company: 3 }],
    [['first_name', 'email', 'Favourite colour', '?'], { email: 1, first_name: 0, favourite_colour: 2 }],
    [['email', 'email', 'e-mail', ''], { email: 0 }],
  ])('named %j are known', (names, columns) => {
    expect(guessColumns(list(names, SOMEBODY), FIELDS)).toEqual(columns);
  });

  test('without names, that with the addresses is known', () => {
    const unnamed = list(['Ada', 'ada@example.com', 'Byron'], ['Ben', 'ben@example.com', 'Ortiz']);
    expect(unnamed.names).toEqual([null, null, null]);
    expect(unnamed.samples).toEqual(['Ada', 'ada@example.com', 'Byron']);
    expect(unnamed.rows.map(({ row }) => row)).toEqual([1, 2]);
    expect(guessColumns(unnamed, FIELDS)).toEqual({ email: 1 });
  });

  test('with a strange name, that with the addresses is known as well', () => {
    const named = list(['Wer', 'Wohin'], ['Ada', 'ada@example.com']);
    expect(guessColumns(named, FIELDS)).toEqual({ email: 1 });
    expect(guessColumns(list(['Wer'], ['Ada']), FIELDS)).toEqual({});
  });

  test('names alone are nobody, and 5,001 people are too many', () => {
    expect(() => list(['email', 'name'])).toThrow(AskError);
    const many = Array.from({ length: 5_001 }, (_, index) => ({ row: index + 1, cells: [`g${index}@example.com`] }));
    expect(() => listOf(many)).toThrow(AskError);
    expect(listOf([{ row: 1, cells: ['email'] }, ...many.slice(1)]).rows).toHaveLength(5_000);
  });
});

const check = (columns: Record<string, number>, given: string[][], known: string[] = []) =>
  checkList(list(['a', 'b', 'c'], ...given), { columns, fields: FIELDS, known: new Set(known) });
const fate = (cell: string) => {
  const { ready, left } = check({ email: 0 }, [[cell]]);
  return ready[0]?.email ?? left[0]?.problem.kind;
};

describe('an address', () => {
  test.each([
    ['ada@example.com', 'ada@example.com'],
    ['  ada@example.com ', 'ada@example.com'],
    ['\u200bada@example.com\u00a0', 'ada@example.com'],
    ['Ada Byron <ada@example.com>', 'ada@example.com'],
    ['<mailto:ada@example.com|ada@example.com>', 'ada@example.com'],
    ['mailto:ada@example.com', 'ada@example.com'],
    ["'ada@example.com'", 'ada@example.com'],
    ['a+b@x.example', 'a+b@x.example'],
    ['ADA@EXAMPLE.COM', 'ADA@EXAMPLE.COM'],
    ['', undefined],
    ['a@b', 'not_an_address'],
    ['ada@example..com', 'not_an_address'],
    ['ada@example.com; ben@example.com', 'not_an_address'],
    ['ada@example.com, ben@example.com', 'not_an_address'],
    ['ada@example.com\r\nBcc: eve@example.com', 'not_an_address'],
    ['=HYPERLINK("x")', 'not_an_address'],
    [
      `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(20)}.example`,
      'not_an_address',
    ],
  ])('%j is %s', (cell, expected) => {
    if (cell === '') expect(check({ email: 0 }, [['', 'x']]).left[0]?.problem).toEqual({ kind: 'no_address' });
    else expect(fate(cell)).toBe(expected);
  });
});

test('an address that comes twice, in any case, is sent once; the first place is named', () => {
  const { ready, left } = check({ email: 0 }, [['a@x.co'], ['b@x.co'], ['A@X.CO'], ['B@x.co'], ['a@x.co']]);
  expect(ready.map(({ row }) => row)).toEqual([2, 3]);
  expect(left.map(({ row, problem }) => [row, problem])).toEqual([
    [4, { kind: 'duplicate', of: 2 }],
    [5, { kind: 'duplicate', of: 3 }],
    [6, { kind: 'duplicate', of: 2 }],
  ]);
});

test('who is registered already is not sent', () => {
  const { ready, left } = check({ email: 0 }, [['Ada@x.co'], ['b@x.co']], ['ada@x.co']);
  expect(ready.map(({ email }) => email)).toEqual(['b@x.co']);
  expect(left).toEqual([{ row: 2, email: 'Ada@x.co', problem: { kind: 'already' } }]);
});

test('a row that is invalid does not make the next with its address a duplicate', () => {
  const { ready } = check({ email: 0, size: 1 }, [
    ['a@x.co', 'huge'],
    ['a@x.co', '1-10'],
  ]);
  expect(ready.map(({ row }) => row)).toEqual([3]);
});

test.each([
  ['interests', 'api', ['api']],
  ['interests', 'slack; API', ['Slack', 'api']],
  ['interests', 'a, b', ['a, b']],
  ['interests', 'api|api', ['api']],
  ['interests', 'api, tea', { kind: 'not_a_choice', field: 'interests', value: 'tea' }],
  ['interests', ';', { kind: 'not_a_choice', field: 'interests', value: ';' }],
  ['size', '11-50', '11-50'],
  ['size', 'huge', { kind: 'not_a_choice', field: 'size', value: 'huge' }],
  ['avatar', 'https://x.example/a.png', 'https://x.example/a.png'],
  ['avatar', 'a.gif', { kind: 'not_a_picture', field: 'avatar' }],
  ['company', '=1+1', '=1+1'],
])('in the field %s, %j is %j', (id, cell, expected) => {
  const { ready, left } = check({ email: 0, [id]: 1 }, [['a@x.co', cell]]);
  expect(ready[0]?.fields[1]?.value ?? left[0]?.problem).toEqual(expected);
});

test('an empty cell is left out, and a column that a row does not have too', () => {
  const { ready } = check({ email: 0, company: 1, last_name: 9 }, [['a@x.co', ' ']]);
  expect(ready[0]?.fields).toEqual([{ id: 'email', value: 'a@x.co' }]);
});

test('every row of any list is either ready or left, once', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('a@x.co', 'A@X.CO', 'b@x.co', 'api', ''));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 30 }), (given) => {
      const { ready, left } = check({ email: 0, interests: 1, size: 2 }, given);
      const seen = [...ready, ...left].map(({ row }) => row).sort((a, b) => a - b);
      expect(seen).toEqual(given.map((_, index) => index + 2));
      const sent = ready.map(({ email }) => email.toLowerCase());
      expect(new Set(sent).size).toBe(sent.length);
    }),
  );
});
