// Livestorm takes a request and says nothing for ten seconds. Here a second of the bot's patience is 50 ms.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { formOf, operations, sees, spilled, strange } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

const patient = AbortSignal.timeout;

let world: World;
let unread: string;
beforeAll(async () => {
  world = await openWorld();
  unread = (await strange(world, 'Never read')).session.id;
  AbortSignal.timeout = (milliseconds) => patient.call(AbortSignal, milliseconds / 20);
});
afterAll(async () => {
  AbortSignal.timeout = patient;
  await world.livestorm.stop();
  await world[Symbol.asyncDispose]();
});

test('a write that is met with silence is looked for, and not sent again when it was done', async () => {
  world.livestorm.faults.add({ operation: 'createEvent', delayMs: 12_000 });
  const form = await formOf(world, 'create Into the void', 'create');
  await world.ada.submit(form);
  const done = sees(world, await world.form('done'));
  expect(done).toContain('Into the void is in Livestorm');
  expect(operations(world.spent())).toEqual(['createEvent', 'listEvents']);
  expect(spilled(world)).toEqual([]);
});

test('a reading that is met with silence three times changed nothing, and the person is told so', async () => {
  world.livestorm.faults.add({ operation: 'getEvent', delayMs: 12_000, times: 3 });
  await world.ada.command(world.channel, `register ${unread}`);
  const problem = sees(world, await world.form('problem'));
  expect(problem).toContain('Livestorm does not answer. Nothing was changed. Try again in a few minutes');
  expect(operations(world.spent())).toEqual(['getEvent', 'getEvent', 'getEvent']);
  expect(spilled(world)).toEqual([]);
});
