// Digests to show: a small one by default, and the states that goldens are made of.

import { activity } from '../../src/operations/activity.ts';
import type { Digest, DigestMessage, DigestPerson, DigestQuestion } from '../../src/operations/digest.ts';
import { personName } from '../../src/operations/person-name.ts';
import { highlights } from '../support/highlights.ts';
import { themes } from '../support/themes.ts';

export const guest = (name: string): DigestPerson => ({ name: personName(name), team: false });
export const team = (name: string): DigestPerson => ({ name: personName(name), team: true });

export const aQuestion = (over: Partial<DigestQuestion> = {}): DigestQuestion => ({
  id: 'q1',
  question: 'Does it work with our single sign-on?',
  asker: guest('Mei-Ling Chen'),
  offset: 1_234,
  response: null,
  responder: null,
  answered: 'no',
  ...over,
});

export const aMessage = (over: Partial<DigestMessage> = {}): DigestMessage => ({
  id: 'm1',
  text: 'The export keeps the columns of the form.',
  author: guest('Jonas Lindqvist'),
  offset: 600,
  ...over,
});

/** A digest with these facts; its highlights and counts follow from `messages`. */
export function aDigest(over: Partial<Digest> = {}, messages: DigestMessage[] = []): Digest {
  const questions = over.questions ?? [];
  const length = over.durationSeconds === undefined ? 3_120 : over.durationSeconds;
  return {
    eventId: 'e1',
    sessionId: 's1',
    title: 'Product demo',
    sessionName: null,
    timeZone: 'Europe/Paris',
    startedAt: new Date('2026-12-03T14:00:00Z'),
    endedAt: new Date('2026-12-03T14:52:00Z'),
    durationSeconds: 3_120,
    registrants: 141,
    attendees: 63,
    averageStaySeconds: 2_460,
    stayKnownFor: 61,
    questions: [],
    messageCount: messages.length,
    chatters: new Set(messages.map(({ author }) => author?.name)).size,
    highlights: highlights(messages),
    cutOff: [],
    unread: [],
    rest: null,
    activity: activity(
      { chat: messages.map(({ offset }) => offset), questions: questions.map(({ offset }) => offset) },
      length,
    ),
    themes: themes(
      questions.map(({ id, question, asker }) => ({ id, text: question, askerId: asker ? String(asker.name) : null })),
    ),
    history: null,
    calls: 5,
    readAt: new Date('2026-12-03T15:42:00Z'),
    isFinal: true,
    recording: null,
    watched: null,
    ...over,
  };
}

const nothing = aDigest({
  startedAt: null,
  endedAt: null,
  durationSeconds: null,
  registrants: 0,
  attendees: 0,
  averageStaySeconds: null,
  stayKnownFor: 0,
});

const some = aDigest(
  {
    sessionName: 'Morning run',
    history: {
      sessions: 6,
      of: 'event',
      usual: { registrants: 120, attendees: 45.5, rate: 0.38, staySeconds: 2_400, known: 4 },
    },
    questions: [
      aQuestion({
        id: 'q1',
        offset: 340,
        question: 'Is it recorded?',
        asker: guest('Lucía Ferrer'),
        answered: 'written',
        response: 'Yes, you get the link tomorrow.',
        responder: team('Amara Okafor'),
      }),
      aQuestion({ id: 'q2', offset: 1_234 }),
      aQuestion({
        id: 'q3',
        offset: 1_900,
        question: 'What does the second plan cost?',
        asker: null,
        answered: 'aloud',
        responder: team('Zoë Dubois'),
      }),
    ],
  },
  [
    aMessage({ id: 'm0', offset: 10, text: 'Hello from Lyon!', author: guest('Chloé Martin') }),
    aMessage({
      id: 'm1',
      offset: 60,
      text: 'The slides: https://docs.example.com/slides.',
      author: team('Amara Okafor'),
    }),
    ...[
      'It took us a week to connect it to our own directory.',
      'Same here, and the second time an hour.',
      'Which directory do you use?',
      'An old one, with groups of groups.',
      'We can show that in the next session, with your setup.',
    ].map((text, index) =>
      aMessage({
        id: `m${index + 2}`,
        offset: 1_500 + index * 20,
        text,
        author: index === 4 ? team('Zoë Dubois') : guest('Ravi Iyer'),
      }),
    ),
    aMessage({ id: 'm9', offset: 2_000, text: 'Again: https://docs.example.com/slides', author: team('Amara Okafor') }),
  ],
);

const tooMany = aDigest(
  {
    title: 'The annual conference on everything that we do, with everyone who does it, in one long day. '.repeat(4),
    registrants: 12_000,
    history: {
      sessions: 8,
      of: 'team',
      usual: { registrants: 1e6, attendees: 1e6, rate: 1, staySeconds: 1e6, known: 8 },
    },
    attendees: 3_000,
    averageStaySeconds: 5_400,
    stayKnownFor: 3_000,
    durationSeconds: 28_800,
    questions: Array.from({ length: 120 }, (_, index) =>
      aQuestion({
        id: `q${index}`,
        offset: index * 200,
        question: `${index + 1}. ${'How long can a question be before it is cut? '.repeat(index === 1 ? 90 : 3)}`,
        ...(index % 4 === 3 && {
          answered: 'written' as const,
          response: 'As long as it is read. '.repeat(5),
          responder: team('Tomasz Nowak'),
        }),
      }),
    ),
  },
  Array.from({ length: 400 }, (_, index) =>
    aMessage({
      id: `m${index}`,
      offset: index * 30 + (index % 100 < 20 ? 0 : 40),
      text: `Message ${index} says that https://example.com/page-${index % 30} is worth a look, and why.`,
      author: team('Priya Raman'),
    }),
  ),
);

const EVIL =
  '<!channel> <@U1> <https://evil.example|https://bank.example> &lt; *b* _i_ `c` :smile: \u202egnp.exe\u2066 \ud800 a\u0301'.concat(
    '\u0301'.repeat(50),
    '\u0000\u001b[31m\n\n\n\n> quoted\n',
    'mail me: eve@evil.example ',
    '👨‍👩‍👧‍👦'.repeat(400),
  );

const hostile = aDigest(
  {
    title: `${'<!everyone> & <https://evil.example|Join> '.repeat(8)}\u202e`,
    sessionName: '<!here>',
    history: { sessions: 1, of: 'team', usual: null },
    registrants: 1,
    attendees: 2,
    averageStaySeconds: 0,
    stayKnownFor: 1,
    questions: [
      aQuestion({ question: EVIL, asker: guest('<!channel> <@U1>') }),
      aQuestion({ id: 'q2', question: ' \u200b\u200b ', asker: guest('eve@evil.example') }),
      aQuestion({
        id: 'q3',
        question: EVIL,
        asker: guest(EVIL),
        answered: 'written',
        response: EVIL,
        responder: team('<b>Bob</b> \u202eTables'),
      }),
      aQuestion({
        id: 'q4',
        question: 'x'.repeat(5_000),
        asker: guest(''),
        answered: 'written',
        response: '',
        responder: null,
      }),
      aQuestion({ id: 'q5', answered: 'written', response: null }),
    ],
  },
  [
    ...Array.from({ length: 6 }, (_, index) =>
      aMessage({ id: `m${index}`, offset: 7, text: `${index} ${EVIL}`, author: guest(EVIL) }),
    ),
    aMessage({
      id: 'm7',
      text: 'javascript:alert(1) http://plain.example/a|b https://user:pw@evil.example https://ok.example/<b>|x',
      author: team('A'),
    }),
  ],
);

export const digests = { none: nothing, some, 'too-many': tooMany, hostile };

const unread = [
  { what: 'people' as const, rows: 12_000, calls: 239 },
  { what: 'chat' as const, rows: 100_000, calls: 1_999 },
];
const left = { remaining: 8_123, limit: 10_000 };
const long = { ...some, unread, messageCount: 100_000, chatters: 0, highlights: { links: [], moments: [] } };

/** Of a session that was not read whole. */
export const longDigests = {
  unread: { ...long, rest: { left, decided: null } },
  'unread, few calls left': { ...long, rest: { left: { remaining: 500, limit: null }, decided: null } },
  'unread, nothing known': {
    ...long,
    unread: [{ what: 'chat' as const, rows: null, calls: null }],
    rest: { left: null, decided: null },
  },
  'to be read': { ...long, rest: { left, decided: { what: 'read' as const, by: 'U0ASKER' } } },
  left: { ...long, rest: { left, decided: { what: 'left' as const, by: 'U0ASKER' } } },
};
