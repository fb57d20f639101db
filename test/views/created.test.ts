// What is shown after something was made, and what is shared of it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { announcement, created, scheduled } from '../../src/views/created.ts';
import { registered } from '../../src/views/registered.ts';
import { asShared } from '../../src/views/shared.ts';
import { anySession, aSessionOf, foreign, STATES, sessions } from './foreign.ts';
import { ASKER, golden, isLive, markup, read, refusals } from './golden.ts';

const published = {
  title: 'Spring product tour',
  status: 'published',
  registrationLink: 'https://app.livestorm.co/p/1',
};
const draft = { ...published, status: 'draft' };

test.each(STATES)('what was made of %s sessions looks as agreed', async (state) => {
  const made = sessions[state];
  const drafts = {
    draft: created({ event: draft, sessions: [] }),
    published: created({ event: published, sessions: [] }),
  };
  const each = made.slice(0, 9).map((session, index) => {
    const event = { ...session.event, title: session.event.title ?? '' };
    return [
      `scheduled ${index}`,
      scheduled(session),
      `created ${index}`,
      created({ event, sessions: [session] }),
    ] as const;
  });
  const shown = each.flatMap(([a, one, b, two]) => [[a, one] as const, [b, two] as const]);
  await golden('created', state, state === 'none' ? drafts : Object.fromEntries(shown));
});

test.each(STATES)('who was registered for %s sessions is said as agreed', async (state) => {
  const made =
    state === 'none' ? [aSessionOf({ startsAt: null }, { title: null, slug: '' })] : sessions[state].slice(0, 9);
  const email = state === 'hostile' ? '*<!channel>*@example.com' : 'ada@example.com';
  const shown = made.flatMap((session, index) => [
    [`new ${index}`, registered({ outcome: 'registered', email, session })] as const,
    [`known ${index}`, registered({ outcome: 'already_registered', email, session })] as const,
  ]);
  await golden('registered', state, Object.fromEntries(shown));
});

test.each(STATES)('a channel is told of %s sessions as agreed', async (state) => {
  const made =
    state === 'none' ? [aSessionOf({ startsAt: null }, { registrationLink: null })] : sessions[state].slice(0, 9);
  const shown = made.map((session, index) => [`${index}`, asShared(announcement(session), ASKER)] as const);
  await golden('shared', state, Object.fromEntries(shown));
});

describe('what was made', () => {
  test('says what comes next for a draft without a session', () => {
    const shown = read(created({ event: draft, sessions: [] }));
    expect(shown).toContain('Spring product tour is in Livestorm, as a draft.');
    expect(shown).toContain('No session yet: schedule adds one.');
    expect(shown).toContain('publish opens its registration.');
  });

  test('links to the registration page, unless the address is not a safe one', () => {
    expect(read(scheduled(aSessionOf()))).toMatch(/Registration page\s.*\(https:\/\/app\.livestorm\.co\/p\/quarterly/s);
    const unsafe = aSessionOf({}, { registrationLink: 'https://livestorm.co@evil.example/' });
    expect(JSON.stringify(scheduled(unsafe))).not.toContain('evil.example');
  });

  test('somebody who was registered before is no error', () => {
    const session = aSessionOf();
    const shown = read(registered({ outcome: 'already_registered', email: 'ada@example.com', session }));
    expect(shown).toContain('ada@example.com was already registered for Quarterly product tour. Nothing was changed.');
  });
});

test('whatever the session is, Slack takes what is said of it', () => {
  fc.assert(
    fc.property(anySession, foreign, (session, words) => {
      const event = { ...session.event, title: words };
      const said = [
        created({ event, sessions: [session] }),
        scheduled(session),
        asShared(announcement(session), words),
        registered({ outcome: 'registered', email: words, session }),
      ];
      for (const shown of said) {
        expect(refusals(shown)).toEqual([]);
        expect(markup(shown).filter(isLive)).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});
