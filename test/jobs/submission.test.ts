// What becomes of forms that were left: by a crash, by an older version, by a queue that gave them up.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { keepSubmission, submission, submissions } from '../../src/jobs/submission.ts';
import type { Livestorm } from '../../src/livestorm/client.ts';
import { createLog } from '../../src/log.ts';
import type { Store } from '../../src/store/store.ts';
import type { SubmittedView } from '../../src/store/submissions.ts';
import { carry } from '../../src/views/typed.ts';
import { minutes, NOON } from '../support/catalogue.ts';
import { depsOf } from '../support/deps.ts';
import { everybodyIsAMember } from '../support/people.ts';
import { forget, openTestStore } from '../support/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(() => forget(store));
afterAll(() => store.close());

const view = (form: string): SubmittedView => ({
  id: 'V1',
  callback_id: form,
  title: { type: 'plain_text', text: 'A form' },
  submit: { type: 'plain_text', text: 'Send' },
  close: null,
  blocks: [],
  private_metadata: JSON.stringify(carry(undefined, 'C1')),
  state: { values: {} },
});

/** The bot's world, as far as a form without a call to Livestorm needs it. */
function world(now = NOON) {
  const answers: { place: unknown; said: string }[] = [];
  const sent: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const deps = depsOf({
    store,
    slack: everybodyIsAMember,
    operators: null,
    livestorm: { for: () => ({}) as Livestorm },
    jobs: { send: async (name: string, { key }: { key?: string }) => void sent.push(`${name} ${key}`) },
    answer: async (place: unknown, shown: object) => void answers.push({ place, said: JSON.stringify(shown) }),
    clock: () => now,
    sleep: async () => undefined,
    log: createLog('info', { write: (line) => lines.push(JSON.parse(line)) }),
  });
  return { deps, answers, sent, lines };
}

test('forms that come together are kept with one job each, in one commit; of two the same, one is kept', async () => {
  const jobs: string[][] = [];
  const keep = keepSubmission(store, {
    sendAll: async (_name, sent) => void jobs.push(sent.map(({ key }) => key)),
  });
  const sent = (key: string) => ({ key, view: view('create'), person: 'U1', at: NOON });
  const never = new AbortController().signal;
  const kept = await Promise.all(['V1:0', 'V2:0', 'V1:0'].map((key) => keep(sent(key), never)));
  expect(kept).toEqual(['new', 'new', 'known']);
  expect(jobs).toEqual([['V1:0', 'V2:0']]);
});

test('a form whose sender was told that it was too late is not kept, and neither are those beside it', async () => {
  const late = new AbortController();
  const keep = keepSubmission(store, { sendAll: async () => late.abort(new Error('too late')) });
  const sent = (key: string) => ({ key, view: view('create'), person: 'U1', at: NOON });
  const kept = [keep(sent('V1:0'), late.signal), keep(sent('V2:0'), new AbortController().signal)];
  expect(await Promise.allSettled(kept)).toMatchObject(Array(2).fill({ reason: { message: 'too late' } }));
  for (const key of ['V1:0', 'V2:0']) expect(await store.submissions.begin(key)).toBeNull();
});

const take = (form: string, key = 'V1:0', at = NOON) =>
  store.submissions.take({ key, view: view(form), person: 'U1', at });

test('a form that this version does not know, or reads otherwise, is said to be outdated', async () => {
  const { deps, answers, lines } = world(minutes(1));
  await take('poll.close', 'V1:0');
  await take('create', 'V2:0');
  await submission.run({ key: 'V1:0' }, deps);
  await submission.run({ key: 'V2:0' }, deps);
  expect(answers.map(({ place }) => place)).toEqual(Array(2).fill({ viewId: 'V1', user: 'U1', channel: 'C1' }));
  for (const { said } of answers) expect(said).toContain('from an older version of Showrunner. Nothing was changed.');
  const told = { user: 'U1', ms: 60_000, outcome: 'form_outdated', msg: 'request' };
  expect(lines).toMatchObject([
    { ...told, request: 'form poll.close' },
    { ...told, request: 'form create' },
  ]);
});

test('an answer that Slack did not take is given again, and the form is not worked again', async () => {
  const { deps, answers, lines } = world();
  await take('poll.close');
  const deaf = { ...deps, answer: () => Promise.reject(new Error('no answer')) };
  await expect(submission.run({ key: 'V1:0' }, deaf)).rejects.toThrow('no answer');
  await submission.run({ key: 'V1:0' }, deps);
  await submission.run({ key: 'V1:0' }, deps);
  expect(answers).toHaveLength(1);
  expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(1);
});

test('a form that ends the process each time is given up, and the person hears of it', async () => {
  const { deps, answers } = world();
  await take('create');
  for (let run = 0; run < 20; run++) await store.submissions.begin('V1:0');
  await submission.run({ key: 'V1:0' }, deps);
  expect(answers.map(({ said }) => said)).toEqual([expect.stringContaining('Something went wrong inside Showrunner.')]);
});

test('a form that nobody works on any more is taken up again within a day, and then given up', async () => {
  await take('create', 'V1:0', minutes(0));
  await take('create', 'V2:0', minutes(15));
  const soon = world(minutes(20));
  await submissions.run({}, soon.deps);
  expect(soon.sent).toEqual(['submission V1:0']);
  const late = world(minutes(24 * 60 + 10));
  await submissions.run({}, late.deps);
  expect(late.sent).toEqual(['submission V2:0']);
  expect(await store.submissions.begin('V1:0')).toBeNull();
});

test('a form that is given up after a write may have gone out is in the audit log, as not known', async () => {
  await take('create', 'V1:0');
  await take('create', 'V2:0');
  const run = await store.submissions.begin('V1:0');
  if (!run) throw new Error('it was not kept');
  await store.submissions.writing(run, minutes(1));
  await submissions.run({}, world(minutes(24 * 60 + 10)).deps);
  await submissions.run({}, world(minutes(24 * 60 + 20)).deps);
  const { entries } = await store.audit.page({}, {}, 9);
  expect(entries).toMatchObject([{ person: 'U1', verb: 'create', result: 'unsure', code: 'given_up' }]);
});

test('once a write may have gone out, a form is followed to its end, whatever its sender may by then', async () => {
  const guests = { standingOf: async () => ({ kind: 'guest' as const }) };
  const tea = { ...view('create'), state: { values: { title: { title: { value: 'Tea' } } } } };
  for (const key of ['V1:0', 'V2:0']) await store.submissions.take({ key, view: tea, person: 'U1', at: NOON });
  const run = await store.submissions.begin('V1:0');
  if (!run) throw new Error('it was not kept');
  await store.submissions.writing(run, NOON);
  const { deps, answers } = world(minutes(1));
  for (const key of ['V1:0', 'V2:0']) await submission.run({ key }, depsOf({ ...deps, slack: guests }));
  const [followed, refused] = answers.map(({ said }) => said);
  // The Livestorm of this world knows nothing: what is followed breaks there.
  expect(followed).toContain('Something went wrong inside Showrunner');
  expect(refused).toContain('You are a guest in this workspace');
});
