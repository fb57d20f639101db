// What becomes of events and sessions: shown, published, canceled, deleted. Each costs what it says.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/slack/model.ts';
import { answerTo, calm, formOf, hears, operations, sees, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({
    webhooks: false,
    seed: (livestorm) => {
      const { session } = stand(livestorm, 'Office hours');
      livestorm.world.addPerson(session, { email: 'grace@example.com' });
      livestorm.world.addPerson(session, { email: 'joan@example.com' });
      for (const title of ['Product tour', 'Product tour in French']) stand(livestorm, title);
      const { event } = stand(livestorm, 'Winter draft');
      Object.assign(event, { status: 'draft', published_at: 0 });
    },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(async () => {
  await calm(world);
  expect(spilled(world)).toEqual([]);
});

const event = (title: string) => {
  const found = [...world.livestorm.world.events.values()].find((each) => each.title === title);
  if (!found) throw new Error(`no event ${title}`);
  return found;
};
const sessionsOf = (title: string) => world.livestorm.world.sessionsOf(event(title).id);

/** Presses a button whose answer takes the message's place. */
async function replaced(message: Message, button: string): Promise<string> {
  const before = message.versions.length;
  await world.ada.press(message, button);
  await world.slack.until(() => message.versions.length > before);
  return sees(world, message);
}

/** An event that only this test knows of, read by the bot as well. */
async function fresh(title: string) {
  const made = stand(world.livestorm, title);
  const list = await hears(world, () => world.ada.command(world.channel, 'list'));
  await replaced(list, 'list.refresh');
  world.spent();
  return made;
}

/** What stands in the form's place, when it is no longer worked on. */
async function answer(): Promise<string> {
  await world.slack.until(() => world.ada.view?.callback_id !== 'working');
  if (!world.ada.view) throw new Error('nothing stands there');
  return sees(world, world.ada.view);
}

describe('show', () => {
  test('an event by its words, with its sessions, its age and what can be done, for no call', async () => {
    const said = await answerTo(world, 'show office hours');
    expect(said).toContain('Office hours State Registration Published Registration page (https://');
    expect(said).toContain('Sessions Registrants 1 session 2 registrants Office hours [Show]');
    expect(said).toContain('[Schedule a session] [Edit] [Clone] [Refresh (1 call)] [Share in channel] [Delete event]');
    expect(said).toContain('No call was made.');
    expect(world.spent()).toEqual([]);
  });

  test.each([
    ['its id', () => sessionsOf('Office hours')[0]?.id ?? ''],
    ['its link', () => `https://app.livestorm.co/p/office-hours/live?s=${sessionsOf('Office hours')[0]?.id}`],
  ])('a session by %s', async (_what, words) => {
    const said = await answerTo(world, `show ${words()}`);
    expect(said).toContain('A session of Office hours.');
    expect(said).toContain('[Register a person] [Show the event] [Refresh (1 call)] [Share in channel]');
    expect(world.spent()).toEqual([]);
  });

  test('a session by its own name', async () => {
    const { session } = await fresh('Series');
    session.name = 'Matinee';
    await fresh('Another');
    expect(await answerTo(world, 'show matinee')).toContain('Series · Matinee');
  });

  test('several are offered, and one press shows one', async () => {
    const which = await hears(world, () => world.ada.command(world.channel, 'show product'));
    expect(sees(world, which)).toContain('Several events match “product”. Which one do you mean?');
    const one = await hears(world, () =>
      world.ada.press(which, 'run.chosen', { value: `show ${event('Product tour').id}` }),
    );
    expect(sees(world, one)).toContain('Product tour State Registration Published');
    expect(world.spent()).toEqual([]);
  });

  test('nothing named offers what comes next', async () => {
    expect(await answerTo(world, 'show')).toContain('Which session do you mean?');
  });

  test('what nothing is called names the nearest', async () => {
    expect(await answerTo(world, 'show ofice hours')).toContain(
      'No event matches “ofice hours”. Nothing was changed. Did you mean “Office hours”?',
    );
  });

  test('Refresh reads it anew for one call, sessions that went away included', async () => {
    const { event: made, session } = await fresh('Changing');
    const shown = await hears(world, () => world.ada.command(world.channel, 'show changing'));
    world.livestorm.world.sessions.delete(session.id);
    world.livestorm.world.addSession(made, { name: 'The second' });
    const anew = await replaced(shown, 'show.refresh');
    expect(anew).toContain('Changing · The second');
    expect(anew).toContain('1 session');
    expect(anew).toContain('This cost 1 Livestorm call.');
    expect(operations(world.spent())).toEqual(['getEvent']);
    expect(await answerTo(world, `show ${session.id}`)).toContain('No event matches');
  });

  test('Refresh of what was deleted at Livestorm says so, and takes it off the list', async () => {
    const { event: made } = await fresh('Short-lived');
    const shown = await hears(world, () => world.ada.command(world.channel, 'show short-lived'));
    world.livestorm.world.events.delete(made.id);
    const said = sees(world, await hears(world, () => world.ada.press(shown, 'show.refresh')));
    expect(said).toContain('Livestorm no longer has this');
    expect(operations(world.spent())).toEqual(['getEvent']);
    expect(await answerTo(world, 'show short-lived')).toContain('No event matches');
  });

  test('what was deleted at Livestorm is off the list after the second full reading', async () => {
    const { event: made } = await fresh('Deleted elsewhere');
    world.livestorm.world.events.delete(made.id);
    await fresh('A reading');
    expect(await answerTo(world, 'show deleted elsewhere')).toContain('Deleted elsewhere State');
    await fresh('Another reading');
    expect(await answerTo(world, 'show deleted elsewhere')).toContain('No event matches');
    expect(await answerTo(world, 'show another reading')).toContain('Another reading State');
  });

  test('is shared in the channel without its buttons', async () => {
    const shown = await hears(world, () => world.ada.command(world.channel, 'show office hours'));
    const { messages } = world.slack.channel(world.channel);
    const before = messages.length;
    await world.ada.press(shown, 'share');
    await world.slack.until(() => messages.length > before);
    const shared = messages.at(-1);
    expect(shared && sees(world, shared)).toMatch(/^Office hours State Registration Published .*Shared by @/);
  });
});

describe('publish', () => {
  test('says what it opens, publishes for one call, and is not asked twice', async () => {
    const form = await formOf(world, 'publish winter', 'publish');
    expect(sees(world, form)).toContain('Publish this event?');
    expect(sees(world, form)).toContain(
      'Winter draft is a draft. Publishing it opens registration: whoever has the link can register.',
    );
    expect(world.spent()).toEqual([]);
    await world.ada.submit(form);
    expect(await answer()).toContain('Winter draft is published: registration is open.');
    expect(event('Winter draft').status).toBe('published');
    expect(operations(world.spent())).toEqual(['updateEvent']);
    expect(await answerTo(world, 'show winter')).toContain('Winter draft State Registration Published');
    expect(sees(world, await formOf(world, 'publish winter', 'done'))).toContain('Winter draft is published already.');
    expect(world.spent()).toEqual([]);
  });

  test('an answer that was lost is asked for again', async () => {
    const { event: made } = await fresh('Lost draft');
    made.status = 'draft';
    await fresh('Whatever');
    world.livestorm.faults.add({ operation: 'updateEvent', status: 500, done: true });
    await world.ada.submit(await formOf(world, 'publish lost draft', 'publish'));
    expect(await answer()).toContain('This cost 2 Livestorm calls.');
    expect(operations(world.spent())).toEqual(['updateEvent', 'updateEvent']);
  });
});

describe('cancel', () => {
  test('names who is concerned, wants a box ticked, and deletes the session for one call', async () => {
    const { session } = await fresh('Doomed');
    world.livestorm.world.addPerson(session, { email: 'grace@example.com' });
    await fresh('Whatever else');
    const form = await formOf(world, 'cancel doomed', 'cancel');
    expect(sees(world, form)).toContain('1 registrant and what they answered go with it.');
    expect(sees(world, form)).toContain('[Keep it] [Cancel session]');
    expect((await world.ada.submit(form)).failure).toBeDefined();
    expect(world.spent()).toEqual([]);
    await world.ada.submit(form, { agreed: ['yes'] });
    expect(await answer()).toContain(
      'This session is canceled: Livestorm has deleted it. 1 registrant was waiting for it',
    );
    expect(world.livestorm.world.sessions.has(session.id)).toBe(false);
    expect(operations(world.spent())).toEqual(['deleteSession']);
    expect(await answerTo(world, `show ${session.id}`)).toMatch(/State .* canceled People/);
    expect(await answerTo(world, 'list')).not.toContain('Doomed');
    const again = await formOf(world, 'cancel doomed', 'which.session');
    expect(sees(world, again)).toContain('“Doomed” is over or canceled. Choose another session below.');
    expect(world.spent()).toEqual([]);
  });

  test('one that is over, chosen in the form, is asked about again', async () => {
    const { session } = await fresh('Long over');
    const { session: ahead } = await fresh('Still ahead');
    Object.assign(session, { status: 'past', started_at: 1, ended_at: 2 });
    await fresh('Whatever next');
    const first = await formOf(world, 'cancel', 'which.session');
    const [over] = (await world.ada.options(first, 'session', 'long over')).options;
    await world.ada.submit(first, { session: over?.value });
    await world.slack.until(
      () => world.ada.view !== undefined && sees(world, world.ada.view).includes('is over or canceled'),
    );
    const second = await world.form('which.session');
    const [next] = (await world.ada.options(second, 'session', 'still ahead')).options;
    await world.ada.submit(second, { session: next?.value });
    expect(sees(world, await world.form('cancel'))).toContain('Still ahead');
    expect(next?.value).toBe(ahead.id);
    expect(world.spent()).toEqual([]);
  });

  test.each([
    ['was lost after it was done', { drop: 'after' as const }],
    ['was lost on the way', { drop: 'before' as const }],
    ['came as an error though it was done', { status: 500, done: true }],
  ])('an answer that %s is asked for again: the session is gone', async (what, fault) => {
    const { session } = await fresh(`Lost ${what}`);
    world.livestorm.faults.add({ operation: 'deleteSession', ...fault });
    await world.ada.submit(await formOf(world, `cancel ${session.id}`, 'cancel'));
    const said = await answer();
    expect(said).toContain('This session is canceled');
    expect(said).toContain('This cost 2 Livestorm calls.');
    expect(world.livestorm.world.sessions.has(session.id)).toBe(false);
    expect(operations(world.spent())).toEqual(['deleteSession', 'deleteSession']);
  });

  test('one that somebody deleted at Livestorm meanwhile is said to be gone', async () => {
    const { session } = await fresh('Gone already');
    const form = await formOf(world, 'cancel gone already', 'cancel');
    world.livestorm.world.sessions.delete(session.id);
    await world.ada.submit(form);
    expect(await answer()).toContain('Livestorm had it no longer. Showrunner has taken it off its own list too.');
    expect(operations(world.spent())).toEqual(['deleteSession']);
  });

  test('sent three times at once, it is done once', async () => {
    const { session } = await fresh('Pressed thrice');
    const form = await formOf(world, `cancel ${session.id}`, 'cancel');
    await Promise.all([world.ada.submit(form), world.ada.submit(form), world.ada.submit(form)]);
    expect(sees(world, await world.form('done'))).toContain('This session is canceled');
    expect(operations(world.spent())).toEqual(['deleteSession']);
  });
});

describe('delete', () => {
  test('names the sessions and registrants that go, and deletes all for one call', async () => {
    const { event: made, session } = await fresh('Farewell');
    world.livestorm.world.addSession(made, { name: 'Second' });
    world.livestorm.world.addPerson(session, { email: 'grace@example.com' });
    await fresh('Whatever then');
    const form = await formOf(world, 'delete farewell', 'delete');
    expect(sees(world, form)).toContain('2 sessions and 1 registrant go with it');
    expect(sees(world, form)).toContain('[Keep it] [Delete event]');
    await world.ada.submit(form, { agreed: ['yes'] });
    expect(await answer()).toContain('Farewell is deleted with 2 sessions. This cost 1 Livestorm call.');
    expect(world.livestorm.world.events.has(made.id)).toBe(false);
    expect(operations(world.spent())).toEqual(['deleteEvent']);
    expect(await answerTo(world, 'show farewell')).toContain('No event matches “farewell”');
    expect(await answerTo(world, `show ${session.id}`)).toContain('No event matches');
    expect(world.spent()).toEqual([]);
  });

  test('an answer that was lost is asked for again: the event is gone', async () => {
    const { event: made } = await fresh('Lost farewell');
    world.livestorm.faults.add({ operation: 'deleteEvent', drop: 'after' });
    await world.ada.submit(await formOf(world, 'delete lost farewell', 'delete'), { agreed: ['yes'] });
    expect(await answer()).toContain('Lost farewell is deleted with 1 session. This cost 2 Livestorm calls.');
    expect(world.livestorm.world.events.has(made.id)).toBe(false);
  });

  test('what Livestorm refuses leaves the form as it was, and the event where it is', async () => {
    await fresh('Protected');
    world.livestorm.faults.add({ operation: 'deleteEvent', status: 403, body: '{}' });
    await world.ada.submit(await formOf(world, 'delete protected', 'delete'), { agreed: ['yes'] });
    await world.slack.until(() => world.ada.view?.callback_id === 'delete');
    expect(await answer()).toContain("Livestorm does not allow this with Showrunner's API token. Nothing was changed.");
    expect(await answerTo(world, 'show protected')).toContain('Protected State Registration Published');
  });
});
