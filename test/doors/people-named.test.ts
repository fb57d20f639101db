// How channels name people, over a webinar's whole life: three channels that want it differently, and people whose names
// and addresses would be noticed anywhere.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionPerson, SessionRecord } from '../../sandbox/livestorm/records.ts';
import { sessionPersonResource } from '../../sandbox/livestorm/resources.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { deliver, hears, sees, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BEGIN = Date.parse('2027-03-01T11:00:00Z');

const CHANNELS = { none: SEED.webinars, initials: SEED.general, full: SEED.secret } as const;

/** Nobody else is called so. */
const CANARIES = [
  ['Quetzalina', 'Xylophonia'],
  ['Zwitschera', 'Vogelsang'],
  ['Piepmatza', 'Ulkington'],
] as const;
const NAMES = /quetzalina|xylophonia|zwitschera|vogelsang|piepmatza|ulkington/i;
const OWNER = /ownabella|masterton/i;
const ADDRESS = /cage\.example/i;
const LINK = /[?&;](key|email)=|pass-?word|birdseed/i;

let world: World;
let session: SessionRecord;
let now = BEGIN;

const tells = (event: string, change: Partial<SessionRecord>) =>
  deliver(world, event, Object.assign(session, { updated_at: Math.floor(now / 1_000), ...change }));

async function minute(): Promise<void> {
  await world.bot.wake('life');
  await world.bot.idle();
}

async function registers([first_name, last_name]: readonly [string, string]): Promise<SessionPerson> {
  const email = `${first_name}@cage.example`.toLowerCase();
  const person = world.livestorm.world.addPerson(session, {
    ...{ first_name, last_name, email, password_key: 'birdseed' },
    ...{ attended: true, attendance_duration: 1_200 },
  });
  const arrived = () => world.livestorm.deliveries.filter(({ event }) => event === 'people.registered').length;
  const before = arrived();
  world.livestorm.emit('people.registered', sessionPersonResource(person));
  await world.livestorm.until(() => arrived() > before);
  await world.bot.idle();
  return person;
}

const linkOf = (person: SessionPerson): string =>
  String(JSON.parse(JSON.stringify(sessionPersonResource(person))).attributes.registrant_detail.connection_link);

/** Who asks and writes names themselves by nothing but what Livestorm says of them; addresses and links they do write. */
function speak(people: SessionPerson[]): void {
  const { world: at } = world.livestorm;
  const start = now / 1_000;
  for (const [index, { id, person }] of people.entries()) {
    const said = { created_at: start + 60 * index, updated_at: start + 60 * index };
    at.addQuestion(session, {
      ...said,
      question: `May I write to ${person.email} about ${linkOf(people[index] as SessionPerson)} number ${index}?`,
      question_author_id: id,
      ...(index === 0 && { response: `Ask ${person.email}`, response_author_id: at.owner.id }),
    });
    for (let times = 0; times < 4; times++) {
      const text = `Message ${times} with a good many words about the thing, from ${person.email} by ${linkOf(people[index] as SessionPerson)}`;
      at.addMessage(session, { ...said, text_content: text, author_id: id });
    }
  }
  at.addMessage(session, {
    text_content: `Slides at https://slides.example/deck and a link ${linkOf(people[0] as SessionPerson)}`,
    author_id: at.owner.id,
    created_at: start + 600,
  });
}

/** All that ever stood in a channel. */
const everIn = (channel: string): Message[] =>
  world.slack
    .channel(channel)
    .messages.map((message) => ({ ...message, blocks: message.versions.flatMap((one) => one.blocks) }));
const text = (channel: string) =>
  JSON.stringify(everIn(channel).map(({ blocks, versions }) => [blocks, versions.map((one) => one.text)]));

async function shares(channel: string, words: string): Promise<void> {
  const before = world.slack.channel(channel).messages.length;
  const message = await hears(world, () => world.ada.command(channel, words));
  await world.ada.press(message, 'share');
  await world.slack.until(() => world.slack.channel(channel).messages.length > before);
}

beforeAll(async () => {
  world = await openWorld({
    clock: () => new Date(now),
    times: { editMs: 0 },
    livestorm: { now: () => now },
    seed: ({ world: at }) => {
      Object.assign(at.owner, { first_name: 'Ownabella', last_name: 'Masterton', email: 'owna@cage.example' });
      Object.assign(at.people.get(at.owner.id) ?? {}, { first_name: 'Ownabella', last_name: 'Masterton' });
      session = at.addSession(at.addEvent({ title: 'Spring tour' }), {
        estimated_started_at: (BEGIN + 2 * HOUR) / 1_000,
      });
    },
  });
  for (const channel of Object.values(CHANNELS)) world.slack.workspace.invite(channel);
  for (const [people, channel] of Object.entries(CHANNELS)) {
    const all = `subscribe all registrations:each reminders start questions chat end digest:full replay people:${people}`;
    await hears(world, () => world.ada.command(channel, all));
  }
  await world.bot.idle();
  const people: SessionPerson[] = [];
  for (const canary of CANARIES) people.push(await registers(canary));
  await minute();
  now = BEGIN + HOUR;
  await minute();
  now = BEGIN + 2 * HOUR + MINUTE;
  await tells('session.started', { status: 'live', started_at: now / 1_000 });
  speak(people);
  for (let times = 0; times < 5; times++) {
    now += MINUTE;
    await minute();
  }
  now += HOUR;
  await tells('session.ended', { status: 'past', ended_at: now / 1_000, duration: 3_600, attendees_count: 3 });
  for (let times = 0; times < 3; times++) {
    now += HOUR;
    await minute();
  }
  for (const channel of Object.values(CHANNELS)) {
    for (const words of ['list past', 'show spring tour', 'quota']) await shares(channel, words);
    await hears(world, () => world.ada.command(channel, 'digest spring tour here full'));
    await world.bot.idle();
  }
}, 60_000);
afterAll(async () => {
  expect(spilled(world).filter((line) => !/^(address|link)/.test(line))).toEqual([]);
  await world[Symbol.asyncDispose]();
});

describe.each(Object.entries(CHANNELS))('people:%s', (people, channel) => {
  test('the life of the webinar was told there', () => {
    const shown = everIn(channel)
      .map((message) => sees(world, message))
      .join('\n');
    for (const part of ['registered for', 'starts in', 'is live', 'has ended', 'Needs you', 'Busy at', 'Shared by'])
      expect(shown).toContain(part);
  });

  test('nobody is named otherwise than it wants', () => {
    const said = text(channel);
    if (people === 'full') {
      for (const name of CANARIES) expect(said).toContain(name.join(' '));
      return expect(said).toMatch(OWNER);
    }
    expect(said).not.toMatch(NAMES);
    if (people === 'none') {
      expect(said).not.toMatch(/\b[QZP]\. [XVU]\./);
      return expect(said).not.toMatch(OWNER);
    }
    for (const initials of ['Q. X.', 'Z. V.', 'P. U.']) expect(said).toContain(initials);
    expect(said).not.toContain('Masterton');
  });

  test('no address and no link of a single person is there, whoever wrote it', () => {
    const said = text(channel);
    expect(said).toContain('(personal link hidden)');
    expect(said).toContain('(e-mail hidden)');
    expect(said).not.toMatch(ADDRESS);
    expect(said).not.toMatch(LINK);
    expect(said).toContain('https://slides.example/deck');
  });
});

test('what one person asked for is shown to them in full, and says so nowhere else', async () => {
  const list = await hears(world, () => world.ada.command(CHANNELS.none, 'people spring tour'));
  expect(sees(world, list)).toMatch(NAMES);
  expect(JSON.stringify(list.blocks)).not.toContain('"action_id":"share"');
  expect(text(CHANNELS.none)).not.toMatch(NAMES);
});
