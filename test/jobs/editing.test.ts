// What the bot said changes: what stands in a channel is edited, and what comes later goes into its thread.

import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/slack/model.ts';
import { forget } from '../support/store.ts';
import { openPosting, type Posting, section } from './posting.ts';

let on: Posting;
beforeAll(async () => {
  on = await openPosting();
});
afterEach(async () => {
  on.slack.faults.clear();
  on.slack.channel(on.channel).messages.length = 0;
  on.slack.calls.length = 0;
  await forget(on.store);
});
afterAll(() => on[Symbol.asyncDispose]());

const spoil = (fault: Omit<Fault, 'method'>) => on.slack.faults.add({ method: 'chat.update', ...fault });
const calls = (name: string) => on.slack.calls.filter(({ method }) => method === name).length;

describe('what stands', () => {
  test('is edited in its place, and keeps its thread', async () => {
    await on.says('a', ['open', 'detail']);
    await on.saysInstead('a', 'live');
    expect(on.stands()).toEqual(['live', '  detail']);
    await on.saysInstead('a', 'more detail', 1);
    expect(on.stands()).toEqual(['live', '  more detail']);
    expect([calls('chat.postMessage'), calls('chat.update')]).toEqual([2, 2]);
  });

  test('and says so already is not edited', async () => {
    await on.says('a', ['open']);
    await on.saysInstead('a', 'open');
    expect(calls('chat.update')).toBe(0);
  });

  test('is edited no more often than agreed, and to the newest words alone', async () => {
    await using calm = await openPosting({ times: { editMs: 60_000 } });
    await calm.says('a', ['0']);
    for (const words of ['1', '2', '3', '4']) await calm.saysInstead('a', words);
    expect(calm.stands()).toEqual(['1']);
    await calm.pass(40_000);
    expect(calm.stands()).toEqual(['1']);
    await calm.pass(20_000);
    expect(calm.stands()).toEqual(['4']);
    expect(calm.slack.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(2);
  });

  test('with its job lost is found by the sweep', async () => {
    await on.says('a', ['open']);
    await on.store.outbox.edit('a', 0, { text: 'live', blocks: [] });
    await on.pass(0);
    expect(on.stands()).toEqual(['live']);
  });
});

describe('what waits', () => {
  test('is posted with its newest words, once, and not edited', async () => {
    on.slack.faults.add({ method: 'chat.postMessage', retryAfter: 60 });
    await on.says('a', ['open']);
    await on.saysInstead('a', 'live');
    await on.pass(61_000);
    expect(on.stands()).toEqual(['live']);
    expect(calls('chat.update')).toBe(0);
  });

  test('on its way, of unknown outcome, is edited when it was found', async () => {
    on.slack.faults.add({ method: 'chat.postMessage', drop: 'after' });
    await on.says('a', ['open']);
    await on.saysInstead('a', 'live');
    expect(on.stands()).toEqual(['open']);
    await on.pass(61_000);
    await on.pass(0);
    expect(on.stands()).toEqual(['live']);
    expect([calls('chat.postMessage'), calls('chat.update')]).toEqual([1, 1]);
  });
});

describe('an edit', () => {
  test.each<[string, Omit<Fault, 'method'>]>([
    ['answer is lost', { drop: 'after' }],
    ['line is cut', { drop: 'before' }],
    ['answer is HTTP 500', { status: 500 }],
    ['answer is internal_error', { error: 'internal_error' }],
  ])('whose %s is sent again', async (_what, fault) => {
    await on.says('a', ['open']);
    spoil(fault);
    await on.saysInstead('a', 'live');
    await on.pass(5_100);
    expect(on.stands()).toEqual(['live']);
    const { rows } = await sql`select version, shown_version, edit_error from outbox`.execute(on.store.database.kysely);
    expect(rows).toEqual([{ version: 2, shownVersion: 2, editError: null }]);
  });

  test('that Slack is asked too often for waits as long as it says, and posts go meanwhile', async () => {
    await on.says('a', ['open']);
    spoil({ retryAfter: 20 });
    await on.saysInstead('a', 'live');
    await on.says('b', ['next']);
    await on.pass(19_000);
    expect(on.stands()).toEqual(['open', 'next']);
    await on.pass(1_100);
    expect(on.stands()).toEqual(['live', 'next']);
  });

  test.each(['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found', 'is_archived'])(
    'that can never be (%s) is given up, and the next words are tried',
    async (error) => {
      await on.says('a', ['open']);
      spoil({ error });
      await on.saysInstead('a', 'live');
      await on.pass(600_000);
      expect([on.stands(), calls('chat.update')]).toEqual([['open'], 1]);
      await on.saysInstead('a', 'over');
      await on.pass(600_000);
      expect([on.stands(), calls('chat.update')]).toEqual([['over'], 2]);
    },
  );

  test('of too much goes as its text alone', async () => {
    await on.says('a', ['open']);
    spoil({ error: 'msg_blocks_too_long' });
    await on.saysInstead('a', { text: 'long', blocks: ['a', 'b'].map(section) });
    await on.pass(0);
    expect(on.stands()).toEqual(['long']);
    expect(on.slack.channel(on.channel).messages[0]?.blocks).toEqual([]);
  });

  test('is sent by one of two instances', async () => {
    await on.says('a', ['open']);
    await on.store.outbox.edit('a', 0, { text: 'live', blocks: [] });
    const { claimEdit } = on.store.outbox;
    const claims = await Promise.all([
      claimEdit(on.channel, on.deps.outboxTimes),
      claimEdit(on.channel, on.deps.outboxTimes),
    ]);
    expect(claims.map(({ kind }) => kind).toSorted()).toEqual(['edit', 'later']);
  });

  test('by a process that was killed is sent by another', async () => {
    await on.says('a', ['open']);
    await on.store.outbox.edit('a', 0, { text: 'live', blocks: [] });
    await on.store.outbox.claimEdit(on.channel, on.deps.outboxTimes);
    await on.pass(14_000);
    expect(on.stands()).toEqual(['live']);
  });
});

describe('in the thread of what was said before', () => {
  test('stands what is said under its key, in order', async () => {
    await on.says('card', ['card']);
    await on.says('q1', ['first?'], on.channel, 'card');
    await on.says('q2', ['second?', 'third?'], on.channel, 'card');
    expect(on.stands()).toEqual(['card', '  first?', '  second?', '  third?']);
  });

  test('nothing is said before that message stands; others go', async () => {
    on.slack.faults.add({ method: 'chat.postMessage', drop: 'after' });
    await on.says('card', ['card']);
    await on.says('q1', ['first?'], on.channel, 'card');
    await on.says('b', ['next']);
    expect(on.stands()).toEqual(['card', 'next']);
    await on.pass(61_000);
    expect(on.stands()).toEqual(['card', 'next', '  first?']);
  });

  test('a lost answer is looked for there', async () => {
    await on.says('card', ['card']);
    on.slack.faults.add({ method: 'chat.postMessage', drop: 'after' });
    await on.says('q1', ['first?'], on.channel, 'card');
    await on.pass(61_000);
    expect(on.stands()).toEqual(['card', '  first?']);
    expect(calls('conversations.replies')).toBe(1);
  });

  test('of what will never be posted, it is said in the channel itself', async () => {
    on.slack.faults.add({ method: 'chat.postMessage', error: 'no_text' });
    await on.says('card', ['card']);
    await on.says('q1', ['first?'], on.channel, 'card');
    expect(on.stands()).toEqual(['first?']);
  });
});

describe('a chart that Slack does not take', () => {
  const chart = { type: 'data_visualization', title: 'Chat' };
  const drawn = { text: 'drawn', blocks: [section('before'), chart, section('after')] };
  const refusesCharts = (method: string) => on.slack.faults.add({ method, error: 'invalid_blocks', times: 1 });
  const blocks = () =>
    on.slack
      .channel(on.channel)
      .messages.at(-1)
      ?.blocks.map(({ type }) => type);

  test('is left out, and the rest of the message stands in one piece', async () => {
    refusesCharts('chat.postMessage');
    await on.says('a', [drawn]);
    expect(on.stands()).toEqual(['drawn']);
    expect(blocks()).toEqual(['section', 'section']);
    expect(calls('chat.postMessage')).toBe(2);
  });

  test('is left out of an edit too', async () => {
    await on.says('a', ['open']);
    refusesCharts('chat.update');
    await on.saysInstead('a', drawn);
    expect(blocks()).toEqual(['section', 'section']);
    expect(calls('chat.update')).toBe(2);
  });
});
