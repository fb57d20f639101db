// A session as a channel sees it: its card in every state, and what is said under it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CardState } from '../../src/operations/life.ts';
import { personName } from '../../src/operations/person-name.ts';
import { card, goneCard, leftCard } from '../../src/views/card.ts';
import { arrivals, ended, late, moreRegistered, moved, reminder, started } from '../../src/views/life-lines.ts';
import { anySession, aSessionOf, EVIL, foreign, LONG, STATES, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const usual = ['reminders', 'start', 'end', 'digest:compact'];
const START = new Date('2026-12-03T14:00:00Z');
const now = new Date('2026-12-02T14:00:00Z');

const owner = { id: 'p', firstName: 'Lin', lastName: 'Host', email: 'lin.host@example.com' };
const all = { recordingEnabled: true, chatEnabled: true, questionsEnabled: true, owner, ownerId: 'p' };
const ready = aSessionOf({}, all);
const [hostile = ready] = sessions.hostile;

const moments: Record<CardState, object> = {
  draft: {},
  open: {},
  late: {},
  live: { startedAt: START },
  ended: { startedAt: START, endedAt: new Date('2026-12-03T15:00:00Z'), attendeesCount: 8 },
  digest: { startedAt: START, endedAt: new Date('2026-12-03T15:00:00Z'), attendeesCount: 8, durationSeconds: 3_120 },
  canceled: { canceledAt: now },
};
const CARD_STATES = Object.keys(moments) as CardState[];

const aCard = (state: CardState) => card(aSessionOf(moments[state]), { state, features: usual });

describe.each(CARD_STATES)('a card that is %s', (state) => {
  test.each(STATES)('with %s looks as agreed', async (words) => {
    const [first = aSessionOf()] = words === 'some' ? sessions.some.slice(1) : sessions[words];
    const session = { ...first, ...moments[state] };
    const features = words === 'none' ? ['registrations:daily'] : usual;
    const all = words === 'hostile' ? sessions.hostile : [session];
    await golden(
      'card',
      `${state}.${words}`,
      Object.fromEntries(all.map((one, index) => [index, card({ ...one, ...moments[state] }, { state, features })])),
    );
  });
});

test('the last words of a card are as agreed', async () => {
  await golden('card', 'last', { left: leftCard(aSessionOf()), gone: goneCard('Quarterly product tour') });
  await golden('card', 'last.hostile', {
    left: leftCard(hostile),
    gone: goneCard(EVIL),
    long: goneCard(LONG),
  });
});

test('a card is as high in every state: the same blocks, and as many lines in each', () => {
  const shape = ({ blocks }: ReturnType<typeof card>) =>
    blocks.map((block) => [block.type, JSON.stringify(block).match(/\\n/g)?.length ?? 0]);
  const [first, ...others] = [...CARD_STATES.map(aCard), leftCard(aSessionOf()), goneCard(LONG), goneCard('')].map(
    shape,
  );
  for (const other of others) expect(other).toEqual(first);
});

test('a card says the moment in the zone of the event and in that of its reader', () => {
  const words = JSON.stringify(card(aSessionOf({ timeZone: 'America/New_York' }), { state: 'open', features: usual }));
  expect(words).toContain('Thu 3 Dec 2026, 09:00 (America/New_York) · for you <!date^');
});

describe('what is said under a card', () => {
  const arrival = (name: string, id = 1) => ({ id, sessionId: 's', name: personName(name), team: false, at: now });
  test.each([
    ['some', aSessionOf({ startedAt: START }, all), ['Ada Byron', 'Grace Hopper']],
    ['none', aSessionOf({ startsAt: START, registrantsCount: 0 }, { status: 'draft', recordingEnabled: false }), []],
    ['too-many', aSessionOf({ registrantsCount: 12_345, durationSeconds: 3_120 }, all), Array(90).fill('Ada Byron')],
    ['hostile', hostile, [EVIL, LONG, '', 'ada@example.com']],
  ])('looks as agreed with %s', async (state, session, names: string[]) => {
    const came = names.map((name, index) => arrival(name, index));
    await golden('life-lines', state, {
      day: reminder(session, { now, before: '24h', people: 'initials' }),
      hour: reminder(session, { now: new Date(START.getTime() - 50 * 60_000), before: '1h', people: 'full' }),
      quarter: reminder(session, { now: new Date(START.getTime() - 900_000), before: '15min', people: 'none' }),
      moved: moved(session),
      started: started(session),
      ended: ended(session),
      late: late(session),
      more: moreRegistered(session, 3),
      full: arrivals(session, { came, people: 'full' }),
      initials: arrivals(session, { came, people: 'initials' }),
      nobody: arrivals(session, { came, people: 'none' }),
    });
  });

  test('a reminder of a session with nothing amiss says so, and one of a draft what is', () => {
    const day = { now, before: '24h', people: 'initials' } as const;
    expect(read(reminder(ready, day))).toContain('starts in 24 hours. All set.');
    expect(read(reminder(ready, day))).toContain('Owner: Lin H.');
    const amiss = aSessionOf({ registrantsCount: 0 }, { ...all, status: 'draft', chatEnabled: false, owner: null });
    const words = read(reminder(amiss, day));
    expect(words).toContain('4 things to look at before it starts.');
    for (const fact of ['Still a draft', 'No registrants yet', 'Chat is off', 'No owner is known'])
      expect(words).toContain(`⚠️ ${fact}`);
  });

  test('after an outage a reminder says how long it really is', () => {
    const said = reminder(ready, { now: new Date(START.getTime() - 5 * 3_600_000), before: '24h', people: 'none' });
    expect(said.text).toContain('starts in 5 h.');
    expect(read(said)).not.toContain('Lin');
  });

  test('no address is ever said, whoever may be named', () => {
    const came = [arrival('ada@example.com'), arrival('')];
    expect(arrivals(ready, { came, people: 'full' }).text).toMatch(/^2 people registered for/);
  });
});

test('whatever a session is called, Slack takes its card and pings nobody', () => {
  fc.assert(
    fc.property(anySession, fc.constantFrom(...CARD_STATES), foreign, (session, state, name) => {
      const came = [{ id: 1, sessionId: 's', name: personName(name), team: false, at: now }];
      const said = [
        card(session, { state, features: usual }),
        leftCard(session),
        goneCard(name),
        reminder(session, { now, before: '1h', people: 'full' }),
        late(session),
        started(session),
        ended(session),
        moved(session),
        arrivals(session, { came, people: 'full' }),
      ];
      for (const shown of said) {
        expect(refusals(shown)).toEqual([]);
        expect(markup(shown).filter(isLive)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
