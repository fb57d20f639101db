// Words of strangers, made up at random out of all that acts in Slack: in no message of the bot's does any of it take effect.
// What pings and what can be pressed is told by the local Slack, which knows nothing of how the bot writes.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liveLinks, pingsIn } from '../../sandbox/slack/words.ts';
import { personName } from '../../src/operations/person-name.ts';
import type { FollowUp } from '../../src/store/follow-ups.ts';
import type { Message } from '../../src/views/blocks.ts';
import { digestMessages } from '../../src/views/digest.ts';
import { followUpList, nudge, stateBlocks, withItem } from '../../src/views/follow-up.ts';
import { arrivals } from '../../src/views/life-lines.ts';
import { chatMessage, chatParts, liveQuestion } from '../../src/views/live.ts';
import { peopleList } from '../../src/views/people-list.ts';
import { talkList } from '../../src/views/talk-list.ts';
import { aDigest, aMessage, aQuestion } from './a-digest.ts';
import { aSessionOf } from './foreign.ts';
import { refusals } from './golden.ts';

const START = new Date('2026-12-03T14:00:00Z');
const session = aSessionOf({ startedAt: START, endedAt: new Date('2026-12-03T15:00:00Z') });
const zone = 'Europe/Paris';

/** Pieces that act, whole and broken off, in whatever order and depth. */
const piece = fc.constantFrom(
  ...[
    '<',
    '>',
    '|',
    '&',
    '&lt;',
    '&gt;',
    '&amp;lt;',
    '!',
    '@',
    '#',
    '*',
    '_',
    '~',
    '`',
    '```',
    '\n',
    ' ',
    '> ',
    '• ',
    ':',
  ],
  ...[
    '<!channel>',
    '<!here>',
    '<!everyone>',
    '<!subteam^S0OPERATORS>',
    '<!date^1^{date}^https://evil.example|now>',
    '@channel',
    '@here',
  ],
  ...[
    '<@U0000000BEN>',
    '<@U0000000BEN|ben>',
    '<#C000GENERAL>',
    '<mailto:eve@evil.example|mail>',
    'tel:123',
    '<slack://open>',
  ],
  ...[
    'https://evil.example',
    '<https://evil.example|bank>',
    'www.evil.example',
    '[a](https://evil.example)',
    'evil.example/x',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\u0000',
    '\ud800',
    '\udc00',
    'e\u0301'.repeat(9),
    ':smile:',
    '{"type":"section"}',
    '\\u003c!channel\\u003e',
  ],
);
const words = fc
  .array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 30 })
  .map((pieces) => pieces.join(''));

const said = fc.record({ text: words, name: words, team: fc.boolean(), answer: fc.option(words, { nil: null }) });
type Said = typeof said extends fc.Arbitrary<infer S> ? S : never;

const itemOf = ({ text, name }: Said, id: number): FollowUp => ({
  ...{ id, sessionId: 's1', questionId: `q${id}`, channel: 'C0WEBINARS', words: text, askedBy: personName(name) },
  ...{ owner: null, dueAt: START, madeBy: 'digest', madeAt: START },
  ...{ doneAt: null, doneBy: null, nudges: 0, nudgedAt: null },
});

function inDigest(all: Said[]): Message[] {
  const person = ({ name, team }: Said) => ({ name: personName(name), team });
  const questions = all.map((one, index) =>
    aQuestion({
      id: `q${index}`,
      question: one.text,
      asker: person(one),
      response: one.answer,
      responder: person(one),
      answered: one.answer ? 'written' : 'no',
    }),
  );
  // Links are for the team to share, and theirs are live: here nobody is of the team.
  const chat = all.map((one, index) =>
    aMessage({ id: `m${index}`, text: one.text, author: { name: personName(one.name), team: false } }),
  );
  const items = all.map(itemOf);
  const { root, thread } = digestMessages(aDigest({ questions }, chat), { people: 'full', format: 'full', items });
  const [first] = items;
  const changed = first && withItem(root, { ...first, owner: null, doneAt: START, doneBy: 'livestorm' }, zone);
  return [root, ...thread, ...(changed ? [changed as Message] : [])];
}

function inLife(all: Said[]): Message[] {
  const names = new Map(all.map(({ name }, index) => [`p${index}`, personName(name)]));
  const around = { session, people: 'full' as const, names };
  const lines = all.map(({ text, team }, index) => ({
    id: `m${index}`,
    at: START.getTime(),
    text,
    authorId: `p${index}`,
    team,
  }));
  const question = ({ text, name, answer }: Said) => ({
    ...{ id: 'q', at: START.getTime(), question: text, askerId: 'p0', asker: personName(name) },
    ...{ response: answer, aloud: false, responderId: null, responder: personName(name) },
  });
  const came = all.map(({ name, team }, id) => ({ id, sessionId: 's1', name: personName(name), team, at: START }));
  return [
    ...chatParts(lines, around).map((part) => chatMessage(part, around)),
    ...all.map((one) => liveQuestion({ question: question(one), mark: null }, around)),
    ...(came.length > 0 ? [arrivals(session, { came, people: 'full' })] : []),
  ];
}

function inLists(all: Said[]): Message[] {
  const rows = all.map(({ text, name, answer }, index) => ({
    ...{ id: `r${index}`, at: START.toISOString(), text, by: name, authorId: null, team: false },
    ...{ answered: answer ? ('written' as const) : ('no' as const), response: answer, responder: name },
  }));
  const reading = { rows, next: null, left: 0, calls: 1, readAt: START };
  const people = all.map(({ name, text }, index) => ({
    ...{ id: `p${index}`, email: text.slice(0, 200), firstName: name, lastName: text, registeredAt: null },
    ...{ attended: null, attendanceSeconds: null, answers: {} },
  }));
  const items = all.map(itemOf);
  const talk = {
    session,
    reading,
    price: { again: 1, more: null },
    named: true,
    namesCost: 0,
    open: false,
    page: 0,
    timeZone: zone,
  };
  return [
    talkList({ ...talk, kind: 'questions' }),
    talkList({ ...talk, kind: 'chat' }),
    peopleList({
      session,
      reading: { people, more: false, readAt: START, calls: 1 },
      page: 0,
      timeZone: zone,
    }),
    followUpList({ items, title: 'Spring tour', people: 'full', timeZone: zone }),
    nudge(
      items.map((item) => ({ item, title: 'Spring tour' })),
      { now: START, timeZone: zone },
    ),
  ];
}

/** As the local Slack keeps it. */
const stands = ({ text, blocks }: Message) => ({ text, blocks }) as unknown as Parameters<typeof pingsIn>[0];
const OURS = /^https:\/\/app\.livestorm\.co\/p\//;

test.each([
  ['a digest and its thread', inDigest],
  ['what is said while a session is live, and who registered', inLife],
  ['lists for one person, and what is to be followed up', inLists],
])('%s: nobody is pinged, no link is made, Slack takes it', (_name, shown) => {
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 6 }), (all) => {
      for (const message of shown(all)) {
        expect(pingsIn(stands(message))).toEqual([]);
        expect(liveLinks(stands(message)).filter((url) => !OURS.test(url))).toEqual([]);
        expect(refusals(message)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

test('the local Slack would notice: the same words as they came ping and can be pressed', () => {
  const raw = {
    text: '',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '<!channel> <https://evil.example|x>' } }],
  };
  expect(pingsIn(stands(raw as unknown as Message))).toHaveLength(1);
  expect(liveLinks(stands(raw as unknown as Message))).toHaveLength(1);
  expect(stateBlocks(itemOf({ text: '', name: '', team: false, answer: null }, 1), zone)).toHaveLength(2);
});
