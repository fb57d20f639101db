// What the other files of this folder found: each test here failed once, and says what a person should see instead.

import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startLivestorm } from '../../sandbox/livestorm/server.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import { startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, calm, deliver, formOf, hears, operations, sees, spilled, stand } from '../support/doors.ts';
import { dataFolder, startProcess } from '../support/process.ts';
import { openWorld, type World } from '../support/world.ts';

const OPTION = `I would like to hear more ${'about the product '.repeat(5)}`.trim();

let world: World;
beforeAll(async () => {
  world = await openWorld({
    seed: (livestorm) => {
      for (const title of ['Spring product tour', 'Autumn product tour', 'Office hours']) stand(livestorm, title);
      const { event } = stand(livestorm, 'Long answers');
      const options = { items: [{ value: OPTION }, { value: 'No' }], multiple_answers: false };
      event.fields.push({ id: 'why', type: 'multiple', order: 9, custom: true, required: false, options });
    },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => calm(world));
afterEach(() => calm(world));

/** Until ada's form is no longer being worked on, or two seconds have passed. */
async function settled(id: string) {
  await world.slack.until(() => world.ada.view?.callback_id === id, 2_000);
  return world.ada.view ? sees(world, world.ada.view) : '';
}

describe('register', () => {
  test('a session chosen in the form is registered for, as one named in the command is', async () => {
    const chooser = await formOf(world, 'register', 'which.session');
    const [option] = (await world.ada.options(chooser, 'session', 'office')).options;
    await world.ada.submit(chooser, { session: option?.value });
    const person = { email: 'grace@example.com', first_name: 'Grace', last_name: 'Hopper' };
    await world.ada.submit(await world.form('register'), person);
    expect(await settled('done')).toContain('grace@example.com is registered for Office hours.');
    expect(operations(world.spent())).toEqual(['registerPerson']);
  });

  test("an event whose form has an answer of more than 75 characters can be registered for, with Livestorm's own words", async () => {
    await world.ada.command(world.channel, 'register long answers grace@example.com Grace Hopper');
    expect(await settled('register')).toContain('Why');
    const form = await world.form('register');
    const why = form.blocks.find(({ block_id }) => block_id === 'why');
    const { options } = (why?.element ?? {}) as { options?: { value: string }[] };
    await world.ada.submit(form, { why: options?.[0]?.value });
    await settled('done');
    const [{ body } = { body: undefined }] = world.spent();
    expect(JSON.stringify(body)).toContain(OPTION);
  });
});

describe('titles', () => {
  test('a title of a hundred emoji opens the form, or is too long: it is never a fault of ours', async () => {
    const before = world.ada.ephemerals.length;
    await world.ada.command(world.channel, `create ${'😀'.repeat(100)}`);
    await world.slack.until(() => world.ada.ephemerals.length > before || settledView() !== 'working', 2_000);
    const answer = world.ada.view ? sees(world, world.ada.view) : sees(world, world.ada.ephemerals.at(-1) as Message);
    expect(answer).not.toContain('Something went wrong');
  });
  const settledView = () => world.ada.view?.callback_id ?? 'working';

  test('a title of nothing but invisible signs is refused under its field', async () => {
    const outcome = await world.ada.submit(await formOf(world, 'create', 'create'), { title: '\u200b\u2060\ufeff' });
    expect(outcome.errors).toEqual({ title: 'Give the event a title.' });
  });

  test('control characters in a title and a description do not reach Livestorm', async () => {
    const typed = { title: 'Spring\u0000 clean\u0007', description: 'Bring\u0000 a\u001b[31m broom\nand a bucket' };
    await world.ada.submit(await formOf(world, 'create', 'create'), typed);
    await settled('done');
    const { body } = world.spent().at(-1) ?? {};
    const { title, description } = (body as { data: { attributes: Record<string, string> } }).data.attributes;
    expect(title).toContain('Spring');
    expect(Array.from(`${title}${description}`).filter((sign) => sign < ' ')).toEqual([]);
  });

  test('a list of sessions whose titles are very long is still a list', async () => {
    for (let number = 0; number < 6; number++) {
      await deliver(world, 'session.created', stand(world.livestorm, `${number} ${'very long '.repeat(400)}`).session);
    }
    const list = await hears(world, () => world.ada.command(world.channel, 'list'));
    const before = world.ada.ephemerals.length;
    await world.ada.press(list, 'list.refresh');
    await world.slack.until(() => list.versions.length > 1 || world.ada.ephemerals.length > before, 3_000);
    expect(sees(world, list)).toContain('very long very long');
    expect(world.ada.ephemerals.slice(before)).toEqual([]);
    expect(spilled(world).filter((line) => line.startsWith('response_url'))).toEqual([]);
  });
});

describe('typed words', () => {
  test.each(['subscribe ofice\u0000 hours', 'subscribe \u0007office\u0000hours', 'create\u0000', 'list past\u0000'])(
    '`%j` is read without its control characters',
    async (words) => {
      const before = world.ada.ephemerals.length;
      await world.ada.command(world.channel, words);
      await world.slack.until(
        () => world.ada.ephemerals.length > before || world.ada.view?.callback_id === 'create',
        2_000,
      );
      const answers = world.ada.ephemerals.slice(before).map((message) => sees(world, message));
      expect(answers.join(' ')).not.toMatch(/Something went wrong|I do not know|is not one of/);
    },
  );

  test('a picker that is asked with a control character answers', async () => {
    const form = await formOf(world, 'schedule', 'schedule');
    const outcome = await world.ada.options(form, 'event', 'office\u0000');
    expect(outcome.failure).toBeUndefined();
    expect(outcome.options).toHaveLength(1);
  });

  test('`subscribe` alone says what is missing, and quotes nothing', async () => {
    expect(await answerTo(world, 'subscribe')).not.toContain('(no text)');
  });

  test('31 Feb is no day for a name that several events have either: no other day is put in its place', async () => {
    const form = await formOf(world, 'schedule product tour 31 Feb 15:00', 'schedule');
    expect(sees(world, form)).toContain('Several events match “product tour”.');
    expect(sees(world, form)).toContain('There is no such day');
    expect(form.state.values.date?.date?.selected_date).toBe(null);
  });

  test('an address that is typed where the verb should be is not in the log', async () => {
    expect(await answerTo(world, 'grace.hopper@example.com')).toContain('I do not know “grace.hopper@example.com”.');
    await answerTo(world, 'help'); // by then the line about the first one is written
    expect(JSON.stringify(world.log)).not.toContain('hopper@');
  });
});

describe('answers', () => {
  test('when the answer cannot go where the command came from, it comes another way', async () => {
    world.slack.faults.add({ method: 'response_url', status: 404, error: 'used_url', times: 3 });
    const before = world.ada.ephemerals.length;
    await world.ada.command(world.channel, 'quota');
    await world.slack.until(() => world.ada.ephemerals.length > before, 2_000);
    expect(world.ada.ephemerals.at(-1)?.text).toContain('Livestorm calls used');
  });

  test('who closes a form while it is still loading is left alone', async () => {
    const before = world.ada.ephemerals.length;
    world.slack.faults.add({ method: 'views.update', delayMs: 60 });
    await world.ada.command(world.channel, 'create');
    await world.ada.close(await world.form('working'));
    const updates = () => world.slack.calls.filter(({ error }) => error === 'view_not_found').length;
    const failed = updates();
    await world.slack.until(() => updates() > failed);
    await answerTo(world, 'help');
    expect(world.ada.ephemerals.slice(before).map(({ text }) => text)).toEqual([
      expect.stringContaining('/webinar understands'),
    ]);
  });

  test('who has closed a form that then fails hears why from a screen reader too', async () => {
    const fault = { operation: 'createEvent', status: 422, body: '{"errors":[{"detail":"Not today"}]}', delayMs: 60 };
    const form = await formOf(world, 'create Closed', 'create');
    world.livestorm.faults.add(fault);
    const answer = await hears(world, async () => {
      const outcome = await world.ada.submit(form);
      await world.ada.close(await world.form('working'));
      return outcome;
    });
    expect(answer.text).toContain('Livestorm refuses this: “Not today”. Nothing was changed.');
  });

  test.each([402, 404, 409])('after a %d the person learns what to do next', async (status) => {
    const form = await formOf(world, 'create Tea', 'create');
    world.livestorm.faults.add({ operation: 'createEvent', status, body: '{"errors":[{"detail":"No"}]}' });
    await world.ada.submit(form);
    await world.slack.until(() => world.ada.view?.callback_id === 'working');
    expect(await settled('create')).toMatch(/Nothing was changed\. (?!Reference)[A-Z“]/);
  });

  test('a refusal without words is not quoted', async () => {
    const form = await formOf(world, 'create Tea', 'create');
    world.livestorm.faults.add({ operation: 'createEvent', status: 422, body: '' });
    await world.ada.submit(form);
    await world.slack.until(() => world.ada.view?.callback_id === 'working');
    expect(await settled('create')).not.toContain('(no text)');
  });

  test('what Slack refused for its limit was surely not posted, and the person is told so', async () => {
    const quota = await hears(world, () => world.ada.command(world.channel, 'quota'));
    world.slack.faults.add({ method: 'chat.postMessage', retryAfter: 30 });
    const answer = sees(world, await hears(world, () => world.ada.press(quota, 'share')));
    expect(answer).not.toContain('may or may not');
    expect(answer).toContain('Nothing was changed.');
  });

  test('a hiccup of users.info does not leave somebody in the wrong zone for half a day', async () => {
    const ben = world.slack.person(SEED.ben);
    world.slack.faults.add({ method: 'users.info', status: 503, times: 2 });
    for (const [form, words] of [
      ['problem', 'Slack did not say just now who you are. Nothing was changed.'],
      ['create', '[America/New York ▾]'],
    ]) {
      await ben.command(world.channel, 'create');
      await world.slack.until(() => ben.view?.callback_id === form);
      if (!ben.view) throw new Error('no form');
      expect(sees(world, ben.view)).toContain(words);
      await ben.close(ben.view);
    }
  });
});

describe('pressed twice', () => {
  test('Share in channel posts once', async () => {
    const quota = await hears(world, () => world.ada.command(world.channel, 'quota'));
    const { messages } = world.slack.channel(world.channel);
    const before = messages.length;
    await Promise.all([world.ada.press(quota, 'share'), world.ada.press(quota, 'share')]);
    await world.slack.until(() => messages.length > before);
    await answerTo(world, 'help');
    expect(messages.slice(before)).toHaveLength(1);
  });

  test('Refresh reads once', async () => {
    const list = await hears(world, () => world.ada.command(world.channel, 'list'));
    await Promise.all([world.ada.press(list, 'list.refresh'), world.ada.press(list, 'list.refresh')]);
    await world.slack.until(() => list.versions.length > 1);
    await answerTo(world, 'help');
    expect(operations(world.spent())).toEqual(['listEvents']);
  });

  test('Retry after the invitation subscribes once, and the channel is told once', async () => {
    const invite = await hears(world, () => world.ada.command(SEED.general, 'subscribe office hours'));
    world.slack.workspace.invite(SEED.general);
    const { messages } = world.slack.channel(SEED.general);
    await Promise.all([world.ada.press(invite, 'run.again'), world.ada.press(invite, 'run.again')]);
    await world.slack.until(() => messages.length > 0);
    await answerTo(world, 'help');
    expect(messages).toHaveLength(1);
  });
});

describe('deliveries', () => {
  test('after one that is too large, the line is closed or takes the next: it does not hang', async () => {
    const { port, pathname } = new URL([...world.livestorm.world.webhooks.values()][0]?.url ?? '');
    const socket = connect(Number(port), '127.0.0.1');
    let heard = '';
    let closed = false;
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
    });
    socket
      .on('error', () => undefined)
      .on('close', () => {
        closed = true;
      });
    const delivery = (body: string) =>
      `POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    socket.write(delivery('x'.repeat(1_200_000)));
    await world.livestorm.until(() => heard.startsWith('HTTP/1.1 413'));
    if (!socket.destroyed) socket.write(delivery('{}'));
    await world.livestorm.until(() => closed || heard.includes('HTTP/1.1 400'), 1_500).finally(() => socket.destroy());
  });

  test('a digest of an event that nobody has told the bot about names it somehow', async () => {
    await answerTo(world, 'subscribe all digest');
    const { session } = stand(world.livestorm, 'Never told');
    const at = session.estimated_started_at;
    const ended = { status: 'past' as const, started_at: at, ended_at: at + 60, duration: 60, updated_at: at + 60 };
    await deliver(world, 'session.ended', Object.assign(session, ended));
    const digest = world.slack.channel(world.channel).messages.at(-1);
    expect(digest && sees(world, digest)).toContain('Nobody registered');
    expect(digest && sees(world, digest)).not.toContain('(no text)');
  });
});

describe('the end', { timeout: 40_000 }, () => {
  test('SIGTERM ends the bot in ten seconds, though Livestorm never answered at its start', async () => {
    await using slack = await startSlack();
    await using livestorm = await startLivestorm();
    livestorm.faults.add({ delayMs: 60_000, times: 100 });
    await using folder = await dataFolder();
    const bot = startProcess({
      PATH: process.env.PATH ?? '',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      LIVESTORM_API_TOKEN: livestorm.token,
      LIVESTORM_API_URL: livestorm.url,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder.path,
    });
    await bot.said('showrunner is running');
    await livestorm.until(() => livestorm.calls.length > 0);
    const asked = performance.now();
    bot.kill('SIGTERM');
    expect(await bot.exited).toBe(0);
    expect(performance.now() - asked).toBeLessThan(12_000);
  });
});
