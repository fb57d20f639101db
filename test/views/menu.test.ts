// The answer to the bare command.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Subscription } from '../../src/store/subscriptions.ts';
import { menu } from '../../src/views/menu.ts';
import { anySession, STATES, sessions } from './foreign.ts';
import { ASKER, golden, isLive, markup, read, refusals } from './golden.ts';

const subscription: Subscription = {
  channel: 'C1',
  thing: { kind: 'all' },
  features: [],
  people: 'initials',
  createdBy: ASKER,
  createdAt: new Date('2026-11-23T12:00:00Z'),
  paused: null,
};

test.each(STATES)('a menu with %s sessions looks as agreed', async (state) => {
  const subscriptions = state === 'none' ? [] : [subscription];
  await golden('menu', state, menu({ sessions: sessions[state], subscriptions, slashCommand: '/webinar' }));
});

test('says when the next session is, also to those who only hear the notification', () => {
  const shown = menu({ sessions: sessions.some, subscriptions: [], slashCommand: '/tour' });
  expect(shown.text).toContain('Next session: Quarterly product tour, Thu 3 Dec 2026, 15:00 (Europe/Paris)');
  expect(read(shown)).toContain('/tour subscribe all');
});

test('whatever the sessions are, Slack takes the menu', () => {
  fc.assert(
    fc.property(fc.array(anySession, { maxLength: 6 }), (all) => {
      const shown = menu({ sessions: all, subscriptions: [], slashCommand: '/webinar' });
      expect(refusals(shown)).toEqual([]);
      expect(markup(shown).filter(isLive)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
