// The App Home.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AskError } from '../../src/errors.ts';
import { answerModal } from '../../src/views/answer-modal.ts';
import { apology } from '../../src/views/error.ts';
import { type HomeData, home, homeWithout } from '../../src/views/home.ts';
import { menu } from '../../src/views/menu.ts';
import { sessionList } from '../../src/views/session-list.ts';
import { anEventOf, anySession, EVIL, LONG, STATES, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const readAt = new Date('2026-11-23T08:00:00Z');
const well: HomeData = {
  mine: [],
  live: [],
  upcoming: [],
  subscriptions: { first: [], count: 0 },
  quota: { seen: { limit: 10_000, remaining: 3_880, at: readAt }, kept: [], waiting: [] },
  findings: [{ check: 'token', problem: null }],
  readAt,
  isOperator: true,
  timeZone: 'Europe/Paris',
  slashCommand: '/webinar',
};

const wrong: HomeData['findings'] = [
  { check: 'token', problem: { code: 'livestorm_token' } },
  { check: 'clock', aheadBySeconds: 400 },
  { check: 'operators', operators: null, people: [], groups: [] },
];

const follow = (title: string | null, index = 0): HomeData['subscriptions']['first'][number] => ({
  channel: 'C0WEBINARS',
  thing: title === null ? { kind: 'all' } : { kind: 'event', eventId: `e${index}` },
  event: title === null ? null : anEventOf({ title }),
});

const data: Record<string, Partial<HomeData>> = {
  none: { quota: { seen: null, kept: [], waiting: [] }, readAt: null, findings: [] },
  some: {
    live: sessions.some.slice(0, 1),
    subscriptions: { first: [follow(null), follow('Quarterly product tour')], count: 2 },
  },
  'too-many': {
    live: sessions['too-many'],
    subscriptions: { first: Array.from({ length: 40 }, (_, index) => follow(`Tour ${index}`, index)), count: 900 },
    findings: wrong,
    quota: {
      seen: { limit: 10_000, remaining: 900, at: readAt },
      kept: [
        { purpose: 'upkeep', until: 2_000 },
        { purpose: 'live', until: 1_500 },
        { purpose: 'digest', until: 1_000 },
      ],
      waiting: Array.from({ length: 30 }, () => ({ title: LONG, endedAt: readAt })),
    },
  },
  hostile: {
    subscriptions: {
      first: [follow(EVIL), follow(LONG), { channel: '<!channel>', thing: { kind: 'tag', tag: EVIL }, event: null }],
      count: 3,
    },
    findings: [...wrong, { check: 'broken', name: EVIL }],
    quota: { ...well.quota, waiting: [{ title: EVIL, endedAt: readAt }] },
  },
};

test.each(STATES)('with %s it looks as agreed', async (state) => {
  await golden('home', state, home({ ...well, upcoming: sessions[state], ...data[state] }));
});

test('says what is next, what is followed, what is left, and that nothing is wrong', () => {
  const shown = read(home({ ...well, upcoming: sessions.some, ...data.some }));
  for (const words of [
    'Live now',
    'Quarterly product tour',
    'every webinar',
    '3,880 left',
    'Nothing is known to be wrong',
  ])
    expect(shown).toContain(words);
});

test('while calls are scarce it says who waits for more, and which digests', () => {
  const shown = read(home({ ...well, ...data['too-many'] }));
  for (const words of [
    'What waits',
    'upkeep',
    'following live sessions',
    'until there are more than 1,000 again',
    '30 digests',
  ])
    expect(shown).toContain(words);
  expect(read(home(well))).not.toContain('What waits');
});

test('what is wrong is for those who can mend it; the others hear that something is', () => {
  const operator = read(home({ ...well, findings: wrong }));
  expect(operator).toContain('API token');
  expect(operator).toContain('Check health');
  const others = read(home({ ...well, findings: wrong, isOperator: false }));
  expect(others).toContain('3 things need care.');
  expect(others).not.toContain('API token');
  expect(others).not.toContain('Check health');
});

test('who is refused gets a page with one polite sentence', async () => {
  const guest = apology(new AskError({ code: 'outsider', standing: 'guest' }), null);
  await golden('home-refused', 'some', homeWithout(guest));
  expect(read(homeWithout(guest))).toContain('You are a guest in this workspace');
});

test('an answer in a window of its own has no button for a channel', async () => {
  const list = sessionList({
    status: 'upcoming',
    sessions: sessions.some,
    events: 3,
    readAt,
    timeZone: 'Europe/Paris',
  });
  await golden('answer', 'some', answerModal(list));
  expect(read(answerModal(list))).not.toContain('Share in channel');
  const shown = menu({ sessions: sessions.some, subscriptions: [], slashCommand: '/webinar' });
  expect(answerModal(shown).blocks).toEqual(shown.blocks);
});

test('whatever the sessions are, Slack takes the page', () => {
  fc.assert(
    fc.property(fc.array(anySession, { maxLength: 6 }), (all) => {
      const shown = home({ ...well, live: all, upcoming: all });
      expect(refusals(shown)).toEqual([]);
      expect(markup(shown).filter(isLive)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
