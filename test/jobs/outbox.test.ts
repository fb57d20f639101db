// The outbox over the real queue, store and Slack client: what stands in the channels of a local Slack.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/slack/model.ts';
import { startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { outbox } from '../../src/jobs/outbox.ts';
import { say } from '../../src/operations/outbox.ts';
import { forget } from '../support/store.ts';
import { openPosting, type Posting, section } from './posting.ts';

const MINUTE = 60_000;

let on: Posting;
let other: string;
beforeAll(async () => {
  on = await openPosting();
  other = on.slack.workspace.addChannel({ name: 'other', members: [SEED.botUser] }).id;
});
afterEach(async () => {
  on.slack.faults.clear();
  for (const channel of [on.channel, other]) on.slack.channel(channel).messages.length = 0;
  on.slack.calls.length = 0;
  await forget(on.store);
});
afterAll(() => on[Symbol.asyncDispose]());

const spoil = (fault: Omit<Fault, 'method'>) => on.slack.faults.add({ method: 'chat.postMessage', ...fault });
const posts = () => on.slack.calls.filter(({ method }) => method === 'chat.postMessage').length;
const looks = () => on.slack.calls.filter(({ method }) => method.startsWith('conversations.')).length;
const waits = async (key: string) => {
  const [first] = await on.store.outbox.of(key);
  return Math.round(((first?.notBefore.getTime() ?? 0) - Date.now()) / 1_000);
};

describe('what is said', () => {
  test('stands in its channel in order, its thread under it, with its name in its metadata', async () => {
    await on.says('a', ['one', 'two', 'three']);
    expect(on.stands()).toEqual(['one', '  two', '  three']);
    expect(on.slack.channel(on.channel).messages.map(({ metadata }) => metadata)).toEqual(
      [0, 1, 2].map((part) => ({ event_type: 'showrunner_post', event_payload: { key: 'a', part, of: 3 } })),
    );
    expect(await on.states('a')).toEqual(['sent', 'sent', 'sent']);
  });

  test('twice under one key is said once', async () => {
    await on.says('a', ['one']);
    await on.says('a', ['one', 'two']);
    expect(on.stands()).toEqual(['one']);
  });

  test('in a transaction that fails is not said', async () => {
    const cut = on.store.transaction(async (within) => {
      await say(on.deps, within, { channel: on.channel, key: 'a', messages: [{ text: 'one', blocks: [] }] });
      throw new Error('cut');
    });
    await expect(cut).rejects.toThrow('cut');
    await on.pass(0);
    expect(posts()).toBe(0);
  });

  test('while its job is lost is found by the sweep', async () => {
    await on.store.outbox.add(on.channel, 'a', [{ text: 'one', blocks: [] }]);
    await on.pass(0);
    expect(on.stands()).toEqual(['one']);
  });
});

describe('an answer that is lost', () => {
  test('after Slack took the message: it is found, and not posted again; others go meanwhile', async () => {
    spoil({ drop: 'after' });
    await on.says('a', ['one', 'two']);
    await on.says('b', ['next']);
    expect(on.stands()).toEqual(['one', 'next']);
    expect(await on.states('a')).toEqual(['sending', 'pending']);
    await on.pass(50_000);
    expect(looks()).toBe(0);
    await on.pass(10_100);
    expect(on.stands()).toEqual(['one', 'next', '  two']);
    expect(await on.states('a')).toEqual(['sent', 'sent']);
    expect(looks()).toBe(1);
  });

  test('since Slack is silent for longer than a call may take: what it took late is found, and not posted again', async () => {
    await using impatient = await openPosting({ times: { callMs: 400 } });
    impatient.slack.faults.add({ method: 'chat.postMessage', delayMs: 500 });
    await impatient.says('a', ['one']);
    expect(await impatient.states('a')).toEqual(['sending']);
    await impatient.slack.until(() => impatient.stands().length === 1);
    await impatient.pass(MINUTE + 100);
    expect([impatient.stands(), await impatient.states('a')]).toEqual([['one'], ['sent']]);
  });

  test.each<[string, Omit<Fault, 'method'>]>([
    ['the connection is cut', { drop: 'before' }],
    ['HTTP 500', { status: 500 }],
    ['HTTP 503', { status: 503 }],
    ['fatal_error', { error: 'fatal_error' }],
    ['internal_error', { error: 'internal_error' }],
    ['service_unavailable', { error: 'service_unavailable' }],
    ['words instead of JSON', { error: '<html>502 Bad Gateway</html>' }],
  ])('before Slack took it (%s): it is looked for twice, then posted once', async (_what, fault) => {
    spoil(fault);
    await on.says('a', ['one', 'two']);
    expect([on.stands(), posts()]).toEqual([[], fault.drop ? 0 : 1]);
    await on.pass(MINUTE + 100);
    expect([on.stands(), looks()]).toEqual([[], 1]);
    await on.pass(20_000);
    expect([on.stands(), looks()]).toEqual([[], 1]);
    await on.pass(10_100);
    expect(looks()).toBe(2);
    expect(on.stands()).toEqual(['one', '  two']);
  });

  test('is looked for again half a minute later, since what was just posted need not be in the history yet', async () => {
    spoil({ drop: 'after' });
    await on.says('a', ['one']);
    on.slack.faults.add({ method: 'conversations.history', lagging: true });
    await on.pass(MINUTE + 100);
    expect([await on.states('a'), looks()]).toEqual([['sending'], 1]);
    await on.pass(31_000);
    expect([await on.states('a'), looks(), posts()]).toEqual([['sent'], 2, 1]);
    expect(on.stands()).toEqual(['one']);
  });

  test('of a part in the thread is looked for in the thread', async () => {
    spoil({ delayMs: 1 });
    spoil({ drop: 'after' });
    await on.says('a', ['two', 'three']);
    expect(await on.states('a')).toEqual(['sent', 'sending']);
    await on.pass(MINUTE + 100);
    expect(await on.states('a')).toEqual(['sent', 'sent']);
    expect(on.stands()).toEqual(['two', '  three']);
    expect(on.slack.calls.filter(({ method }) => method === 'conversations.replies')).toHaveLength(1);
  });

  test('is looked for behind a thousand other messages', async () => {
    spoil({ drop: 'after' });
    await on.says('a', ['one']);
    const { messages } = on.slack.channel(on.channel);
    const [ours] = messages;
    if (!ours) throw new Error('nothing was posted');
    const later = Array.from({ length: 1_000 }, (_, index) => ({
      ...ours,
      metadata: undefined,
      ts: `${Number(ours.ts) + 1 + index}`,
    }));
    messages.push(...later);
    await on.pass(MINUTE + 100);
    expect(await on.states('a')).toEqual(['sent']);
    expect(looks()).toBe(2);
  });

  test('is looked for again later when Slack does not answer that either', async () => {
    spoil({ drop: 'after' });
    await on.says('a', ['one']);
    on.slack.faults.add({ method: 'conversations.history', status: 500 });
    await on.pass(MINUTE + 100);
    expect(await on.states('a')).toEqual(['sending']);
    await on.pass(30_000);
    expect(await on.states('a')).toEqual(['sent']);
    expect(posts()).toBe(1);
  });

  test('by a process that was killed after its claim is looked for, and posted once', async () => {
    await on.store.outbox.add(on.channel, 'a', [{ text: 'one', blocks: [] }]);
    await on.store.transaction((within) => within.outbox.claim(on.channel, on.deps.outboxTimes));
    await on.pass(MINUTE + 100);
    expect(posts()).toBe(0);
    await on.pass(31_000);
    expect(on.stands()).toEqual(['one']);
  });
});

describe('a refusal', () => {
  test.each<[string, Omit<Fault, 'method'>, number]>([
    ['with Retry-After', { retryAfter: 7 }, 7],
    ['without', { status: 429 }, 30],
    ['with Retry-After 0', { retryAfter: 0 }, 30],
    ['with Retry-After -5', { retryAfter: '-5' }, 30],
    ['with Retry-After soon', { retryAfter: 'soon' }, 30],
    ['with Retry-After tomorrow', { retryAfter: 'Tue, 24 Nov 2099 00:00:00 GMT' }, 30],
    ['with Retry-After of a day', { retryAfter: 86_400 }, 300],
    ['as a code', { error: 'ratelimited' }, 30],
  ])('for the rate (429 %s) makes that channel wait, and no other', async (_what, fault, seconds) => {
    spoil(fault);
    await on.says('a', ['one']);
    await on.says('b', ['two']);
    await on.says('c', ['elsewhere'], other);
    expect([on.stands(), on.stands(other)]).toEqual([[], ['elsewhere']]);
    const wait = await waits('a');
    expect([seconds, seconds - 1, seconds - 2]).toContain(wait);
    await on.pass(seconds * 1_000);
    expect(on.stands()).toEqual(['one', 'two']);
    expect(looks()).toBe(0);
  });

  test.each(['channel_not_found', 'is_archived', 'not_in_channel', 'restricted_action', 'no_text', 'thread_not_found'])(
    'for good (%s) ends that message and its thread, and the next one goes',
    async (error) => {
      spoil({ error });
      await on.says('a', ['one', 'two']);
      await on.says('b', ['next']);
      expect(await on.states('a')).toEqual(['failed', 'failed']);
      expect(on.stands()).toEqual(['next']);
      expect(on.log.findLast(({ msg }) => msg === 'a message is given up')).toMatchObject({ key: 'a', reason: error });
    },
  );

  test('that may pass (token_revoked) is tried again after half a minute, then after one; others go meanwhile', async () => {
    spoil({ error: 'token_revoked', times: 2 });
    await on.says('a', ['one']);
    expect(await waits('a')).toBeGreaterThan(27);
    await on.says('b', ['two']);
    expect(posts()).toBe(2);
    await on.pass(30_000);
    expect(on.stands()).toEqual(['one', 'two']);
  });

  test.each(['msg_blocks_too_long', 'msg_too_long', 'invalid_blocks'])(
    'for too much (%s) halves it, in order, until Slack takes it',
    async (error) => {
      spoil({ error, times: 2 });
      const blocks = ['a', 'b', 'c', 'd', 'e'].map(section);
      await on.says('a', [{ text: 'long', blocks }, 'after']);
      expect(on.stands()).toEqual(['long', '  long', '  long', '  after']);
      const words = on.slack.channel(on.channel).messages.map(({ blocks: shown }) => shown.map(wordsOf).join(''));
      expect(words).toEqual(['ab', 'c', 'de', '']);
      expect((await on.store.outbox.of('a')).map(({ part, of }) => `${part}/${of}`)).toEqual([
        '0/4',
        '1/4',
        '2/4',
        '3/4',
      ]);
    },
  );

  test('for too much of a single block leaves its text alone; of that too, gives it up', async () => {
    spoil({ error: 'invalid_blocks' });
    await on.says('a', [{ text: 'words', blocks: [section('refused')] }]);
    expect(on.slack.channel(on.channel).messages).toMatchObject([{ text: 'words', blocks: [] }]);
    spoil({ error: 'invalid_blocks', times: 2 });
    await on.says('b', [{ text: 'words', blocks: [section('refused')] }]);
    expect(await on.states('b')).toEqual(['failed']);
  });

  const wordsOf = (block: Record<string, unknown>) => (block.text as { text: string }).text;
});

test('a process that stood still between its claim and its call does not send', async () => {
  const { store } = on;
  const outboxTimes = { ...on.deps.outboxTimes };
  let claims = 0;
  const slow: typeof store = {
    ...store,
    async transaction(work) {
      const result = await store.transaction(work);
      outboxTimes.guardMs = claims++ === 0 ? -1 : 60_000; // the first one was too long ago, however fast it was
      return result;
    },
  };
  await store.outbox.add(on.channel, 'a', [{ text: 'one', blocks: [] }]);
  await outbox.run({ channel: on.channel }, { ...on.deps, store: slow, outboxTimes });
  expect(on.stands()).toEqual(['one']);
  expect(await store.outbox.of('a')).toMatchObject([{ state: 'sent', tries: 2 }]);
  expect(posts()).toBe(1);
});

test('two workers post one message at a time in each channel, in order, no faster than the pace', async () => {
  await using paced = await openPosting({ times: { paceMs: 60 } });
  const second = await paced.another();
  const words = ['1', '2', '3', '4', '5', '6'];
  for (const key of words) await paced.says(key, [key]);
  await paced.slack.until(() => paced.stands().length === words.length);
  await second.stop();
  expect(paced.stands()).toEqual(words);
  const tried = (await Promise.all(words.map((key) => paced.store.outbox.of(key))))
    .flat()
    .map(({ triedAt }) => triedAt?.getTime() ?? 0);
  const gaps = tried.slice(1).map((at, index) => at - (tried[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(59);
});

test('when Slack cannot be reached at all nothing was sent: it is tried again, and nobody is asked', async () => {
  const gone = await startSlack();
  await gone.stop();
  await using far = await openPosting({ apiUrl: gone.apiUrl });
  await far.says('a', ['one']);
  expect(await far.store.outbox.of('a')).toMatchObject([{ state: 'pending', error: 'ECONNREFUSED', tries: 1 }]);
});
