// What the doctor says: how bad it is, in which order, and what to do next.

import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/operations/doctor.ts';
import { doctorView } from '../../src/views/doctor.ts';
import { EVIL, LONG } from './foreign.ts';
import { ASKER, golden, isLive, markup, read } from './golden.ts';

const at = new Date('2026-11-20T14:00:00Z');
const scopes = ['events:read', 'events:write', 'webhooks:read', 'webhooks:write'] as const;
/** Nothing came late, and nothing is looked up. */
const looked = { following: { sessions: 20, calls: 160 }, late: null };
const untold = { following: null, late: null };
const report = { state: 'on' as const, surplus: 0, others: 0, calls: 1 };
const wanted = (there: number) =>
  ['event.created', 'session.ended'].map((event, index) => ({ event, isThere: index < there, lastAt: null }));

const well: Finding[] = [
  { check: 'token', problem: null },
  { check: 'webhooks', report: { ...report, wanted: wanted(2) }, problem: null, isSigned: true, ...untold },
  { check: 'scopes', given: { kind: 'known', missing: [] } },
  { check: 'operators', operators: { users: [ASKER], groups: ['S0OPERATORS'] }, people: [], groups: [] },
  { check: 'channels', all: 3, out: [], unseen: 0 },
  { check: 'store', kind: 'embedded', answers: true },
  { check: 'catalogue', readAt: at, isStale: false },
  { check: 'rights', rights: scopes.map((scope) => ({ scope, state: 'seen' })) },
  { check: 'clock', aheadBySeconds: 3 },
  { check: 'address', publicUrl: 'https://showrunner.example.com', transport: 'http' },
];

const ill: Finding[] = [
  { check: 'token', problem: { code: 'livestorm_token' } },
  { check: 'webhooks', report: { ...report, wanted: wanted(1) }, problem: null, isSigned: false, ...untold },
  { check: 'scopes', given: { kind: 'known', missing: [{ scope: 'users:read', isRequired: false }] } },
  { check: 'operators', operators: null, people: [], groups: [] },
  { check: 'channels', all: 2, out: ['C0WEBINARS'], unseen: 0 },
  { check: 'store', kind: 'memory', answers: true },
  { check: 'catalogue', readAt: null, isStale: true },
  { check: 'rights', rights: scopes.map((scope, index) => ({ scope, state: index ? 'untried' : 'refused' })) },
  { check: 'clock', aheadBySeconds: -400 },
  { check: 'address', publicUrl: null, transport: 'socket' },
  { check: 'broken', name: 'channels' },
];

const data = (findings: Finding[], calls = 2) => ({
  findings,
  calls,
  timeZone: 'Europe/Paris',
  slashCommand: '/webinar',
});

const states = {
  none: data(well),
  some: data(ill),
  'too-many': data([
    ...ill.slice(0, 3),
    { check: 'channels', all: 900, out: Array(400).fill('C0WEBINARS'), unseen: 500 },
    {
      check: 'operators',
      operators: { users: Array(300).fill(ASKER), groups: [] },
      people: Array(300).fill({ id: ASKER, standing: 'guest' }),
      groups: Array(300).fill({ id: 'S0OPERATORS', members: { kind: 'empty' } }),
    },
  ]),
  hostile: data([
    { check: 'token', problem: { code: 'livestorm_forbidden', detail: EVIL } },
    {
      check: 'webhooks',
      report: null,
      problem: { code: 'livestorm_rejected', status: 422, detail: LONG },
      isSigned: true,
      ...untold,
    },
    { check: 'scopes', given: { kind: 'known', missing: [{ scope: EVIL, isRequired: true }] } },
    {
      check: 'operators',
      operators: { users: [], groups: [EVIL] },
      people: [],
      groups: [{ id: EVIL, members: { kind: 'none' } }],
    },
    { check: 'channels', all: 1, out: [EVIL], unseen: 0 },
    { check: 'broken', name: EVIL },
  ]),
} satisfies Record<string, ReturnType<typeof data>>;

test.each(Object.entries(states))('with %s wrong it reads as agreed', async (state, given) => {
  await golden('doctor', state, doctorView(given));
  expect(markup(doctorView(given)).filter(isLive)).toEqual([]);
});

test('what does not work comes first, then what is worth knowing', () => {
  const signs = read(doctorView(states.some)).match(/❌|⚠️|✅/gu) ?? [];
  expect(signs.join('')).toMatch(/^❌+(⚠️)+✅*$/u);
  expect(read(doctorView(states.some))).toContain('things do not work');
  expect(read(doctorView(states.none))).toContain('All is well.');
});

/** The line of one finding. */
const line = (finding: Finding): string =>
  read(doctorView(data([finding])))
    .split('\n')
    .find((each) => /^(❌|⚠️|✅)/u.test(each)) ?? '';

describe('a finding says what is so, and what to do next', () => {
  const cases: [Finding, string][] = [
    [
      { check: 'token', problem: { code: 'livestorm_down', detail: '' } },
      "⚠️ Livestorm's token: Livestorm does not answer.",
    ],
    [
      {
        check: 'webhooks',
        report: { ...report, state: 'removed', wanted: wanted(0) },
        problem: null,
        isSigned: true,
        ...looked,
      },
      '⚠️ Webhooks were removed on purpose. Showrunner looks by itself when a session should be over, so digests come some minutes later: about 160 calls a month for 20 followed sessions and the list of events. Type /webinar webhooks to mend them.',
    ],
    [
      {
        check: 'webhooks',
        report: { ...report, wanted: wanted(2), surplus: 3 },
        problem: null,
        isSigned: true,
        ...untold,
      },
      '⚠️ Webhooks: all are there, and 3 more of no use.',
    ],
    [
      { check: 'webhooks', report: { ...report, wanted: wanted(2) }, problem: null, isSigned: false, ...untold },
      '⚠️ Webhooks: all 2 are there, unsigned: what one says is read from Livestorm before it counts, for 1 call each.',
    ],
    [
      { check: 'webhooks', report: null, problem: null, isSigned: false, ...untold },
      '⚠️ Webhooks are off, since PUBLIC_URL is not set',
    ],
    [
      {
        check: 'webhooks',
        report: null,
        problem: { code: 'livestorm_forbidden', detail: '' },
        isSigned: true,
        ...untold,
      },
      '❌ Webhooks: Livestorm does not allow this',
    ],
    [{ check: 'clock', aheadBySeconds: 90 }, '⚠️ The clock of this machine is 90 s ahead.'],
    [{ check: 'clock', aheadBySeconds: -290 }, '❌ The clock of this machine is 290 s behind.'],
    [{ check: 'clock', aheadBySeconds: null }, '⚠️ The clock could not be compared'],
    [
      { check: 'store', kind: 'server', answers: false },
      '❌ The store does not answer. Look at the server of DATABASE_URL.',
    ],
    [{ check: 'store', kind: 'server', answers: true }, '✅ The store is durable: in PostgreSQL'],
    [{ check: 'catalogue', readAt: at, isStale: true }, '⚠️ The list of events was last read in full'],
    [{ check: 'address', publicUrl: null, transport: 'http' }, '⚠️ PUBLIC_URL is not set. Slack comes by HTTP.'],
    [{ check: 'scopes', given: { kind: 'unknown', reason: 'no_answer' } }, "⚠️ Slack's scopes are not known"],
    [
      { check: 'scopes', given: { kind: 'known', missing: [{ scope: 'chat:write', isRequired: true }] } },
      "❌ Slack's scopes: missing chat:write (without it nothing can be posted).",
    ],
    [
      { check: 'operators', operators: null, people: [], groups: [] },
      '⚠️ Operators: WEBINAR_OPERATORS is not set, so every full member',
    ],
    [
      {
        check: 'operators',
        operators: { users: [ASKER], groups: ['S1'] },
        people: [{ id: ASKER, standing: 'guest' }],
        groups: [{ id: 'S1', members: { kind: 'unknown', reason: 'missing_scope' } }],
      },
      '⚠️ Operators: 1 person and 1 user group are named. @U0ASKER is a guest, and so refused, <!subteam^S1> counts as empty, without usergroups:read.',
    ],
    [{ check: 'channels', all: 0, out: [], unseen: 0 }, '✅ Channels: none follows anything yet.'],
    [
      { check: 'channels', all: 2, out: [], unseen: 2 },
      '⚠️ Channels: 2 channels follow something; whether I am in them, I may not see',
    ],
    [
      { check: 'channels', all: 2, out: ['C1'], unseen: 0 },
      '❌ Channels: I am no longer in <#C1>. Invite me there, or unsubscribe there.',
    ],
  ];
  test.each(cases)('%o', (finding, said) => {
    expect(line(finding)).toContain(said);
  });
});
