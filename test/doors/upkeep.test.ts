// The upkeep verbs through the door: webhooks, doctor, settings. What they show, what they cost, what they change.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../sandbox/slack/model.ts';
import { answerTo, calm, hears, operations, sees, spilled } from '../support/doors.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;

const cost = () => operations(world.spent());
const registered = () => [...world.livestorm.world.webhooks.values()].map(({ event }) => event).sort();

async function presses(message: Message, id: string): Promise<string> {
  const before = message.versions.length;
  await world.ada.press(message, id);
  await world.slack.until(() => message.versions.length > before);
  return sees(world, message);
}

const webhooks = () => hears(world, () => world.ada.command(world.channel, 'webhooks'));

describe.each(['http', 'socket'] as const)('webhooks over %s', (transport) => {
  beforeAll(async () => {
    world = await openWorld({ transport });
  });
  beforeEach(() => calm(world));
  afterAll(async () => {
    expect(spilled(world)).toEqual([]);
    await world[Symbol.asyncDispose]();
  });

  test('shows that all are there, for one call', async () => {
    expect(sees(world, await webhooks())).toContain('All webhooks are registered.');
    expect(cost()).toEqual(['listWebhooks']);
  });

  test('Repair makes what is missing and removes what is ours twice, and leaves the others alone', async () => {
    const { webhooks: there } = world.livestorm.world;
    const [first, second] = [...there.values()];
    if (!first || !second) throw new Error('none');
    there.delete(first.id);
    const [old, other] = [randomUUID(), randomUUID()];
    there.set(old, { ...second, id: old, url: second.url.replace('127.0.0.1', 'old.example.com') });
    there.set(other, { ...second, id: other, url: 'https://other.example.com/hook' });
    const shown = await webhooks();
    expect(sees(world, shown)).toContain(`❌ ${first.event} · not registered`);
    expect(sees(world, shown)).toContain('1 webhook of Showrunner’s is of no use');
    expect(sees(world, shown)).toContain('1 webhook at other addresses is not Showrunner’s');
    world.spent();
    const after = await presses(shown, 'webhooks.repair');
    expect(after).toContain('1 webhook was registered, 1 webhook was removed. All webhooks are registered.');
    expect(after).toContain('This cost 3 calls.');
    expect(cost()).toEqual(['listWebhooks', 'createWebhook', 'deleteWebhook']);
    expect(there.has(old)).toBe(false);
    expect(there.delete(other)).toBe(true);
    expect(new Set(registered()).size).toBe(registered().length);
    expect(await answerTo(world, 'audit')).toContain(`webhooks repair · +${first.event} -${second.event} · 3 calls`);
  });

  test('Remove all takes ours away until somebody repairs them', async () => {
    const count = registered().length;
    const shown = await hears(world, () => world.ada.command(world.channel, 'webhooks remove'));
    expect(sees(world, shown)).toContain('Press Remove all to take them away.');
    expect(registered()).toHaveLength(count);
    world.spent();
    expect(await presses(shown, 'webhooks.remove')).toContain('Webhooks were removed on purpose');
    expect(cost()).toEqual(['listWebhooks', ...Array(count).fill('deleteWebhook')]);
    expect(registered()).toEqual([]);
    expect(await presses(shown, 'webhooks.repair')).toContain('All webhooks are registered.');
    expect(registered()).toHaveLength(count);
  });

  test('a repair that Livestorm breaks off is in the audit log as not known', async () => {
    world.livestorm.world.webhooks.clear();
    const shown = await webhooks();
    world.livestorm.faults.add({ operation: 'createWebhook', drop: 'after' });
    const told = await hears(world, () => world.ada.press(shown, 'webhooks.repair'));
    expect(sees(world, told)).toContain('may or may not have been');
    expect(await answerTo(world, 'audit')).toContain(
      'Not known whether it was done (livestorm_unsure) · @Ada Laurent · webhooks repair · 2 calls',
    );
    expect(await presses(await webhooks(), 'webhooks.repair')).toContain('All webhooks are registered.');
  });
});
