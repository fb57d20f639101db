// A webinar's life in a channel that follows it: one card, and each thing said once, for no call to Livestorm.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import { eventResource, sessionPersonResource } from '../../sandbox/livestorm/resources.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { answerTo, deliver, formOf, hears, operations, sees, spilled } from '../support/doors.ts';
import { openWorld, type World, type WorldOptions } from '../support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday, 08:00 in Paris. */
const BEGIN = Date.parse('2027-03-01T07:00:00Z');

let now = BEGIN;
let world: World;
let title = 'Spring tour';
afterEach(async () => {
  expect(spilled(world)).toEqual([]);
  await world[Symbol.asyncDispose]();
});

/** A published event with a session in two days, which the bot has read. */
async function open(options: WorldOptions & { startsIn?: number; draft?: boolean; tags?: string[] } = {}) {
  const { startsIn = 2 * DAY, draft = false, tags = [], ...rest } = options;
  now = BEGIN;
  title = 'Spring tour';
  const made: { session?: SessionRecord } = {};
  world = await openWorld({
    clock: () => new Date(now),
    times: { editMs: 0 },
    livestorm: { now: () => now },
    seed: ({ world: at }) => {
      const event = at.addEvent({ title, status: draft ? 'draft' : 'published', tags });
      made.session = at.addSession(event, { estimated_started_at: (BEGIN + startsIn) / 1_000 });
    },
    ...rest,
  });
  world.spent();
  if (!made.session) throw new Error('nothing was seeded');
  return made.session;
}

async function minute(): Promise<void> {
  await world.bot.wake('life');
  await world.bot.idle();
}

/** Lets the minutes of so long a time pass that matter: each stop, in milliseconds after the beginning. */
async function until(at: number): Promise<void> {
  now = at;
  await minute();
}

const all = (): Message[] => world.slack.channel(world.channel).messages;
const roots = (): Message[] => all().filter(({ threadTs }) => !threadTs);
const cards = (): Message[] => roots().filter(({ blocks }) => JSON.stringify(blocks).includes('"*People*'));
const lines = (): string[] => all().flatMap((message) => (message.threadTs ? [sees(world, message)] : []));

/** Follows the channel, and waits until its cards stand. */
async function follows(words = 'all'): Promise<string> {
  const answer = await answerTo(world, `subscribe ${words}`);
  await world.bot.idle();
  return answer;
}

const tells = (event: string, session: SessionRecord, change: Partial<SessionRecord> = {}) =>
  deliver(world, event, Object.assign(session, { updated_at: Math.floor(now / 1_000), ...change }));

async function registers(session: SessionRecord, first_name: string, last_name: string): Promise<void> {
  const email = `${first_name}.${last_name}@example.com`.toLowerCase();
  const person = world.livestorm.world.addPerson(session, { first_name, last_name, email });
  await delivers(sessionPersonResource(person));
}

async function delivers(
  resource: ReturnType<typeof sessionPersonResource>,
  event = 'people.registered',
): Promise<void> {
  const arrived = () => world.livestorm.deliveries.filter((each) => each.event === event && each.status === 204).length;
  const before = arrived();
  world.livestorm.emit(event, resource);
  await world.livestorm.until(() => arrived() > before);
  await world.bot.idle();
}

describe('from the subscription to the digest', () => {
  test('a channel has one card that follows the session, and each thing is said once in its thread, for no call', async () => {
    const session = await open();
    await follows('all reminders, start end');
    const [card, ...others] = cards();
    expect(others).toEqual([]);
    expect(card && sees(world, card)).toMatch(
      /Spring tour.*Open for registration.*Wed 3 Mar 2027, 08:00 \(Europe\/Paris\)/,
    );
    const start = BEGIN + 2 * DAY;
    for (const before of [DAY, DAY - MINUTE, HOUR, 15 * MINUTE, 14 * MINUTE]) {
      await until(start - before);
      await minute();
    }
    now = start + MINUTE;
    await tells('session.started', session, { status: 'live', started_at: now / 1_000 });
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringContaining('🔴 Live')]);
    await until(start + 10 * MINUTE);
    now = start + HOUR;
    await tells('session.ended', session, {
      status: 'past',
      ended_at: now / 1_000,
      duration: 3_540,
      attendees_count: 0,
    });
    await minute();
    await minute();
    expect(lines()).toEqual([
      expect.stringContaining('starts in 24 hours'),
      expect.stringContaining('starts in 1 hour'),
      expect.stringContaining('starts in 15 minutes'),
      expect.stringContaining('is live'),
      expect.stringContaining('has ended after 59 min'),
    ]);
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringMatching(/Ended.*Lasted.*59 min/)]);
    expect(roots()).toHaveLength(2); // that somebody subscribed, and the card
    expect(world.spent()).toEqual([]);
  });

  test('the card says that the digest follows, then that it is there, and stays so', async () => {
    const session = await open({ startsIn: HOUR });
    await follows();
    now += HOUR;
    await tells('session.started', session, { status: 'live', started_at: now / 1_000 });
    now += HOUR;
    await tells('session.ended', session, { status: 'past', ended_at: now / 1_000, duration: 3_600 });
    await minute();
    expect(cards().map((each) => sees(world, each))).toEqual([
      expect.stringContaining('Its digest is in this channel.'),
    ]);
    expect(roots().filter(({ text }) => text.startsWith('Digest of'))).toHaveLength(1);
    expect(operations(world.spent())).toEqual(['listSessionPeople', 'listQuestions', 'listChatMessages']);
  });

  test('a draft has a card too, which opens when it is published', async () => {
    const session = await open({ draft: true });
    await follows();
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringMatching(/Draft.*Not open yet/)]);
    const event = world.livestorm.world.events.get(session.event_id);
    if (!event) throw new Error('no event');
    now += MINUTE;
    Object.assign(event, { status: 'published', updated_at: now / 1_000 });
    const resource = eventResource(world.livestorm.world, event);
    await delivers(resource, 'event.published');
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringContaining('Open for registration')]);
  });

  test('after a stop and a start in the middle nothing is said twice, and nothing is missing', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'showrunner-life-'));
    const session = await open({ dataDir, startsIn: 2 * HOUR });
    await follows('all reminders start end registrations:hourly');
    now += MINUTE;
    await registers(session, 'Grace', 'Hopper');
    await until(BEGIN + HOUR);
    await world.restart();
    await minute();
    await until(BEGIN + 2 * HOUR - 15 * MINUTE);
    await world.restart();
    now = BEGIN + 2 * HOUR;
    await tells('session.started', session, { status: 'live', started_at: now / 1_000 });
    await world.restart();
    await minute();
    now += HOUR;
    await tells('session.ended', session, { status: 'past', ended_at: now / 1_000, duration: 3_600 });
    await minute();
    expect(lines()).toEqual([
      expect.stringContaining('starts in 1 hour'),
      '1 more person registered since the last count. 1 registrant.',
      expect.stringContaining('starts in 15 minutes'),
      expect.stringContaining('is live'),
      expect.stringContaining('has ended'),
    ]);
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringContaining('⏹️ Ended')]);
    await rm(dataDir, { recursive: true, force: true });
  });

  test('reminders that come late, after Showrunner was away, say how long it really is', async () => {
    await open();
    await follows('all reminders');
    await until(BEGIN + DAY + 5 * HOUR);
    await until(BEGIN + DAY + 6 * HOUR);
    expect(lines()).toEqual([expect.stringContaining('starts in 19 h')]);
  });
});

describe('a session that does not start', () => {
  test('is said once, loudly, in the channel itself', async () => {
    await open({ startsIn: HOUR });
    await follows();
    await until(BEGIN + HOUR + 4 * MINUTE);
    expect(roots().filter(({ text }) => text.includes('<!here>'))).toEqual([]);
    for (const after of [5, 6, 30]) await until(BEGIN + HOUR + after * MINUTE);
    const loud = roots().filter(({ text }) => text.startsWith('<!here> This session should have started'));
    expect(loud).toHaveLength(1);
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringContaining('Has not started')]);
    await until(BEGIN + 2 * DAY);
    expect(roots().filter(({ text }) => text.includes('<!here>'))).toHaveLength(1);
  });

  test('is not guessed where Livestorm cannot tell that it started', async () => {
    await open({ startsIn: HOUR, webhooks: false });
    await follows();
    await until(BEGIN + HOUR + 10 * MINUTE);
    expect(roots().filter(({ text }) => text.includes('<!here>'))).toEqual([]);
  });
});

describe('another date', () => {
  test('is said once, and has its own reminders', async () => {
    const session = await open();
    await follows('all reminders');
    await until(BEGIN + DAY);
    const later = BEGIN + 4 * DAY;
    now += MINUTE;
    await tells('session.created', session, { estimated_started_at: later / 1_000 });
    for (const at of [BEGIN + 2 * DAY - HOUR, later - DAY, later - HOUR, later - 15 * MINUTE]) await until(at);
    expect(lines()).toEqual([
      expect.stringContaining('starts in 24 hours'),
      expect.stringMatching(/was moved: Fri 5 Mar 2027, 08:00/),
      expect.stringContaining('starts in 24 hours'),
      expect.stringContaining('starts in 1 hour'),
      expect.stringContaining('starts in 15 minutes'),
    ]);
    expect(cards()).toHaveLength(1);
  });

  test('a canceled session is quiet, and its card says so', async () => {
    const session = await open();
    await follows('all reminders start');
    now += MINUTE;
    await tells('session.created', session, { status: 'canceled', canceled_at: now / 1_000 });
    for (const at of [DAY, 2 * DAY - HOUR, 2 * DAY + HOUR]) await until(BEGIN + at);
    expect(lines()).toEqual([]);
    expect(roots().filter(({ text }) => text.includes('<!here>'))).toEqual([]);
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringContaining('❌ Canceled')]);
  });
});

describe('which cards there are', () => {
  test('at most the next three at once, the others a day before, and never one of what is over', async () => {
    await open({
      seed: ({ world: at }) => {
        const event = at.addEvent({ title });
        for (const day of [-3, 2, 9, 16, 23]) {
          at.addSession(event, { estimated_started_at: (BEGIN + day * DAY) / 1_000, ...(day < 0 && over(day)) });
        }
      },
    }).catch((error: unknown) => {
      if (!String(error).includes('nothing was seeded')) throw error;
    });
    await follows('spring tour');
    expect(cards()).toHaveLength(3);
    await until(BEGIN + 22 * DAY - MINUTE);
    expect(cards()).toHaveLength(3);
    await until(BEGIN + 22 * DAY);
    expect(cards()).toHaveLength(4);
  });

  const over = (day: number) => {
    const at = (BEGIN + day * DAY) / 1_000;
    return { status: 'past' as const, started_at: at, ended_at: at + 60, duration: 60 };
  };

  test('a new session has one at once', async () => {
    await open();
    await follows();
    const event = world.livestorm.world.addEvent({ title: 'Made today' });
    const session = world.livestorm.world.addSession(event, { estimated_started_at: (BEGIN + 30 * DAY) / 1_000 });
    await delivers(eventResource(world.livestorm.world, event), 'event.created');
    await tells('session.created', session);
    expect(cards().map((each) => sees(world, each))).toEqual([
      expect.stringContaining('Spring tour'),
      expect.stringContaining('Made today'),
    ]);
  });

  test('a channel that wants nothing but digests has none', async () => {
    const session = await open({ startsIn: HOUR });
    await follows('all digest');
    await until(BEGIN + 50 * MINUTE);
    expect([cards(), lines()]).toEqual([[], []]);
    const at = now / 1_000;
    await tells('session.ended', session, { status: 'past', started_at: at, ended_at: at + 60, duration: 60 });
    expect(roots().filter(({ text }) => text.startsWith('Digest of'))).toHaveLength(1);
  });

  test('a tag brings the sessions of the events that carry it, in whichever case', async () => {
    await open({ tags: ['Partners'] });
    expect(await follows('tag:PARTNERS')).toContain('webinars tagged partners');
    expect(cards()).toHaveLength(1);
    expect(await follows('tag:customers')).toContain('webinars tagged customers');
    expect(cards()).toHaveLength(1);
    expect(world.spent()).toEqual([]);
  });

  test('a card that nobody follows any more says so and is left alone', async () => {
    const session = await open();
    await follows();
    await world.ada.command(world.channel, 'unsubscribe all');
    await world.slack.until(() => roots().some(({ text }) => text.includes('no longer follows')));
    await minute();
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringContaining('No longer followed here')]);
    now += HOUR;
    await tells('session.started', session, { status: 'live', started_at: now / 1_000 });
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringContaining('No longer followed here')]);
    expect(lines()).toEqual([]);
  });

  test('the session of the card is meant when none is named', async () => {
    await open();
    await follows();
    expect(await answerTo(world, 'show')).toContain('Spring tour');
  });
});

describe('registrations', () => {
  const hooks = () => [...world.livestorm.world.webhooks.values()].map(({ event }) => event);

  test('are told by a webhook only while a channel wants them: two calls to begin, two to end', async () => {
    const session = await open();
    expect(hooks()).not.toContain('people.registered');
    await follows('all registrations:hourly');
    expect(hooks()).toContain('people.registered');
    expect(operations(world.spent())).toEqual(['listWebhooks', 'createWebhook']);
    await follows('all start');
    expect(hooks()).not.toContain('people.registered');
    expect(operations(world.spent())).toEqual(['listWebhooks', 'deleteWebhook']);
    expect(session.status).toBe('upcoming');
  });

  test('are counted on the card at once and in the thread once an hour; nobody’s name or address is kept', async () => {
    const session = await open();
    await follows('all registrations:hourly');
    world.spent();
    now += 5 * MINUTE;
    await registers(session, 'Grace', 'Hopper');
    await registers(session, 'Mary', 'Somerville');
    expect(cards().map((each) => sees(world, each))).toEqual([expect.stringContaining('2 registrants')]);
    await until(BEGIN + 59 * MINUTE);
    expect(lines()).toEqual([]);
    await until(BEGIN + 60 * MINUTE);
    await until(BEGIN + 61 * MINUTE);
    expect(lines()).toEqual(['2 more people registered since the last count. 2 registrants.']);
    await until(BEGIN + 2 * HOUR);
    expect(lines()).toHaveLength(1);
    expect(JSON.stringify([all(), world.log])).not.toMatch(/hopper|somerville/i);
    expect(world.spent()).toEqual([]);
  });

  test('once a day they are said at nine in the morning', async () => {
    const session = await open();
    await follows('all registrations');
    now += 5 * MINUTE;
    await registers(session, 'Grace', 'Hopper');
    await until(BEGIN + 59 * MINUTE);
    expect(lines()).toEqual([]);
    await until(BEGIN + 60 * MINUTE);
    await until(BEGIN + 5 * HOUR);
    expect(lines()).toEqual(['1 more person registered since the last count. 1 registrant.']);
  });

  test('each is named once as the channel wants it, however often Livestorm delivers it', async () => {
    const session = await open();
    await follows('all registrations:each');
    now += 5 * MINUTE;
    const [grace, mary] = ['Grace Hopper', 'Mary Somerville'].map((name) => {
      const [first_name, last_name] = name.split(' ');
      return world.livestorm.world.addPerson(session, { first_name: first_name ?? '', last_name: last_name ?? '' });
    });
    if (!grace || !mary) throw new Error('nobody');
    for (const person of [grace, grace, mary]) await delivers(sessionPersonResource(person));
    await minute();
    await minute();
    expect(lines()).toEqual(['G. H. and M. S. registered for Spring tour. 2 registrants.']);
    expect(JSON.stringify(all())).not.toMatch(/hopper|@example/i);
  });
});

describe('what a channel gets', () => {
  test('only what is named, with its options, and the whole set is shown', async () => {
    await open();
    const answer = await follows('"Spring tour" digest:full, registrations people:none');
    expect(answer).toContain('Spring tour: registrations (daily), digest (full), nobody named');
    expect(await follows('spring tour')).toContain('reminders, start, end, digest (compact), people by their initials');
    expect((await answerTo(world, 'subscriptions')).match(/Change/g)).toHaveLength(1);
  });

  test('what is no feature is refused with what was meant, and nothing is saved', async () => {
    await open();
    expect(await answerTo(world, 'subscribe all remindrs')).toMatch(/remindrs.*did you mean reminders/);
    expect(await answerTo(world, 'subscribe all digest:long')).toContain('is nothing a channel can get');
    expect(await answerTo(world, 'subscribe "Spring tour" foo')).toContain('is nothing a channel can get');
    expect(await answerTo(world, 'subscriptions')).toContain('follows nothing');
    expect(all()).toEqual([]);
  });

  test.each(['http', 'socket'] as const)(
    'is changed in a form, and the channel is told, over %s',
    async (transport) => {
      await open({ transport });
      const list = await hears(world, () => world.ada.command(world.channel, 'subscribe all'));
      await world.ada.press(list, 'subscription.change');
      const form = await world.form('subscription');
      await world.ada.submit(form, {
        features: ['registrations', 'digest'],
        registrations: 'each',
        digest: 'full',
        people: 'none',
      });
      const done = await world.form('done');
      expect(sees(world, done)).toContain('every webinar: registrations (each), digest (full), nobody named.');
      expect(await answerTo(world, 'subscriptions')).toContain('registrations (each), digest (full), nobody named');
      expect(sees(world, roots().at(-1) as Message)).toContain('registrations (each), digest (full)');
    },
  );

  test('a channel that Slack closes is paused, its owner told once, and *Resume* brings what was missed', async () => {
    const session = await open();
    await follows('all start end');
    world.slack.workspace.kick(world.channel);
    now += HOUR;
    await tells('session.started', session, { status: 'live', started_at: now / 1_000 });
    now += HOUR;
    await tells('session.ended', session, { status: 'past', ended_at: now / 1_000, duration: 3_600 });
    const dm = () => world.slack.channel(world.slack.workspace.dm(world.ada.id).id).messages;
    expect(dm()).toHaveLength(1);
    expect(await answerTo(world, 'subscriptions')).toContain('paused: Slack says not_in_channel');
    world.slack.workspace.invite(world.channel);
    const [notice] = dm();
    if (!notice) throw new Error('nobody was told');
    await world.ada.press(notice, 'subscriptions.resume');
    await world.slack.until(() => lines().length > 0);
    await minute();
    expect(lines()).toEqual([expect.stringContaining('is live'), expect.stringContaining('has ended')]);
    expect(await answerTo(world, 'subscriptions')).not.toContain('paused');
  });
});

test('forms of other verbs still open beside it', async () => {
  await open();
  await follows();
  expect(sees(world, await formOf(world, 'register', 'register'))).toContain('Spring tour');
});
