// What was asked and written in a session as a file, for one person: Markdown to read, CSV to count.

import type { Said, TalkKind, TalkReading } from '../operations/talk.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { formatOffset, formatWhen } from '../time/format.ts';
import { type Message, message, section } from './blocks.ts';
import { csv, fileName } from './csv.ts';
import { isSeen, bold as name } from './names.ts';
import { count } from './numbers.ts';
import { sessionTitle } from './session-line.ts';
import { listed, TITLES } from './talk-list.ts';
import { clean, md, oneLine, when } from './text.ts';

export interface TalkFileData {
  kind: TalkKind;
  session: SessionWithEvent;
  reading: TalkReading;
  open: boolean;
  timeZone: string;
}

/** Above the file, in the person's own conversation with the bot. */
export function talkFileMessage({ kind, session, reading, open, timeZone }: TalkFileData): Message {
  const rows = count(listed(reading, open).length, 'row');
  const part = reading.next === null ? '' : ' It is not all of it: Livestorm has more than was read.';
  const words = md`${open ? 'The unanswered questions' : kind === 'chat' ? 'The chat' : 'The questions'} of ${name(sessionTitle(session))}: ${rows}, read ${when(reading.readAt, timeZone)}.${part} It holds what people wrote and their names: delete the file when you are done with it.`;
  return message(words, [section(words)]);
}

export const talkCsv = (data: TalkFileData) => ({
  name: fileName(sessionTitle(data.session), data.kind),
  content: csv([HEADINGS[data.kind], ...listed(data.reading, data.open).map((row) => CELLS[data.kind](row, data))]),
});

const HEADINGS: Record<TalkKind, string[]> = {
  questions: ['Asked at (UTC)', 'Into the session', 'Asked by', 'Question', 'Answered', 'Answer', 'Answered by'],
  chat: ['Written at (UTC)', 'Into the session', 'Written by', 'Team', 'Message'],
};

type Row = (row: Said, data: TalkFileData) => string[];
const CELLS: Record<TalkKind, Row> = {
  questions: (row, { session }) => [
    ...moment(row, session),
    row.by,
    row.text,
    row.answered ?? '',
    row.response ?? '',
    row.responder,
  ],
  chat: (row, { session }) => [...moment(row, session), row.by, row.team ? 'yes' : 'no', row.text],
};

function moment({ at }: Said, { startedAt }: SessionWithEvent): string[] {
  if (at === null) return ['', ''];
  return [at.slice(0, 19).replace('T', ' '), startedAt ? offset(at, startedAt) : ''];
}

const offset = (at: string, startedAt: Date): string => formatOffset((Date.parse(at) - startedAt.getTime()) / 1000);

/** Everybody's words are quoted and escaped: nothing in them is a heading, a link or HTML. */
export function talkMarkdown(data: TalkFileData): { name: string; content: string } {
  const { kind, session, reading, open } = data;
  const rows = listed(reading, open);
  const facts = `${count(rows.length, 'row')} · read ${formatWhen(reading.readAt, session.timeZone)} (${session.timeZone})`;
  const parts = [
    `# ${escaped(sessionTitle(session))}`,
    `${open ? 'Unanswered questions' : TITLES[kind]} · ${facts}`,
    ...rows.map((row, index) => `${heading(row, index + 1, session)}\n\n${words(row)}`),
  ];
  return { name: fileName(sessionTitle(session), kind, 'md'), content: `${parts.join('\n\n')}\n` };
}

function heading({ at, by, team }: Said, place: number, { startedAt, timeZone }: SessionWithEvent): string {
  const time = at === null ? 'time not known' : startedAt ? offset(at, startedAt) : formatWhen(new Date(at), timeZone);
  const who = isSeen(by) ? escaped(by) : team ? 'the team' : '';
  return `**${place} · ${[time, who].filter(Boolean).join(' · ')}**`;
}

function words({ text, answered, response, responder }: Said): string {
  if (answered === null) return quoted(text);
  const by = isSeen(responder) ? ` by ${escaped(responder)}` : '';
  if (answered === 'no') return `${quoted(text)}\n\nNot answered`;
  return response === null
    ? `${quoted(text)}\n\nAnswered aloud${by}`
    : `${quoted(text)}\n\nAnswered${by}:\n\n${quoted(response)}`;
}

const quoted = (said: string): string =>
  clean(said)
    .split('\n')
    .map((each) => `> ${inert(each)}`.trimEnd())
    .join('\n');

const escaped = (said: string): string => inert(oneLine(said));
const inert = (said: string): string =>
  said.replace(/[\\`*_[\]<>|~#&!]/g, '\\$&').replace(/^(\s*)([-+=]|\d+[.)])/, (_, space, mark) => `${space}\\${mark}`);
