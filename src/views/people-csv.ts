// The people of a session as a file: one row each, with what they answered.

import type { ListedPerson, PeopleReading } from '../operations/session-people.ts';
import { csv } from './csv.ts';

const HEADINGS = ['E-mail', 'First name', 'Last name', 'Registered at (UTC)', 'Came', 'Minutes in the room'];

export function peopleCsv({ people }: PeopleReading): string {
  const asked = [...new Set(people.flatMap(({ answers }) => Object.keys(answers)))];
  return csv([[...HEADINGS, ...asked], ...people.map((person) => [...known(person), ...answered(person, asked)])]);
}

const known = ({ email, firstName, lastName, registeredAt, attended, attendanceSeconds }: ListedPerson): string[] => [
  email,
  firstName,
  lastName,
  registeredAt === null ? '' : registeredAt.slice(0, 19).replace('T', ' '),
  attended === null ? '' : attended ? 'yes' : 'no',
  attendanceSeconds === null ? '' : (attendanceSeconds / 60).toFixed(1),
];

const answered = ({ answers }: ListedPerson, asked: string[]): string[] =>
  asked.map((id) => (Object.hasOwn(answers, id) ? (answers[id] ?? '') : ''));
