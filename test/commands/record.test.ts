// What the audit log says of an ending: done, refused, failed, or not known.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aboutForm, auditEntry, type Ending, verbOfForm } from '../../src/commands/record.ts';
import { AskError, LivestormError } from '../../src/errors.ts';
import { registrantOf } from '../../src/operations/registrant.ts';
import type { Store } from '../../src/store/store.ts';
import { carry } from '../../src/views/typed.ts';
import { anEvent, aSession, NOON } from '../support/catalogue.ts';
import { forget, openTestStore } from '../support/store.ts';

const none = { calls: 0, writes: 0, written: 0 };
const sent = { calls: 1, writes: 1, written: 0 };
const written = { calls: 1, writes: 1, written: 1 };

/** `result`, with the code where there is one; null for what leaves no trace. */
function ends(ending: Partial<Ending>): string | null {
  const entry = auditEntry(NOON, { user: 'U1', verb: 'create' }, { tally: none, wrote: false, ...ending });
  return entry && [entry.result, entry.code].filter(Boolean).join(' ');
}

const refused = new AskError({ code: 'not_operator', users: [], groups: [] });
const notFound = new AskError({ code: 'not_found', what: 'event', words: '', nearest: [] });
const contacts = new LivestormError({ code: 'livestorm_contacts' });
const unsure = new LivestormError({ code: 'livestorm_unsure', detail: '' });

describe('an ending', () => {
  const cases: [string, Partial<Ending>, string | null][] = [
    ['what was only read', { tally: { calls: 3, writes: 0, written: 0 } }, null],
    ['what was only read, and failed', { error: notFound }, null],
    ['a bug before anything was sent', { error: new Error('bug') }, null],
    ['a write that was answered', { tally: written }, 'done'],
    ['a change without Livestorm', { wrote: true }, 'done'],
    ['a refusal', { error: refused }, 'refused not_operator'],
    ['a write that Livestorm refused', { error: contacts, tally: sent }, 'failed livestorm_contacts'],
    ['a write without an answer', { error: unsure, tally: sent }, 'unsure livestorm_unsure'],
    ['a bug after a write was sent', { error: new Error('bug'), tally: sent }, 'unsure failed'],
    [
      'the second of two writes refused',
      { error: contacts, tally: { ...written, writes: 2 } },
      'unsure livestorm_contacts',
    ],
    ['a write of an earlier run, and a bug', { error: new Error('bug'), wrote: true }, 'unsure failed'],
  ];
  test.each(cases)('%s is %s', (_what, ending, result) => {
    expect(ends(ending)).toBe(result);
  });
});

describe('what a form is about', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterEach(() => forget(store));
  afterAll(() => store.close());

  const form = (callback_id: string, meta: unknown, values: Record<string, string> = {}) => ({
    callback_id,
    private_metadata: JSON.stringify(carry(meta, 'C1')),
    state: {
      values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { [name]: { value } }])),
    },
  });

  test('is read out of what it carries, out of what was chosen, or out of a title', async () => {
    await store.catalogue.saveEvents([anEvent('e1', { title: 'Spring tour' })], NOON);
    await store.catalogue.saveSessions([aSession('s1', { name: 'Encore' })], NOON);
    const thing = async (...given: Parameters<typeof form>) => (await aboutForm({ store }, form(...given))).thing;
    const session = { kind: 'session', id: 's1', title: 'Spring tour · Encore', eventId: 'e1' };
    expect(await thing('cancel', { sessionId: 's1' })).toEqual(session);
    expect(await thing('register.lead', {}, { session: 's1' })).toEqual(session);
    expect(await thing('publish', { eventId: 'e1' })).toEqual({
      kind: 'event',
      id: 'e1',
      title: 'Spring tour',
      eventId: 'e1',
    });
    expect(await thing('create', undefined, { title: ' Tea ' })).toEqual({ kind: 'event', id: null, title: 'Tea' });
    expect(await thing('edit', { eventId: 'gone' })).toMatchObject({ id: 'gone', title: null });
    expect(await thing('poll', undefined)).toBeNull();
  });

  test('names a registrant by a hash that is the same for the same address, here and nowhere else', async () => {
    const { registrant } = await aboutForm(
      { store },
      form('register', { sessionId: 's1' }, { email: ' Ada@Example.com ' }),
    );
    expect(registrant).toMatch(/^[0-9a-f]{32}$/);
    expect(registrant).toBe(await registrantOf({ store }, 'ada@example.com'));
    expect(registrant).not.toBe(await registrantOf({ store }, 'ben@example.com'));
    await forget(store);
    expect(registrant).not.toBe(await registrantOf({ store }, 'ada@example.com'));
  });

  test('has the verb of its name; the form that asks which has that of the verb that wants to know', () => {
    expect(verbOfForm(form('register.lead', {}))).toBe('register');
    expect(verbOfForm(form('which.event', { verb: 'new', rest: '' }))).toBe('create');
    expect(verbOfForm(form('which.event', { verb: 'ada@example.com', rest: '' }))).toBe('unknown');
    expect(verbOfForm(form('ada@example.com', {}))).toBe('unknown');
  });
});
