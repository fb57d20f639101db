// The webhooks at Livestorm, as operators read them.

import { expect, test } from 'vitest';
import type { WebhookReport } from '../../src/operations/webhooks.ts';
import { type WebhooksData, webhooksView } from '../../src/views/webhooks.ts';
import { golden, isLive, markup, read } from './golden.ts';

const events = ['event.created', 'event.published', 'session.created', 'session.started', 'session.ended'];
const at = new Date('2026-11-20T14:00:00Z');

const report = (there: number, more: Partial<WebhookReport> = {}): WebhookReport => ({
  state: 'on',
  wanted: events.map((event, index) => ({ event, isThere: index < there, lastAt: index % 2 ? at : null })),
  surplus: 0,
  others: 0,
  calls: 1,
  ...more,
});

const data = (given: WebhookReport, more: Partial<WebhooksData> = {}): WebhooksData => ({
  report: given,
  timeZone: 'Europe/Paris',
  asked: '',
  ...more,
});

const states = {
  none: data(report(0, { state: 'off' })),
  some: data(report(3, { others: 1 })),
  'too-many': data(report(5, { surplus: 495, others: 12_345 }), { asked: 'remove' }),
  hostile: data(report(0, { state: 'removed', calls: 6 }), { removed: events, made: ['session.ended'] }),
};

test.each(Object.entries(states))('with %s registered it reads as agreed', async (state, given) => {
  await golden('webhooks', state, webhooksView(given));
  expect(markup(webhooksView(given)).filter(isLive)).toEqual([]);
});

test('all is well: no repair is offered', () => {
  const shown = read(webhooksView(data(report(5))));
  expect(shown).toContain('All webhooks are registered.');
  expect(shown).not.toContain('Repair (');
  expect(shown).toContain('[Remove all (6 calls)]');
});

test('what is missing is named, and what mending costs', () => {
  const shown = read(webhooksView(states.some));
  expect(shown).toContain('2 of 5 webhooks are missing');
  expect(shown).toContain('❌ session.ended · not registered · none came yet');
  expect(shown).toContain('[Repair (3 calls)]');
});
