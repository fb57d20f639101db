// Who did what: read by operators, written by everybody, so nothing in it may act.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditEntry } from '../../src/store/audit.ts';
import { type AuditData, auditView } from '../../src/views/audit.ts';
import { EVIL, foreign, LONG } from './foreign.ts';
import { ASKER, golden, isLive, markup, read, refusals } from './golden.ts';

const at = new Date('2026-11-20T14:00:00Z');

const anEntry = (id: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at,
  person: ASKER,
  verb: 'schedule',
  thing: { kind: 'session', id: 's1', title: 'Spring product tour', eventId: 'e1' },
  made: null,
  result: 'done',
  code: null,
  calls: 1,
  ...more,
});

const data = (
  entries: AuditEntry[],
  more: Partial<AuditData['page']> = {},
  asked: Partial<AuditData['asked']> = {},
) => ({
  asked: { words: '', ...asked },
  page: { entries, hasOlder: false, hasNewer: false, total: entries.length, ...more },
  timeZone: 'Europe/Paris',
});

const some = [
  anEntry(9),
  anEntry(8, { verb: 'create', result: 'refused', code: 'not_operator', calls: 0, thing: null }),
  anEntry(7, { verb: 'create', result: 'unsure', code: 'livestorm_unsure', calls: 4 }),
  anEntry(6, { verb: 'register', result: 'failed', code: 'livestorm_contacts' }),
  anEntry(5, { verb: 'subscribe', calls: 0, thing: { kind: 'channel', id: 'C0WEBINARS', title: null } }),
  anEntry(4, { verb: 'outbox again', calls: 0, thing: { kind: 'message', id: 'digest s1 C1', title: null } }),
];

const week = { from: new Date('2026-11-15T23:00:00Z'), to: new Date('2026-11-22T23:00:00Z') };
const hostile = (id: number) =>
  anEntry(id, {
    verb: EVIL,
    code: EVIL,
    result: 'failed',
    person: '<!channel>',
    thing: { kind: EVIL, id: EVIL, title: LONG + EVIL },
  });

const states = {
  none: data([], {}, { words: 'spring', person: ASKER, ...week }),
  some: data(some),
  'too-many': data(
    Array.from({ length: 20 }, (_, index) => anEntry(100 - index, { thing: { kind: 'event', id: 'e1', title: LONG } })),
    { total: 4_321, hasOlder: true, hasNewer: true },
    { person: ASKER, words: 'tour '.repeat(60), registrant: 'abc', ...week },
  ),
  hostile: data(
    Array.from({ length: 20 }, (_, index) => hostile(50 - index)),
    { hasOlder: true },
    { words: EVIL },
  ),
};

test.each(Object.entries(states))('with %s entries it reads as agreed', async (state, given) => {
  const shown = auditView(given);
  await golden('audit', state, shown);
  expect(markup(shown).filter(isLive)).toEqual([]);
});

test('says who, what, when, with which result and at which cost', () => {
  const shown = read(auditView(states.some));
  expect(shown).toMatch(/✅ Done · @?\S+ · schedule · Spring product tour · 1 call/);
  expect(shown).toContain('⛔ Refused (not_operator)');
  expect(shown).toContain('⚠️ Not known whether it was done (livestorm_unsure)');
  expect(shown).toContain('Nov 20, 2026 at 3:00 PM');
});

test('says what was asked for, days in the zone they were meant in', () => {
  const shown = read(auditView(states.none));
  expect(shown).toContain('About “spring” · Mon 16 Nov 2026 to Sun 22 Nov 2026 (Europe/Paris)');
  expect(shown).toContain('Nothing of this is in the audit log.');
});

test('what does not fit in one message is on the older page', () => {
  const long = Array.from({ length: 20 }, (_, index) => hostile(50 - index));
  const { blocks } = auditView(data(long));
  const shown = blocks.filter(({ type }) => type === 'section').length;
  const [turn] = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  if (shown === 20) expect(turn).toBeUndefined();
  else
    expect(turn).toMatchObject({ action_id: 'audit.older', value: expect.stringContaining(`"before":${51 - shown}`) });
});

test('whatever people write into titles, Slack takes the page, and it pages nobody', () => {
  const entry = fc.record({ verb: foreign, title: foreign, kind: foreign, id: foreign, code: foreign });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), foreign, (given, words) => {
      const entries = given.map(({ verb, code, ...thing }, index) =>
        anEntry(index, { verb, code, result: 'failed', thing }),
      );
      const shown = auditView(data(entries, { hasOlder: true }, { words: words.slice(0, 300) }));
      expect(refusals(shown)).toEqual([]);
      expect(markup(shown).filter(isLive)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
