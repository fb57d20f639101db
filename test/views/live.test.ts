// What is said while a session is live: chat, questions with who sees to them, how fresh it is and what it costs.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeardMessage, HeardQuestion } from '../../src/operations/heard.ts';
import { personName } from '../../src/operations/person-name.ts';
import type { Mark } from '../../src/store/live-tables.ts';
import { card } from '../../src/views/card.ts';
import { chatMessage, chatParts, goneQuestion, liveQuestion, questionMarked } from '../../src/views/live.ts';
import {
  type LiveState,
  liveAsk,
  liveBegun,
  liveNone,
  liveOver,
  liveRoot,
  liveStopped,
  liveTooLong,
} from '../../src/views/live-state.ts';
import { aSessionOf, EVIL, foreign, LONG, STATES, sessions } from './foreign.ts';
import { ASKER, golden, isLive, markup, read, refusals } from './golden.ts';

const START = new Date('2026-12-03T14:00:00Z');
const [hostile = aSessionOf()] = sessions.hostile;
const session = aSessionOf({ startedAt: START });

const message = (index: number, over: Partial<HeardMessage> = {}): HeardMessage => ({
  id: `m${index}`,
  at: START.getTime() + index * 61_000,
  text: `Message ${index}`,
  authorId: `p${index % 3}`,
  team: false,
  ...over,
});
const question = (over: Partial<HeardQuestion> = {}): HeardQuestion => ({
  id: 'q1',
  at: START.getTime() + 754_000,
  question: 'Is there a Slack app?',
  askerId: 'p1',
  asker: personName('Ada Byron'),
  response: null,
  aloud: false,
  responderId: null,
  responder: null,
  ...over,
});

const names = new Map([
  ['p1', personName('Ada Byron')],
  ['p2', personName('Lin Host')],
]);
const around = { session, people: 'initials' as const, names };
const lines = (said: HeardMessage[], how: Parameters<typeof chatMessage>[1]) =>
  chatParts(said, how).map((part) => chatMessage(part, how));
const state: LiveState = {
  heardUntil: new Date('2026-12-03T14:14:00Z'),
  everySeconds: 30,
  pace: 'usual',
  endedAt: null,
  kinds: ['questions', 'chat'],
  isLate: false,
};
const price = {
  minutes: 60,
  calls: 70,
  left: { remaining: 8_123, forLive: 6_623 },
  isShared: false,
  isRunning: true,
  isSure: true,
};

const chats = {
  none: [message(1, { authorId: null, at: null })],
  some: [message(1), message(2, { team: true }), message(0, { text: 'Write to ada@example.com' })],
  'too-many': Array.from({ length: 45 }, (_, index) => message(index, { text: LONG })),
  hostile: [message(1, { text: EVIL }), message(2, { text: '' }), message(3, { text: `\0${EVIL}` })],
};

test.each(STATES)('chat of %s looks as agreed', async (words) => {
  const evil = new Map([['p1', personName(EVIL)]]);
  const shown = lines(chats[words], words === 'hostile' ? { ...around, people: 'full', names: evil } : around);
  await golden('live-chat', words, Object.fromEntries(shown.map((one, index) => [index, one])));
});

test('what Livestorm no longer lists keeps its place without its words', async () => {
  const gone = { at: START.getTime() + 754_000, isGone: true } as const;
  await golden('live-gone', 'some', {
    chat: chatMessage([message(1), gone, message(20)], around),
    question: goneQuestion(gone, around),
  });
});

test.each(['some', 'hostile'] as const)('questions of %s look as agreed in every state', async (words) => {
  const evil = words === 'hostile' ? { question: EVIL, asker: personName(EVIL), response: null } : {};
  const people = words === 'hostile' ? ('full' as const) : ('initials' as const);
  const shown = (over: Partial<HeardQuestion>, mark: Mark | null = null) =>
    liveQuestion(
      { question: question({ ...evil, ...over }), mark: mark && { mark, by: ASKER } },
      { ...around, people },
    );
  await golden('live-question', words, {
    open: shown({}),
    taken: shown({}, 'taken'),
    answered: shown({}, 'answered'),
    later: shown({}, 'later'),
    written: shown({
      response: words === 'hostile' ? EVIL : 'Yes.',
      responder: personName(words === 'hostile' ? EVIL : 'Lin Host'),
    }),
    aloud: shown({ aloud: true, responder: null }, 'taken'),
    long: shown({ question: LONG.repeat(20), at: null, asker: null }),
  });
});

test('who pressed is told what it means', async () => {
  const before = { mark: 'taken' as const, by: ASKER };
  await golden('live-marked', 'some', {
    taken: questionMarked({ mark: 'taken', before: null, isAnswered: false, isOver: false }),
    over: questionMarked({ mark: 'taken', before, isAnswered: false, isOver: false }),
    back: questionMarked({ mark: null, before, isAnswered: false, isOver: false }),
    answered: questionMarked({ mark: 'answered', before, isAnswered: false, isOver: false }),
    later: questionMarked({ mark: 'later', before: null, isAnswered: false, isOver: false }),
    known: questionMarked({ mark: null, before: null, isAnswered: true, isOver: false }),
  });
});

test.each(['some', 'hostile'] as const)('a session with %s is followed in words as agreed', async (words) => {
  const of = words === 'hostile' ? hostile : session;
  await golden('live-state', words, {
    root: liveRoot(of, { state, askedBy: ASKER, isOver: false }),
    soon: liveRoot(of, { state: { ...state, heardUntil: null, kinds: ['chat'] }, askedBy: ASKER, isOver: false }),
    ended: liveRoot(of, { state: { ...state, endedAt: START }, askedBy: ASKER, isOver: true }),
    left: liveRoot(of, { state: { ...state, endedAt: START }, askedBy: ASKER, isOver: false }),
    begun: liveBegun(of, price),
    waits: liveBegun(of, { ...price, isRunning: false, left: null, minutes: 45, calls: 55 }),
    shared: liveBegun(of, { ...price, isShared: true }),
    ask: liveAsk(of, { ...price, left: { remaining: 1_550, forLive: 50 } }),
    over: liveOver(of),
    long: liveTooLong(of),
    stopped: liveStopped(ASKER, [of]),
    none: liveNone(),
  });
});

test('after the end nobody is sent to the room, and nothing is offered to be taken back', () => {
  const said = (mark: Mark) => read(questionMarked({ mark, before: null, isAnswered: false, isOver: true }));
  expect(said('taken')).toBe('You take this question. The session is over: write to whoever asked.');
  expect(said('answered')).not.toContain('take it back');
});

test.each(['full', 'initials'] as const)('whose name nobody can see is not named, with %s', (people) => {
  const asked = { question: question({ asker: personName('\u200b', '\u2060') }), mark: null };
  expect(read(liveQuestion(asked, { ...around, people }))).toMatch(/^❓ 12:34\s+▎ Is there a Slack app/);
});

test('where nobody knows whether the bot is in the channel, who asked is told what to do when nothing comes', () => {
  expect(read(liveBegun(session, { ...price, isSure: false }))).toContain('If nothing comes here, invite me');
  expect(read(liveBegun(session, price))).not.toContain('invite');
});

describe('the card of a live session', () => {
  const shown = (over: Partial<LiveState>) =>
    read(card(session, { state: 'live', features: ['questions'], live: { ...state, ...over } }));

  test('says how fresh it is, and how often is looked', () => {
    expect(shown({})).toMatch(/Q&A and chat up to Dec 3, 2026 at 3:14 PM, looking every 30 s\./);
    expect(shown({ everySeconds: 120, kinds: ['questions'] })).toMatch(/Q&A up to .*, looking every 2 minutes\./);
  });

  test('says when nothing newer can be read', () => {
    expect(shown({ isLate: true })).toMatch(/⚠️ Q&A and chat up to .*: nothing newer could be read from Livestorm\./);
    expect(shown({ isLate: true, heardUntil: null })).toContain('Q&A and chat: nothing yet could be read');
  });

  test('says why it is slower than usual, or rests', () => {
    expect(shown({ everySeconds: 240, pace: 'slowed' })).toContain(
      'looking every 4 minutes: calls are kept for people.',
    );
    expect(shown({ pace: 'paused', heardUntil: null })).toContain('Q&A and chat: nothing read yet. Paused:');
    expect(shown({ endedAt: START })).toMatch(/up to .*\. No longer looked at: after twelve hours/);
    expect(shown({ pace: 'paused' })).toContain('Paused: the last Livestorm calls of the period, if there are any');
  });
});

test('whatever people write, Slack takes it and pings nobody', () => {
  fc.assert(
    fc.property(foreign, foreign, fc.constantFrom('full', 'initials', 'none'), (text, name, people) => {
      const evil = { ...around, people, names: new Map([['p1', personName(name)]]) };
      const said = [
        ...lines([message(1, { text }), message(4, { text: name })], evil),
        liveQuestion({ question: question({ question: text, asker: personName(name) }), mark: null }, evil),
        liveQuestion(
          { question: question({ question: text, response: text, responder: personName(name) }), mark: null },
          evil,
        ),
      ];
      for (const shown of said) {
        expect(refusals(shown)).toEqual([]);
        expect(markup(shown).filter(isLive)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
