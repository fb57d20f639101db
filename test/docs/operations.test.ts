// docs/operations.md: every operation of Livestorm's has a row, and costs what its row says when a person asks for it.
// A new verb needs its rows there, and a line in `asked` here.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Message, View } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { commands } from '../../src/commands/verbs.ts';
import { part } from '../livestorm/examples.ts';
import { answerTo, calm, deliver, formOf, hears, SOME_DAY, stand, strange } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

interface Row {
  operation: string;
  by: string;
  calls: string;
}

const page = readFileSync('docs/operations.md', 'utf8');
const rows = page.split('\n').flatMap((line): Row[] => {
  const [, operation, by, calls] = /^\| `(\w+)` \| (.+?) \| ?(.*?) ?\|$/.exec(line) ?? [];
  return operation && by && calls !== undefined ? [{ operation, by, calls }] : [];
});

const ELSEWHERE = /^`(test\/[\w./-]+\.test\.ts)`$/;
const counted = rows.filter(({ by, calls }) => !by.startsWith('none: ') && !ELSEWHERE.test(calls));

/** What stands in the form's place when Livestorm was asked. */
async function sent(world: World, form: View, values: Record<string, unknown> = {}): Promise<void> {
  await world.ada.submit(form, values);
  await world.slack.until(() => world.ada.view?.callback_id === 'done' || world.ada.view?.callback_id === 'problem');
  expect(world.ada.view?.callback_id).toBe('done');
}

const typed = (world: World, words: string): Promise<Message> =>
  hears(world, () => world.ada.command(world.channel, words));

async function pressed(world: World, message: Message, button: string): Promise<void> {
  const before = message.versions.length;
  await world.ada.press(message, button);
  await world.slack.until(() => message.versions.length > before);
}

async function stepped(world: World, id: string, inputs: Record<string, unknown>): Promise<void> {
  const { result } = await world.slack.runStep(id, { person: { id: SEED.ada, secret: 'x' }, ...inputs });
  await world.slack.until(() => result.outputs !== undefined || result.error !== undefined);
  expect(result.error).toBeUndefined();
}

const tomorrow = Math.floor(Date.now() / 1000) + 86_400;
const joan = { email: 'joan@example.net', first_name: 'Joan', last_name: 'Clarke' };

/**
 * Everything that asks Livestorm for something, by the words of the page. What is done before `spent` is not counted; a
 * number says how often it was asked for.
 */
const asked: Record<string, (world: World) => Promise<unknown>> = {
  '`doctor`': (world) => answerTo(world, 'doctor'),
  '`list`, *Refresh*': async (world) => pressed(world, await typed(world, 'list'), 'list.refresh'),
  '`create`': async (world) => sent(world, await formOf(world, 'create Tea', 'create')),
  '`show`, *Refresh* of an event': async (world) =>
    pressed(world, await typed(world, 'show product tour'), 'show.refresh'),
  '`show`, *Refresh* of a session': async (world) => {
    const [session] = [...world.livestorm.world.sessions.values()];
    await pressed(world, await typed(world, `show ${session?.id}`), 'show.refresh');
  },
  "`register`, when the event's form was not read for a day": async (world) => {
    const { session } = await strange(world, 'Unread');
    world.spent();
    await sent(world, await formOf(world, `register ${session.id}`, 'register'), joan);
  },
  '`register`': async (world) => sent(world, await formOf(world, 'register product tour', 'register'), joan),
  '`unregister`': async (world) =>
    sent(world, await formOf(world, 'unregister product tour grace@example.com', 'unregister')),
  '`people`': (world) => answerTo(world, 'people product tour'),
  '`lookup`': (world) => answerTo(world, 'lookup grace@example.com'),
  '`lookup`, *Look in upcoming*, for each session': async (world) => {
    const found = await typed(world, 'lookup ada.lovelace@example.com');
    world.spent();
    await pressed(world, found, 'lookup.upcoming');
    const { sessions, events } = world.livestorm.world;
    const upcoming = [...sessions.values()].filter(({ ended_at: ended }) => ended === 0);
    return upcoming.filter(({ event_id: id }) => events.get(id)?.status === 'published').length;
  },
  '`schedule`': async (world) =>
    sent(world, await formOf(world, 'schedule product tour', 'schedule'), { date: SOME_DAY, time: '15:00' }),
  '`publish`': async (world) => sent(world, await formOf(world, 'publish winter draft', 'publish')),
  '`cancel`': async (world) => {
    const form = await formOf(world, 'cancel winter draft', 'cancel');
    await sent(world, form);
  },
  '`delete`': async (world) => sent(world, await formOf(world, 'delete spare', 'delete'), { agreed: ['yes'] }),
  '`clone`': async (world) => sent(world, await formOf(world, `clone product tour ${SOME_DAY} 15:00`, 'clone')),
  '`edit`, of the title and a tag': async (world) =>
    sent(world, await formOf(world, 'edit office hours', 'edit'), { title: 'Office hours, late', tags: 'new' }),
  '`reschedule`': async (world) =>
    sent(world, await formOf(world, `reschedule office hours ${SOME_DAY} 16:00`, 'reschedule')),
  '`import`, for each 50 people': async (world) => {
    const form = await formOf(world, 'import office hours', 'import');
    await world.ada.submit(form, { file: [world.ada.file('people.csv', 'email\nimported@example.net')] });
    await sent(world, await world.form('import.check'));
  },
  '`questions`': (world) => answerTo(world, 'questions autumn review'),
  '`chat`': (world) => answerTo(world, 'chat autumn review'),
  '`recording`, its link': async (world) => {
    const offered = await typed(world, 'recording autumn review');
    await hears(world, () => world.ada.press(offered, 'recording.link'));
  },
  '`webhooks`': (world) => answerTo(world, 'webhooks'),
  '`webhooks`, *Repair*': async (world) => {
    const { webhooks } = world.livestorm.world;
    webhooks.delete([...webhooks.keys()][0] ?? '');
    const shown = await typed(world, 'webhooks');
    world.spent();
    await pressed(world, shown, 'webhooks.repair');
  },
  'a digest': async (world) => {
    await answerTo(world, 'subscribe all');
    const [session] = [...world.livestorm.world.sessions.values()].filter(({ ended_at: ended }) => ended > 0);
    if (!session) throw new Error('no session is over');
    await deliver(world, 'session.ended', session);
  },
  '`digest`, when it was not made before': (world) => answerTo(world, 'digest summer review'),
  'the step *Create webinar*': (world) => stepped(world, 'create_webinar', { title: 'By workflow', start: tomorrow }),
  'the step *Schedule session*': (world) =>
    stepped(world, 'schedule_session', { event: 'product tour', start: tomorrow }),
  'the step *Register person*': (world) =>
    stepped(world, 'register_person', { session: 'office', ...joan, email: 'step@example.net' }),
  'the step *Post digest*': (world) => stepped(world, 'post_digest', { session: 'spring', channel: world.channel }),
  '`webhooks`, *Remove all*': async (world) => {
    const shown = await typed(world, 'webhooks remove');
    world.spent();
    await pressed(world, shown, 'webhooks.remove');
  },
};

const START = 'the start, and every six hours';

function tally(operations: (string | null)[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const name of operations) sum[name ?? 'unknown'] = (sum[name ?? 'unknown'] ?? 0) + 1;
  return sum;
}

const promised = (by: string, times = 1): Record<string, number> =>
  Object.fromEntries(
    counted.filter((row) => row.by === by).map(({ operation, calls }) => [operation, Number(calls) * times]),
  );

describe('the page', () => {
  test("has every operation of Livestorm's, and no other", () => {
    const paths = parse(part('paths', 'components')).paths as Record<string, Record<string, { operationId?: string }>>;
    const all = Object.values(paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
    );
    expect([...new Set(rows.map(({ operation }) => operation))].sort()).toEqual(all.sort());
  });

  test('says of each who asks for it and for how much, or why nobody does', () => {
    for (const { operation, by, calls } of rows) {
      if (by.startsWith('none: ')) expect(by.length, operation).toBeGreaterThan(25);
      else if (ELSEWHERE.test(calls)) expect(readFileSync(calls.slice(1, -1), 'utf8')).toContain(`'${operation}'`);
      else expect(calls, operation).toMatch(/^\d+$/);
    }
    expect(new Set(counted.map(({ by }) => by))).toEqual(new Set([...Object.keys(asked), START]));
  });

  test('names every verb', () => {
    for (const { name } of commands) expect(page).toContain(`\`${name}\``);
  });
});

describe('what is asked for costs what the page says', () => {
  let world: World;
  let atStart: (string | null)[] = [];
  beforeAll(async () => {
    world = await openWorld({
      slack: { scopes: ['commands', 'chat:write', 'users:read', 'files:read', 'files:write'] },
      seed: (livestorm) => {
        const { session } = stand(livestorm, 'Product tour');
        livestorm.world.addPerson(session, { email: 'grace@example.com' });
        stand(livestorm, 'Spare');
        stand(livestorm, 'Office hours').event.tags = ['old'];
        const { event } = stand(livestorm, 'Winter draft');
        Object.assign(event, { status: 'draft', published_at: 0 });
        for (const title of ['Autumn review', 'Spring review', 'Summer review'])
          livestorm.world.addSession(livestorm.world.addEvent({ title }), {
            status: 'past',
            started_at: 1_700_000_000,
            ended_at: 1_700_003_600,
          });
      },
    });
    atStart = world.livestorm.calls.map(({ operation }) => operation);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('the start', () => {
    expect(tally(atStart)).toEqual(promised(START));
  });

  test.each(Object.keys(asked))('%s', async (by) => {
    await calm(world);
    const times = await asked[by]?.(world);
    await world.bot.idle();
    const spent = tally(world.spent().map(({ operation }) => operation));
    expect(spent).toEqual(promised(by, typeof times === 'number' ? times : 1));
  });
});
