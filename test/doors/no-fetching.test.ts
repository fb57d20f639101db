// Addresses that people give us or write in a chat go where they are meant to go, as words: the bot never opens one.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTo, deliver, formOf, spilled, stand } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const visits: string[] = [];
const bait = createServer((request, response) => {
  visits.push(request.url ?? '');
  response.end();
});

let world: World;
let address: string;
beforeAll(async () => {
  bait.listen(0, '127.0.0.1');
  await once(bait, 'listening');
  address = `http://127.0.0.1:${(bait.address() as AddressInfo).port}`;
  world = await openWorld({
    seed: (livestorm) => {
      stand(livestorm, `Tour of ${address}/title.png`);
    },
  });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  bait.close();
});

test('a picture in a form, links in a title, a question and the chat are not opened, and Slack is told not to either', async () => {
  await answerTo(world, 'subscribe all digest');
  const form = await formOf(world, 'register tour grace@example.com Grace Hopper', 'register');
  await world.ada.submit(form, { avatar: `${address}/avatar.png` });
  await world.form('done');
  expect(JSON.stringify(world.spent().map(({ body }) => body))).toContain(`${address}/avatar.png`);
  const [session] = world.livestorm.world.sessions.values();
  if (!session) throw new Error('no session');
  const host = world.livestorm.world.addPerson(session, {
    email: 'lin@example.com',
    role: 'team_member',
    attended: true,
  });
  world.livestorm.world.addQuestion(session, { question: `What is ${address}/question?` });
  for (const link of [`${address}/chat`, 'example.com', '10.0.0.1', 'http://169.254.169.254/latest', 'slack://open'])
    world.livestorm.world.addMessage(session, { text_content: `See ${link} for more of it`, author_id: host.id });
  const at = session.estimated_started_at;
  const over = { status: 'past' as const, started_at: at, ended_at: at + 60, duration: 60, updated_at: at + 60 };
  await deliver(world, 'session.ended', Object.assign(session, over));
  const posts = world.slack.calls.filter(({ method }) => method === 'chat.postMessage');
  expect(posts.length).toBeGreaterThan(2);
  for (const { args } of posts) expect(args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  expect(visits).toEqual([]);
  expect(spilled(world)).toEqual([]);
});
