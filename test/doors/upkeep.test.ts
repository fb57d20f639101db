// The upkeep verbs through the door: webhooks, doctor, settings. What they show, what they cost, what they change.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { answerTo, calm, hears, operations, sees, spilled, turns } from '../support/doors.ts';
import { dataFolder } from '../support/process.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;

const cost = () => operations(world.spent());
const registered = () => [...world.livestorm.world.webhooks.values()].map(({ event }) => event).sort();

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
    const after = await turns(world, shown, 'webhooks.repair');
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
    expect(await turns(world, shown, 'webhooks.remove')).toContain('Webhooks were removed on purpose');
    expect(cost()).toEqual(['listWebhooks', ...Array(count).fill('deleteWebhook')]);
    expect(registered()).toEqual([]);
    expect(await turns(world, shown, 'webhooks.repair')).toContain('All webhooks are registered.');
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
    expect(await turns(world, await webhooks(), 'webhooks.repair')).toContain('All webhooks are registered.');
  });
});

test('a bot that ends leaves its webhooks where they are, and the next one goes on with them until Remove all', async () => {
  await using folder = await dataFolder();
  await using here = await openWorld({ dataDir: folder.path });
  const ids = () => [...here.livestorm.world.webhooks.keys()];
  const before = ids();
  await here.bot.stop();
  expect(ids()).toEqual(before);
  await here.restart();
  expect(ids()).toEqual(before);
  expect(operations(here.spent())).not.toContain('createWebhook');
  const shown = await hears(here, () => here.ada.command(here.channel, 'webhooks remove'));
  await here.ada.press(shown, 'webhooks.remove');
  await here.slack.until(() => sees(here, shown).includes('Webhooks were removed on purpose'));
  expect(ids()).toEqual([]);
});

const shifted = { by: 0 };

describe('doctor', () => {
  test('says that all is well, for two calls', async () => {
    await using here = await openWorld({
      livestorm: { webhookSecret: 'a-secret-of-sixteen' },
      slack: {
        scopes: ['commands', 'chat:write', 'users:read', 'usergroups:read', 'channels:history', 'groups:history'],
      },
      operators: { users: [SEED.ada], groups: [SEED.operators] },
    });
    await answerTo(here, 'subscribe all digest');
    here.spent();
    const shown = await answerTo(here, 'doctor');
    expect(operations(here.spent()).sort()).toEqual(['listWebhooks', 'ping']);
    expect(shown).toContain('This check cost 2 calls to Livestorm.');
    expect(shown).toContain(
      "Livestorm's scopes: events:read, webhooks:read, webhooks:write work. Not tried yet: events:write.",
    );
    expect(shown).toContain('1 channel follows something, and I am in all of them.');
    // The tests' store is in memory.
    expect(shown.match(/❌|⚠️/gu)).toEqual(['❌']);
    expect(shown).toContain('❌ The store is in memory');
    expect(spilled(here)).toEqual([]);
  });

  test('finds what is wrong, each by itself, over Socket Mode too', async () => {
    await using here = await openWorld({
      transport: 'socket',
      webhooks: false,
      livestorm: { scopes: ['events:read'] },
      clock: () => new Date(Date.now() + shifted.by),
      slack: { scopes: ['commands', 'chat:write', 'users:read', 'channels:history'] },
      operators: { users: [SEED.ada, SEED.guest], groups: [SEED.operators, 'S0NOBODY'] },
    });
    await answerTo(here, 'subscribe all digest');
    here.slack.workspace.kick(here.channel);
    here.livestorm.faults.add({ operation: 'ping', status: 401 });
    shifted.by = -400_000;
    const shown = await answerTo(here, 'doctor');
    shifted.by = 0;
    expect(shown).toContain("❌ Livestorm's token: Livestorm refuses Showrunner's API token.");
    expect(shown).toContain('❌ Channels: I am no longer in #webinars.');
    expect(shown).toMatch(/❌ The clock of this machine is (39\d|40\d) s behind/);
    expect(shown).toContain('⚠️ Webhooks are off');
    expect(shown).toContain('⚠️ PUBLIC_URL is not set. Slack comes by Socket Mode, so commands work.');
    expect(shown).toContain('@Gus Guest is a guest, and so refused');
    expect(shown).toContain('@operators counts as empty, without usergroups:read');
    expect(shown).toContain('missing groups:history (the same in private channels); usergroups:read');
    expect(operations(here.spent())).toEqual(['ping']);
    expect(spilled(here)).toEqual([]);
  });

  test('answers when Slack and Livestorm do not', async () => {
    await using here = await openWorld();
    await answerTo(here, 'settings');
    for (const method of ['auth.test', 'conversations.history'])
      here.slack.faults.add({ method, status: 500, times: 9 });
    here.livestorm.faults.add({ status: 500, times: 9 });
    const shown = await answerTo(here, 'doctor');
    expect(shown).toContain("⚠️ Livestorm's token: Livestorm does not answer.");
    expect(shown).toContain('⚠️ Webhooks: Livestorm does not answer.');
    expect(shown).toContain("⚠️ Slack's scopes are not known");
    expect(shown).toContain('This check cost 6 calls to Livestorm.');
    expect(spilled(here)).toEqual([]);
  });
});

test.each(['http', 'socket'] as const)('settings over %s shows what was set up, and no secret', async (transport) => {
  await using here = await openWorld({ transport, operators: { users: [SEED.ada], groups: [] } });
  const shown = await answerTo(here, 'settings');
  expect(shown).toContain('Team’s time zone: Europe/Paris · TIME_ZONE');
  expect(shown).toContain('Operators: @Ada Laurent · WEBINAR_OPERATORS');
  expect(shown).toContain(transport === 'http' ? 'Slack: over HTTP' : 'Slack: over Socket Mode');
  for (const secret of [here.slack.botToken, here.slack.appToken, here.slack.signingSecret, here.livestorm.token])
    expect(shown).not.toContain(secret);
  expect(here.spent()).toEqual([]);
});
