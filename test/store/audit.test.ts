// Who did what: written once, never changed, and found by person, event, words and day.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { retention as job } from '../../src/jobs/retention.ts';
import { createLog } from '../../src/log.ts';
import type { AuditFilter, AuditPlace, NewAuditEntry } from '../../src/store/audit.ts';
import type { Store } from '../../src/store/store.ts';
import { minutes, NOON } from '../support/catalogue.ts';
import { depsOf } from '../support/deps.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

const entry = (more: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  at: NOON,
  person: 'U1',
  verb: 'schedule',
  thing: { kind: 'session', id: 's1', title: 'Spring tour', eventId: 'e1' },
  made: null,
  registrant: null,
  result: 'done',
  code: null,
  calls: 1,
  ...more,
});

async function titles(filter: AuditFilter, place: AuditPlace = {}, limit = 20) {
  const { entries, ...page } = await store.audit.page(filter, place, limit);
  return { titles: entries.map(({ thing }) => thing?.title ?? null), ...page };
}

const titled = (title: string, more: Partial<NewAuditEntry> = {}) =>
  store.audit.add(entry({ thing: { kind: 'event', id: null, title }, ...more }));

test('an entry is as it was written', async () => {
  await store.audit.add(entry({ result: 'unsure', code: 'livestorm_unsure', calls: 3, made: 's2' }));
  await store.audit.add(entry({ thing: null, result: 'refused', code: 'not_operator', calls: 0 }));
  const { entries, total } = await store.audit.page({}, {}, 20);
  const { registrant: _, ...first } = entry({ result: 'unsure', code: 'livestorm_unsure', calls: 3, made: 's2' });
  expect(entries).toMatchObject([{ thing: null, result: 'refused', code: 'not_operator' }, first]);
  expect(total).toBe(2);
});

test('an address in a title is not kept', async () => {
  await titled('Tea with ada.byron@example.com @ five');
  expect(await titles({})).toMatchObject({ titles: ['Tea with [e-mail] @ five'] });
});

describe('nothing that was written', () => {
  test.each([
    ['changed', sql`update audit set person = 'U2'`],
    ['deleted', sql`delete from audit`],
  ])('can be %s', async (_what, statement) => {
    await store.audit.add(entry());
    await expect(statement.execute(store.database.kysely)).rejects.toThrow('append-only');
    expect(await titles({})).toMatchObject({ total: 1 });
  });

  test('is kept for ever: the job deletes what is older than 396 days, and nothing can be deleted afterwards', async () => {
    await titled('old', { at: new Date(NOON.getTime() - 397 * 86_400_000) });
    await titled('young', { at: new Date(NOON.getTime() - 395 * 86_400_000) });
    const log = createLog('silent', { write: () => undefined });
    await job.run({}, depsOf({ store, clock: () => NOON, log }));
    expect(await titles({})).toMatchObject({ titles: ['young'] });
    await expect(sql`delete from audit`.execute(store.database.kysely)).rejects.toThrow('append-only');
  });
});

describe('entries are found', () => {
  test('by person, by day, by words of the title, and by all of these', async () => {
    await titled('Tea', { person: 'U1', at: minutes(0) });
    await titled('Tea for two', { person: 'U2', at: minutes(10) });
    await titled('Coffee', { person: 'U2', at: minutes(20) });
    expect(await titles({ person: 'U2' })).toMatchObject({ titles: ['Coffee', 'Tea for two'], total: 2 });
    expect(await titles({ from: minutes(10), to: minutes(20) })).toMatchObject({ titles: ['Tea for two'] });
    expect(await titles({ words: 'TEA' })).toMatchObject({ titles: ['Tea for two', 'Tea'] });
    expect(await titles({ words: '%' })).toMatchObject({ titles: [] });
    expect(await titles({ words: 'tea', person: 'U1' })).toMatchObject({ titles: ['Tea'] });
  });

  test('by event: what was done to it, to its sessions, and what made it', async () => {
    await store.audit.add(entry({ thing: { kind: 'event', id: null, title: 'made' }, made: 'e1' }));
    await store.audit.add(entry({ thing: { kind: 'session', id: 's1', title: 'session', eventId: 'e1' } }));
    await store.audit.add(entry({ thing: { kind: 'event', id: 'e1', title: 'itself', eventId: 'e1' } }));
    await store.audit.add(entry({ thing: { kind: 'event', id: 'e2', title: 'other', eventId: 'e2' } }));
    expect(await titles({ events: ['e1', 'e9'] })).toMatchObject({ titles: ['itself', 'session', 'made'] });
  });

  test('by who was registered, without knowing their address', async () => {
    await titled('one', { registrant: 'abc' });
    await titled('two', { registrant: 'def' });
    expect(await titles({ registrant: 'abc' })).toMatchObject({ titles: ['one'] });
  });
});

test('pages lead from the newest to the oldest and back, also while entries are added', async () => {
  for (let made = 1; made <= 5; made++) await titled(String(made));
  const first = await store.audit.page({}, {}, 2);
  expect(await titles({}, {}, 2)).toEqual({ titles: ['5', '4'], hasNewer: false, hasOlder: true, total: 5 });
  await titled('6');
  const before = first.entries.at(-1)?.id ?? 0;
  expect(await titles({}, { before }, 2)).toMatchObject({ titles: ['3', '2'], hasNewer: true, hasOlder: true });
  expect(await titles({}, { before: before - 2 }, 2)).toMatchObject({ titles: ['1'], hasNewer: true, hasOlder: false });
  const after = (await store.audit.page({}, { before }, 2)).entries[0]?.id ?? 0;
  expect(await titles({}, { after }, 2)).toMatchObject({ titles: ['5', '4'], hasNewer: true, hasOlder: true });
  expect(await titles({}, { after: after + 2 }, 2)).toMatchObject({ titles: ['6'], hasNewer: false });
});
