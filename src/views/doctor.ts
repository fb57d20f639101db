// The answer to `doctor`: one line for each check, with what to do next.

import type { Finding } from '../operations/doctor.ts';
import { context, header, type Message, message, section } from './blocks.ts';
import { says } from './doctor-words.ts';
import { count } from './numbers.ts';
import { join, md } from './text.ts';

export interface DoctorData {
  findings: Finding[];
  /** To Livestorm. */
  calls: number;
  timeZone: string;
  slashCommand: string;
}

const SIGNS = { bad: '❌', care: '⚠️', well: '✅' };
const WORST_FIRST = Object.keys(SIGNS);

/** A check names at most ten channels or people, so that some of them fit into a section. */
const IN_A_SECTION = 3;

export function doctorView({ findings, calls, timeZone, slashCommand }: DoctorData): Message {
  const all = findings
    .map((finding) => says(finding, { timeZone, slashCommand }))
    .sort((a, b) => WORST_FIRST.indexOf(a.level) - WORST_FIRST.indexOf(b.level));
  const bad = all.filter(({ level }) => level === 'bad').length;
  const care = all.filter(({ level }) => level === 'care').length;
  const verdict = verdictOf(bad, care);
  const lines = all.map(({ level, said }) => md`${SIGNS[level]} ${said}`);
  const sections = Array.from({ length: Math.ceil(lines.length / IN_A_SECTION) }, (_, index) =>
    section(join(lines.slice(index * IN_A_SECTION, (index + 1) * IN_A_SECTION), '\n')),
  );
  return message(verdict, [
    header('How Showrunner is'),
    section(verdict),
    ...sections,
    context(`This check cost ${count(calls, 'call')} to Livestorm.`),
  ]);
}

function verdictOf(bad: number, care: number): string {
  if (bad + care === 0) return 'All is well.';
  const faults = bad > 0 ? [`${count(bad, 'thing does', 'things do')} not work`] : [];
  const cares = care > 0 ? [`${count(care, 'thing is', 'things are')} worth knowing`] : [];
  return `${[...faults, ...cares].join(', ')}.`;
}
