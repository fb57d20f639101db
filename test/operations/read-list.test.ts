// Lists of people as people really have them: any encoding, any delimiter, quotation marks, and what is no list at all.

import { expect, test } from 'vitest';
import { AskError } from '../../src/errors.ts';
import { decodeList, MOST_BYTES, MOST_ROWS, readRows } from '../../src/operations/read-list.ts';

const utf16 = (text: string, bigEndian = false): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const cells = (text: string) => readRows(text).map((row) => row.cells);
const problem = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof AskError) return error.problem;
    throw error;
  }
  return null;
};

const TEXT = 'Prénom,E-mail\nÉlise,elise@example.com\n';

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16 as Excel writes it', utf16(`\ufeff${TEXT}`)],
  ['UTF-16, big end first', utf16(`\ufeff${TEXT}`, true)],
  ['UTF-16 without a mark', utf16(TEXT)],
  ['UTF-16, big end first, without a mark', utf16(TEXT, true)],
  ['Windows-1252', Buffer.from(TEXT, 'latin1')],
])('%s is read as what it says', (_name, bytes) => {
  expect(cells(decodeList(bytes))).toEqual([
    ['Prénom', 'E-mail'],
    ['Élise', 'elise@example.com'],
  ]);
});

test.each([
  ['commas', 'email,name\na@b.co,Ada\n'],
  ['semicolons', 'email;name\na@b.co;Ada\n'],
  ['tabs', 'email\tname\na@b.co\tAda\n'],
  ['bars', 'email|name\na@b.co|Ada\n'],
  ['semicolons, with commas within', 'email;name\na@b.co;Ada\n'.replace('Ada', '"Ada, Byron, Lady"')],
  ['line ends of Windows', 'email,name\r\na@b.co,Ada\r\n'],
  ['line ends of old Macs', 'email,name\ra@b.co,Ada\r'],
  ['no line end at the end', 'email,name\na@b.co,Ada'],
])('a list with %s is read', (_name, text) => {
  const [head, row] = cells(text);
  expect(head).toEqual(['email', 'name']);
  expect(row?.[0]).toBe('a@b.co');
  expect(row?.[1]).toMatch(/^Ada/);
});

test('one column of addresses is one column', () => {
  expect(cells('email\nada@example.com\nben@example.com')).toEqual([
    ['email'],
    ['ada@example.com'],
    ['ben@example.com'],
  ]);
});

test('rows are counted as a spreadsheet does: empty ones count, a line end in a cell does not', () => {
  const rows = readRows('email,note\n\n"a@b.co","two\nlines and ""marks"""\n,,\nc@d.co,x,and,more\ne@f.co');
  expect(rows).toEqual([
    { row: 1, cells: ['email', 'note'] },
    { row: 3, cells: ['a@b.co', 'two\nlines and "marks"'] },
    { row: 5, cells: ['c@d.co', 'x', 'and', 'more'] },
    { row: 6, cells: ['e@f.co'] },
  ]);
});

test('a quotation mark within a word is a letter', () => {
  expect(cells('email,name\na@b.co,Ada "the first" Byron')).toEqual([
    ['email', 'name'],
    ['a@b.co', 'Ada "the first" Byron'],
  ]);
});

test.each([
  ['an Excel workbook', Buffer.from('PK\x03\x04rest', 'latin1'), { kind: 'workbook' }],
  ['an old Excel workbook', Buffer.from('\xd0\xcf\x11\xe0rest', 'latin1'), { kind: 'workbook' }],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1]), { kind: 'not_text' }],
  ['something compressed', Buffer.from([0x1f, 0x8b, 8, 0, 0, 3, 4, 5, 6]), { kind: 'not_text' }],
  ['more than 5 MB', Buffer.alloc(MOST_BYTES + 1, 'a'), { kind: 'too_big', mostBytes: 5_000_000 }],
])('%s is refused by name', (_name, bytes, fault) => {
  expect(problem(() => decodeList(bytes))).toEqual({ code: 'bad_list', fault });
});

test.each([
  ['nothing', '', { kind: 'empty' }],
  ['blanks', ' \n ; ;\n\t\n', { kind: 'empty' }],
  ['something after a closing quotation mark', 'email,name\na@b.co,x\n"b"@b.co,y', { kind: 'broken', row: 3 }],
  ['a quotation mark that is never closed', 'email,name\na@b.co,x\nb@b.co,"y\nc@b.co,z', { kind: 'broken', row: 3 }],
  ['a row of 5 MB', `email\n"${'x'.repeat(4_900_000)}`, { kind: 'broken', row: 2 }],
  ['a million rows', 'a\n'.repeat(1_000_000), { kind: 'too_many', most: 5_000 }],
])('%s is refused by name', (_name, text, fault) => {
  expect(problem(() => readRows(text))).toEqual({ code: 'bad_list', fault });
});

test('5,000 rows of a kilobyte and a heading are read', () => {
  const people = Array.from({ length: MOST_ROWS }, (_, n) => `guest.${n}@example.com,${'x'.repeat(900)}`);
  expect(readRows(['email', ...people].join('\n'))).toHaveLength(MOST_ROWS + 1);
});
