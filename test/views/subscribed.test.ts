// What a channel is told of its subscriptions.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Thing } from '../../src/store/subscriptions.ts';
import type { People } from '../../src/store/tables.ts';
import {
  inviteFirst,
  notSubscribed,
  resumed,
  subscribed,
  subscriptionList,
  unsubscribed,
} from '../../src/views/subscribed.ts';
import { subscriptionChanged, subscriptionForm } from '../../src/views/subscription-form.ts';
import { anEventOf, anyEvent, EVIL, foreign, LONG } from './foreign.ts';
import { ASKER, golden, isLive, markup, read, refusals } from './golden.ts';

const usual = {
  channel: 'C0WEBINARS',
  features: ['reminders', 'start', 'end', 'digest:compact'],
  people: 'initials' as People,
  createdBy: ASKER,
  createdAt: new Date('2026-11-23T12:00:00Z'),
  paused: null as { at: Date; reason: string } | null,
};
const all = { ...usual, thing: { kind: 'all' } as Thing, event: null };
const ofEvent = (title: string | null, slug = '') => {
  const event = anEventOf({ title, slug });
  return { ...usual, thing: { kind: 'event', eventId: event.id } as Thing, event };
};

const states = {
  none: [],
  some: [
    all,
    { ...ofEvent('Quarterly product tour'), features: ['digest'], people: 'none' as People },
    {
      ...all,
      thing: { kind: 'tag', tag: 'partners' } as Thing,
      features: ['registrations:each', 'questions', 'chat', 'digest:full', 'replay'],
      people: 'full' as People,
      paused: { at: new Date('2026-11-23T12:00:00Z'), reason: 'not_in_channel' },
    },
  ],
  'too-many': Array.from({ length: 60 }, (_, index) => ofEvent(`Product tour number ${index + 1} of this year's many`)),
  hostile: [
    ...[EVIL, LONG, '*bold*', null, '\u0000'].map((title) => ofEvent(title)),
    { ...ofEvent(null), event: null, createdBy: '<!channel>' },
    { ...all, thing: { kind: 'tag', tag: EVIL } as Thing },
  ],
};

test.each(Object.entries(states))('a channel with %s subscriptions is told as agreed', async (state, entries) => {
  const [first] = entries;
  await golden('subscribed', state, {
    list: subscriptionList(entries, '/webinar'),
    ...(first && {
      subscribed: subscribed({ ...first, user: ASKER }, '/webinar'),
      form: subscriptionForm(first),
      changed: subscriptionChanged(first),
      unsubscribed: unsubscribed({ ...first, user: ASKER }),
      notSubscribed: notSubscribed(first, '/webinar'),
    }),
  });
});

test('a channel without the bot is told as agreed', async () => {
  await golden('subscribed', 'invite', inviteFirst('subscribe spring tour'));
  await golden('subscribed', 'resumed', resumed(ASKER));
});

describe('a subscription', () => {
  test('names who made it, and what the channel will get', () => {
    const shown = read(subscribed({ ...all, user: ASKER }, '/webinar'));
    expect(shown).toContain(
      'subscribed this channel to every webinar. It gets: reminders, start, end, digest (compact), people by their initials.',
    );
  });

  test('thirty are listed and the rest are counted', () => {
    const shown = subscriptionList(states['too-many'], '/webinar');
    expect(read(shown)).toContain('number 30 ');
    expect(read(shown)).not.toContain('number 31 ');
    expect(read(shown)).toContain('30 of 60 subscriptions did not fit here');
  });

  test('to an event that was never read is named by its id', () => {
    expect(read(notSubscribed({ ...ofEvent(null), event: null }, '/webinar'))).toContain(
      'does not follow Event 5f0f7a3e',
    );
  });
});

test('whatever is followed, Slack takes what is said of it', () => {
  const named = fc.oneof(
    anyEvent.map((event) => ({ ...usual, thing: { kind: 'event', eventId: event.id } as Thing, event })),
    foreign.map((tag) => ({ ...usual, thing: { kind: 'tag', tag } as Thing, event: null })),
  );
  fc.assert(
    fc.property(fc.array(named, { minLength: 1, maxLength: 50 }), foreign, (things, createdBy) => {
      const entries = things.map((thing) => ({ ...thing, createdBy }));
      const one = { ...(entries[0] ?? all), user: ASKER };
      const said = [
        subscriptionList(entries, '/w'),
        subscribed(one, '/w'),
        unsubscribed(one),
        notSubscribed(one, '/w'),
      ];
      for (const shown of said) {
        expect(refusals(shown)).toEqual([]);
        expect(markup(shown).filter(isLive)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
