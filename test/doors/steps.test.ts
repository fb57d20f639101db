// Steps of workflows: what each gives to the next, who may, and that a workflow always hears of the end.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, calm, operations, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const ADA = { person: { id: SEED.ada, secret: 'shh' } };
const tomorrow = () => Math.floor(Date.now() / 1000) + 86_400;

let world: World;

/** Runs a step to its end. */
async function ends(id: string, inputs: Record<string, unknown>) {
  const { outcome, result } = await world.slack.runStep(id, inputs);
  expect(outcome.acknowledged).toBe(true);
  await world.slack.until(() => result.outputs !== undefined || result.error !== undefined);
  return result;
}

const open = async (transport: 'http' | 'socket') => {
  world = await openWorld({
    transport,
    operators: { users: [SEED.ada], groups: [] },
    seed: (livestorm) => {
      stand(livestorm, 'Product tour');
      const over = livestorm.world.addEvent({ title: 'Autumn review' });
      livestorm.world.addSession(over, { status: 'past', started_at: 1_700_000_000, ended_at: 1_700_003_600 });
    },
  });
};

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  beforeAll(() => open(transport));
  afterAll(() => world[Symbol.asyncDispose]());
  afterEach(async () => {
    await calm(world);
    expect(spilled(world)).toEqual([]);
  });

  test('*Create webinar* and *Schedule session* give ids to the steps after them, for one call each', async () => {
    const made = await ends('create_webinar', { ...ADA, title: 'By workflow', start: tomorrow(), publish: true });
    expect(made.error).toBeUndefined();
    const event = world.livestorm.world.events.get(String(made.outputs?.event_id));
    expect(event).toMatchObject({ title: 'By workflow' });
    expect(made.outputs?.session_id).toMatch(/-/);
    expect(made.outputs?.registration_page).toMatch(/^https/);
    const more = await ends('schedule_session', { ...ADA, event: made.outputs?.event_id, start: tomorrow() + 3600 });
    expect(more.outputs?.session_id).toMatch(/-/);
    expect(operations(world.spent())).toEqual(['createEvent', 'createEventSession']);
  });

  test('*Register person* registers, and says so when somebody was registered already', async () => {
    const person = { ...ADA, session: 'product tour', email: 'joan@example.net', first_name: 'Joan', last_name: 'C' };
    expect((await ends('register_person', person)).outputs).toMatchObject({ result: 'registered' });
    expect((await ends('register_person', person)).outputs).toMatchObject({ result: 'already_registered' });
    expect(operations(world.spent())).toEqual(['registerPerson', 'registerPerson']);
    expect(await answerTo(world, 'audit')).toContain('register · Product tour · 1 call');
  });

  test('*Post digest* posts it once in a channel, and reads it once', async () => {
    const before = world.slack.channel(world.channel).messages.length;
    const inputs = { ...ADA, session: 'autumn review', channel: world.channel };
    expect((await ends('post_digest', inputs)).outputs).toHaveProperty('session_id');
    await world.slack.until(() => world.slack.channel(world.channel).messages.length > before);
    expect(operations(world.spent())).toEqual(['listSessionPeople', 'listQuestions', 'listChatMessages']);
    await world.bot.idle();
    const posted = world.slack.channel(world.channel).messages.length;
    expect((await ends('post_digest', inputs)).outputs).toHaveProperty('session_id');
    await world.bot.idle();
    expect(world.slack.channel(world.channel).messages).toHaveLength(posted);
    expect(world.spent()).toEqual([]);
  });

  test.each([
    ['create_webinar', {}, '“Title” is missing'],
    ['create_webinar', { title: 'x'.repeat(300) }, '“Title” is longer than'],
    ['create_webinar', { title: 'Old', start: 1_700_000_000 }, '“Start” is in the past'],
    ['schedule_session', { event: 'product tour', start: 'soon' }, '“Start” is not a date and time'],
    ['schedule_session', { event: 'no such thing', start: 4e9 }, 'No event matches'],
    ['register_person', { session: 'product tour', email: 'nobody' }, '“E-mail address” is not an e-mail address'],
    ['register_person', { session: 'autumn review', email: 'a@example.com' }, 'is a session that is over or canceled'],
    ['post_digest', { session: 'product tour', channel: SEED.webinars }, 'is a session that is not over yet'],
    ['brew_coffee', { title: 'Espresso' }, 'from an older version of Showrunner'],
  ])('%s of %j fails with a sentence, and nothing is done', async (id, inputs, words) => {
    const { error } = await ends(id, { ...ADA, ...inputs });
    expect(error).toContain(words);
    expect(error).toContain('Nothing was changed.');
    expect(world.spent()).toEqual([]);
  });

  test.each([
    ['who is no operator', { person: { id: SEED.ben, secret: 'x' } }, "This is for those who run your team's webinars"],
    ['a guest', { person: { id: SEED.guest, secret: 'x' } }, 'You are a guest in this workspace'],
    ['nobody that Slack names', { person: SEED.ada }, 'You are not a member of this workspace'],
  ])('%s is refused, in words and in the audit log', async (who, person, words) => {
    const title = `Tea for ${who}`;
    expect((await ends('create_webinar', { ...person, title })).error).toContain(words);
    expect(await answerTo(world, 'audit')).toMatch(new RegExp(`Refused [^·]*· [^·]+· create · ${title}`));
    expect(world.spent()).toEqual([]);
  });

  test('a step that Slack sends twice is done once', async () => {
    const event = {
      type: 'function_executed',
      function: { callback_id: 'create_webinar' },
      function_execution_id: 'Fx0TWICE',
      inputs: { ...ADA, title: 'Twice' },
    };
    await Promise.all([world.slack.event(event), world.slack.event(event)]);
    await world.bot.idle();
    expect(operations(world.spent())).toEqual(['createEvent']);
  });

  test('when Slack does not hear of the end, it is told again, and the work is not done again', async () => {
    world.slack.faults.add({ method: 'functions.completeSuccess', drop: 'before' });
    expect((await ends('create_webinar', { ...ADA, title: 'Told twice' })).outputs).toHaveProperty('event_id');
    expect(operations(world.spent())).toEqual(['createEvent']);
  });

  test('a result that Slack does not take ends the step as failed', async () => {
    world.slack.faults.add({ method: 'functions.completeSuccess', error: 'parameter_validation_failed' });
    const { error } = await ends('create_webinar', { ...ADA, title: 'Refused' });
    expect(error).toBe(
      'The step did what it was asked for, but Slack did not take its result (parameter_validation_failed). Do not run it again.',
    );
    expect(operations(world.spent())).toEqual(['createEvent']);
  });

  test('after a lost answer of Livestorm the event is looked for, and the step ends with it', async () => {
    world.livestorm.faults.add({ operation: 'createEvent', drop: 'after' });
    const { outputs } = await ends('create_webinar', { ...ADA, title: 'Lost', start: tomorrow() });
    expect([...world.livestorm.world.events.values()].filter(({ title }) => title === 'Lost')).toHaveLength(1);
    expect(outputs).toHaveProperty('event_id');
  });
});
