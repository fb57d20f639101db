// A form is taken when it is kept, and not before: what Slack hears when the store is slow, and when a form comes again.

import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { forms } from '../../src/commands/registry.ts';
import { keepSubmission } from '../../src/jobs/submission.ts';
import { createLog } from '../../src/log.ts';
import { createAnswers } from '../../src/slack/answers.ts';
import { createClients } from '../../src/slack/clients.ts';
import { type Keeping, takeForm } from '../../src/slack/submitting.ts';
import type { Store } from '../../src/store/store.ts';
import { createFormView } from '../../src/views/create-form.ts';
import { NOON } from '../support/catalogue.ts';
import { everybodyIsAMember } from '../support/people.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

const log = createLog('silent', { write: () => undefined });
const clients = createClients({ token: 'xoxb-1', apiUrl: 'http://127.0.0.1:9/api/', callMs: 1_000, log });

const keepingIn = (store: Store): Keeping => ({
  answers: createAnswers(clients.ui),
  deps: { clock: () => NOON, log, slack: everybodyIsAMember, operators: null, store },
  keep: (...given) => keepSubmission(store, { sendAll: async () => undefined })(...given),
});

const shown = createFormView({ title: 'Tea', owners: [], timeZone: 'Europe/Paris', reader: null, channel: 'C1' });
const view = {
  ...shown,
  id: 'V1',
  close: null,
  state: { values: { title: { title: { type: 'plain_text_input', value: 'Tea for two' } } } },
};

/** What Slack is told, when `create` is sent with a title. */
async function sent(changed: Partial<Keeping> = {}): Promise<{ said: string; metadata: unknown; ms: number }> {
  const started = performance.now();
  let answer: unknown;
  const given = {
    view,
    body: { user: { id: 'U1' } },
    ack: async (with_: unknown) => {
      answer = with_;
    },
  };
  await takeForm(() => forms.create, given as unknown as Parameters<typeof takeForm>[1], {
    ...keepingIn(store),
    ...changed,
  });
  const ms = performance.now() - started;
  const metadata = (answer as { view: { private_metadata: unknown } }).view.private_metadata;
  return { said: JSON.stringify(answer), metadata, ms };
}

test('a form is acknowledged once it is kept', async () => {
  expect((await sent()).said).toContain('Asking Livestorm');
  expect(await store.submissions.begin('V1:create:0')).toMatchObject({ person: 'U1', at: NOON });
});

test('one that comes again is the same, and is not worked on again when it was answered', async () => {
  await sent();
  expect((await sent()).said).toContain('Asking Livestorm');
  const run = await store.submissions.begin('V1:create:0');
  if (!run) throw new Error('it was not kept');
  await store.submissions.decide(run, { state: 'done', outcome: 'ok', answer: {} });
  await store.submissions.answered(run);
  expect((await sent()).said).toContain('This form was sent before');
  expect(await store.submissions.begin('V1:create:0')).toBeNull();
});

test('while the store does not answer, the form stays with what was typed, and nothing is done', async () => {
  const open = Promise.withResolvers<void>();
  // The embedded database has one connection: this one holds it.
  const busy = store.transaction(() => open.promise);
  const { said, metadata, ms } = await sent();
  expect(ms).toBeLessThan(2_500);
  expect(said).toContain('Showrunner could not take this form just now. Nothing was changed.');
  expect(said).toContain('Tea for two');
  // The same key, so that sending it again is the same submission.
  expect(metadata).toBe(view.private_metadata);
  open.resolve();
  await busy;
  await wait(20);
  expect(await store.submissions.begin('V1:create:0')).toBeNull();
  expect((await sent()).said).toContain('Asking Livestorm');
});

test('a store that refuses is said at once', async () => {
  const { said, ms } = await sent({ keep: () => Promise.reject(new Error('ECONNREFUSED')) });
  expect(said).toContain('Nothing was changed. Send it again in a moment.');
  expect(ms).toBeLessThan(500);
});

test.each([
  ['is not reached', 'ECONNREFUSED', 'Nothing was changed. Try again in a minute.'],
  ['goes while it keeps it', 'ECONNRESET', 'it may have been done: look before you try again'],
])('a database that %s is named, with a reference, and the form stays', async (_when, code, words) => {
  const away = Object.assign(new Error(`connect ${code}`), { code });
  const { said, metadata } = await sent({ keep: () => Promise.reject(away) });
  expect(said).toContain('Showrunner cannot reach its database at the moment.');
  expect(said).toContain(words);
  expect(said).toMatch(/Reference \w{6}/);
  expect(said).toContain('Tea for two');
  expect(metadata).toBe(view.private_metadata);
});

test('who may not is told so above what was typed, and the form is not kept', async () => {
  const { slack, ...deps } = keepingIn(store).deps;
  const guests = { ...slack, standingOf: async () => ({ kind: 'guest' as const }) };
  const { said } = await sent({ deps: { ...deps, slack: guests } });
  expect(said).toContain('You are a guest in this workspace');
  expect(said).toContain('Tea for two');
  expect(await store.submissions.begin('V1:create:0')).toBeNull();
  const { entries } = await store.audit.page({}, {}, 9);
  const thing = { kind: 'event', title: 'Tea for two' };
  expect(entries).toMatchObject([
    { person: 'U1', verb: 'create', thing, result: 'refused', code: 'outsider', calls: 0 },
  ]);
});

test('while Slack does not say who somebody is, the form is kept: it is asked again before anything is done', async () => {
  const { slack, ...deps } = keepingIn(store).deps;
  const silent = { ...slack, standingOf: () => new Promise<never>(() => undefined) };
  const { said, ms } = await sent({ deps: { ...deps, slack: silent } });
  expect(ms).toBeLessThan(1_000);
  expect(said).toContain('Asking Livestorm');
  expect(await store.submissions.begin('V1:create:0')).toMatchObject({ person: 'U1' });
});
