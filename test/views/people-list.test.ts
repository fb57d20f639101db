// The people of a session: twenty a page, and as a file.

import { describe, expect, test } from 'vitest';
import type { ListedPerson, PeopleReading } from '../../src/operations/session-people.ts';
import { peopleCsv } from '../../src/views/people-csv.ts';
import { askToRead, fileGiven, PAGE, peopleFile, peopleList } from '../../src/views/people-list.ts';
import { aSessionOf, EVIL, LONG, STATES, type State, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const person = (number: number, over: Partial<ListedPerson> = {}): ListedPerson => ({
  id: `p${number}`,
  firstName: 'Ada',
  lastName: `Byron ${number}`,
  email: `ada.${number}@example.com`,
  registeredAt: '2026-11-20T09:30:00.000Z',
  attended: null,
  attendanceSeconds: null,
  answers: {},
  ...over,
});

const readings: Record<State, ListedPerson[]> = {
  none: [],
  some: [
    person(1, { attended: true, attendanceSeconds: 1_670 }),
    person(2, { attended: true }),
    person(3, { attended: false, firstName: '', lastName: '' }),
  ],
  'too-many': Array.from({ length: 10_000 }, (_, index) => person(index, { attended: index < 4_321 })),
  hostile: Array.from({ length: 41 }, (_, index) =>
    person(index, {
      firstName: index % 2 ? EVIL : '&'.repeat(300),
      lastName: index % 3 ? LONG : '',
      email: index % 5 ? `"<!channel>&&&&&&&"@${'&'.repeat(240)}.example` : '',
      attended: true,
      attendanceSeconds: 0,
    }),
  ),
};

const started = { startedAt: new Date('2026-12-03T14:00:00Z'), endedAt: new Date('2026-12-03T15:00:00Z') };
const reading = (people: ListedPerson[]): PeopleReading => ({
  people,
  more: people.length === 10_000,
  calls: Math.max(1, Math.ceil(people.length / 50)),
  readAt: new Date('2026-12-03T16:00:00Z'),
});
const session = aSessionOf(started);
const shown = (people: ListedPerson[], page = 0, of = session) =>
  peopleList({ session: of, reading: reading(people), page, timeZone: 'Europe/Paris' });

test.each(STATES)('a list of %s people looks as agreed', async (state) => {
  const of = state === 'hostile' ? { ...(sessions.hostile[0] ?? session), ...started } : session;
  await golden('people-list', state, {
    list: shown(readings[state], state === 'too-many' ? 250 : 1, of),
    ask: askToRead({ ...of, registrantsCount: 7_300 }, 146),
    file: peopleFile(of, reading(readings[state]), 'Europe/Paris'),
    given: fileGiven(),
  });
});

describe('the list', () => {
  test('says how many came, of how many, and how long they stayed, of how many it is known', () => {
    const words = read(shown(readings.some));
    expect(words).toContain('2 of 3 registrants came (67%). They stayed 28 min on average (known for 1 of 2).');
    expect(words).toContain('1. Ada Byron 1 · ada.1@example.com · came, 28 min');
    expect(words).toContain('2. Ada Byron 2 · ada.2@example.com · came');
    expect(words).toContain('3. (no name) · ada.3@example.com');
  });

  test('says of a session that has not started that nobody can have come', () => {
    const words = read(shown([person(1)], 0, aSessionOf()));
    expect(words).toContain('1 registrant. It has not started.');
    expect(read(shown([person(1, { attended: false })]))).toContain('1 registrant. None of them came.');
  });

  test('has twenty a page and buttons to both sides, as far as there are any', () => {
    const people = readings['too-many'].slice(0, 45);
    const pages = [0, 1, 2, 99].map((page) => read(shown(people, page)));
    expect(pages[0]).toContain('People 1 to 20 of 45.');
    expect(pages[0]).not.toContain('[Previous]');
    expect(pages[1]).toMatch(/\[Previous\].*\[Next\]/);
    expect(pages[2]).toContain('People 41 to 45 of 45.');
    expect(pages[2]).not.toContain('[Next]');
    expect(pages[3]).toBe(pages[2]);
  });

  test('says that there are more than were read', () => {
    expect(read(shown(readings['too-many']))).toContain('These are the first 10,000: there are more.');
  });

  test('of hostile people is taken on every page, pages nobody and leaves nobody out', () => {
    for (const page of [0, 1, 2]) {
      const message = shown(readings.hostile, page);
      expect(refusals(message)).toEqual([]);
      expect(markup(message).filter(isLive)).toEqual([]);
      const numbers = read(message).match(/^\s*\d+\. /gm) ?? [];
      expect(numbers).toHaveLength(page < 2 ? PAGE : 1);
    }
  });
});

describe('the file', () => {
  const rows = (people: ListedPerson[]) => peopleCsv(reading(people)).split('\r\n');

  test('has a row for each person, with what they answered', () => {
    const [head, ada, ben] = rows([
      person(1, { attended: true, attendanceSeconds: 90, answers: { company: 'Byron, Ltd "1"' } }),
      person(2, { answers: { role: 'CTO\nand more' } }),
    ]);
    expect(head).toBe(
      '\ufeff"E-mail","First name","Last name","Registered at (UTC)","Came","Minutes in the room","company","role"',
    );
    expect(ada).toBe('"ada.1@example.com","Ada","Byron 1","2026-11-20 09:30:00","yes","1.5","Byron, Ltd ""1""",""');
    expect(ben).toContain('"","","","CTO\nand more"');
  });

  test.each([
    '=1+1',
    '+33 6 12',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\n@x',
    '\uff1d1',
    '\0=1',
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
  ])('writes the cell %j as words', (cell) => {
    const [, row] = rows([person(1, { firstName: cell })]);
    expect(row?.split('","')[1]?.startsWith("'")).toBe(true);
  });

  test('leaves ordinary words and addresses as they are', () => {
    expect(rows([person(1, { firstName: "O'Brien - x" })])[1]).toContain('"O\'Brien - x"');
  });

  test('an answer called constructor is an answer', () => {
    expect(rows([person(1), person(2, { answers: { constructor: 'x' } })])[1]).toMatch(/,""$/);
  });
});
