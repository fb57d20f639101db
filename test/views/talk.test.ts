// What was asked and written in a session: leafed through, and as files.

import { describe, expect, test } from 'vitest';
import { priceOf, type Said, type TalkKind, type TalkReading } from '../../src/operations/talk.ts';
import { talkCsv, talkFileMessage, talkMarkdown } from '../../src/views/talk-files.ts';
import { type TalkListData, talkList } from '../../src/views/talk-list.ts';
import { aSessionOf, EVIL, LONG, STATES, type State, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const START = new Date('2026-12-03T14:00:00Z');
const started = { startedAt: START, endedAt: new Date('2026-12-03T15:00:00Z') };
const session = aSessionOf(started);

const row = (number: number, over: Partial<Said> = {}): Said => ({
  id: `r${number}`,
  at: new Date(START.getTime() + number * 61_000).toISOString(),
  text: `Why is number ${number} like this?`,
  by: 'Ada Byron',
  authorId: `p${number % 7}`,
  team: false,
  answered: 'no',
  response: null,
  responder: '',
  ...over,
});
const line = (number: number, over: Partial<Said> = {}) => row(number, { answered: null, by: '', ...over });

const rows: Record<TalkKind, Record<State, Said[]>> = {
  questions: {
    none: [],
    some: [
      row(1),
      row(2, { answered: 'written', response: 'Because it is.', responder: 'Lin Host' }),
      row(3, { answered: 'aloud', responder: 'Lin Host', at: null, by: '' }),
    ],
    'too-many': Array.from({ length: 1_050 }, (_, index) => row(index, { answered: index % 2 ? 'no' : 'aloud' })),
    hostile: Array.from({ length: 20 }, (_, index) =>
      row(index, {
        text: index % 2 ? EVIL : LONG,
        by: EVIL,
        ...(index % 3 > 0 && { answered: 'written', response: index % 3 > 1 ? LONG : EVIL, responder: EVIL }),
      }),
    ),
  },
  chat: {
    none: [],
    some: [line(1), line(2, { team: true }), line(3, { by: 'Ada Byron', at: null })],
    'too-many': Array.from({ length: 10_000 }, (_, index) => line(index)),
    hostile: Array.from({ length: 45 }, (_, index) => line(index, { text: index % 2 ? EVIL : LONG, by: EVIL })),
  },
};

const reading = (of: Said[], over: Partial<TalkReading> = {}): TalkReading => ({
  rows: of,
  next: null,
  left: 0,
  calls: Math.max(1, Math.ceil(of.length / 50)),
  readAt: new Date('2026-12-03T16:00:00Z'),
  ...over,
});

const data = (kind: TalkKind, of: Said[], over: Partial<TalkListData> = {}): TalkListData => ({
  price: priceOf(over.reading ?? reading(of)),
  kind,
  session,
  reading: reading(of),
  named: false,
  namesCost: 3,
  open: false,
  page: 0,
  timeZone: 'Europe/Paris',
  ...over,
});
const shown = (kind: TalkKind, of: Said[], over: Partial<TalkListData> = {}) => read(talkList(data(kind, of, over)));

describe.each(['questions', 'chat'] as const)('%s', (kind) => {
  test.each(STATES)('of %s look as agreed', async (state) => {
    const of = state === 'hostile' ? { ...(sessions.hostile[0] ?? session), ...started } : session;
    const all = rows[kind][state];
    const partly = state === 'too-many' ? { reading: reading(all.slice(0, 50), { next: 1, left: 20 }) } : {};
    const huge = { reading: reading(all.slice(0, 50), { next: 1, left: 1_999 }), namesCost: 200 };
    await golden(kind, state, {
      list: talkList(data(kind, all, { session: of, page: 1 })),
      open: talkList(data(kind, all, { session: of, open: kind === 'questions', ...partly })),
      ...(state === 'too-many' && { huge: talkList(data(kind, all, huge)) }),
      file: talkFileMessage({ ...data(kind, all, { session: of }), open: false }),
    });
  });

  test('of hostile people are taken on every page, page nobody and leave nobody out', () => {
    const all = rows[kind].hostile;
    let seen = 0;
    for (let page = 0; page < 3; page++) {
      const message = talkList(data(kind, all, { page, named: true, session: sessions.hostile[0] ?? session }));
      expect(refusals(message)).toEqual([]);
      expect(markup(message).filter(isLive)).toEqual([]);
      seen += message.blocks.filter(({ type }) => type === 'rich_text').length;
    }
    expect(seen).toBe(all.length);
  });
});

describe('the list of questions', () => {
  test('says how many wait for an answer, and who asked when', () => {
    const words = shown('questions', rows.questions.some);
    expect(words).toContain('1 of 3 questions is not answered.');
    expect(words).toMatch(/1\. 01:01 · Ada Byron\s+┃? ?.*Why is number 1 like this\?\s+Not answered/);
    expect(words).toContain('Lin Host: Because it is.');
    expect(words).toContain('Answered aloud by Lin Host');
  });

  test('without the answered ones says so, and offers all of them', () => {
    const words = shown('questions', rows.questions.some, { open: true });
    expect(words).toContain('1 of 3 questions is not answered. Only these are shown.');
    expect(words).not.toContain('number 2');
    expect(words).toContain('[All questions]');
  });

  test.each([
    [{}, 'Nobody asked anything: it has not started.'],
    [{ startedAt: START }, 'Nobody asked anything so far.'],
    [started, 'Nobody asked anything.'],
    [{ canceledAt: START }, 'Nobody asked anything: the session was canceled.'],
    [{ status: 'past_not_started' }, 'Nobody asked anything: the session never started.'],
  ])('without questions says why: %j', (over, words) => {
    expect(shown('questions', [], { session: aSessionOf(over) })).toContain(words);
  });
});

describe('a long list', () => {
  const part = rows.chat['too-many'].slice(0, 50);

  test('that was read in part says what the rest costs, on its button too', () => {
    const words = shown('chat', part, { reading: reading(part, { next: 1, left: 21 }) });
    expect(words).toContain('These are the first 50 messages: the others are 21 more calls.');
    expect(words).toContain('[Read on (21 calls)]');
    expect(words).toContain('[Read again (1 call)]');
  });

  test('that would cost two per cent of a month asks once more', () => {
    const message = talkList(data('chat', part, { reading: reading(part, { next: 1, left: 1_999 }) }));
    expect(JSON.stringify(message)).toContain(
      'Reading on costs 199 Livestorm calls. That is the first 10,000; Livestorm has more.',
    );
  });

  test('ends where Showrunner reads no further, and says so', () => {
    const words = shown('chat', rows.chat['too-many'], {
      reading: reading(rows.chat['too-many'], { next: 200, left: 1_800, calls: 200 }),
    });
    expect(words).toContain('Livestorm has more, and Showrunner reads no further.');
    expect(words).not.toContain('[Read on');
  });
});

describe('the files', () => {
  const table = (kind: TalkKind, of: Said[]) => talkCsv(data(kind, of)).content.split('\r\n');

  test('have a row for each question, with its answer', () => {
    const [head, first, second] = table('questions', rows.questions.some);
    expect(head).toBe(
      '\ufeff"Asked at (UTC)","Into the session","Asked by","Question","Answered","Answer","Answered by"',
    );
    expect(first).toBe('"2026-12-03 14:01:01","01:01","Ada Byron","Why is number 1 like this?","no","",""');
    expect(second).toContain('"written","Because it is.","Lin Host"');
  });

  test.each(['=1+1', '+33 6 12', '-2', '@SUM(A1)', '\t=1', '\uff1d1'])('write the cell %j as words', (text) => {
    expect(
      table('chat', [line(1, { text })])[1]
        ?.split('","')[4]
        ?.startsWith("'"),
    ).toBe(true);
    expect(
      table('questions', [row(1, { by: text })])[1]
        ?.split('","')[2]
        ?.startsWith("'"),
    ).toBe(true);
  });

  test('are named after the session, and what they hold', () => {
    expect(talkCsv(data('chat', [])).name).toBe('quarterly-product-tour-chat.csv');
    expect(talkMarkdown(data('questions', [])).name).toBe('quarterly-product-tour-questions.md');
  });

  test('in Markdown quote what people said, and nothing of it is a heading, a link or HTML', () => {
    const evil = '# Title\n- item\n1. one\n[bank](https://evil.example) <img src=x> *b* `c` &lt; <!channel>';
    const { content } = talkMarkdown(data('questions', [row(1, { text: evil, by: '**Eve**\n# x' })]));
    expect(content).toContain(
      '> \\# Title\n> \\- item\n> \\1. one\n> \\[bank\\](https://evil.example) \\<img src=x\\>',
    );
    expect(content).toContain('**1 · 01:01 · \\*\\*Eve\\*\\* \\# x**');
    expect(content).not.toMatch(/(?<!\\)[<`]/);
  });
});
