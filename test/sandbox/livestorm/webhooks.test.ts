// Webhooks, as a receiver on another port meets them.
import { expect, test } from 'vitest';
import { sessionPersonResource } from '../../../sandbox/livestorm/resources.ts';
import { type Livestorm, type LivestormOptions, startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { signature } from '../../../sandbox/livestorm/webhooks.ts';
import { ask, registration } from './asking.ts';
import { receiver } from './receiver.ts';

const write = (url: string, event: string) => ({ body: { data: { type: 'webhooks', attributes: { url, event } } } });

async function subscribed(url: string, event: string, options: LivestormOptions = {}) {
  const livestorm = await startLivestorm({ burst: 0, webhookRetryDelaysMs: [1, 1, 1, 1, 1], ...options });
  const told = await ask(livestorm, 'POST', '/webhooks', write(url, event));
  return { livestorm, hook: livestorm.world.webhooks.get(told.one.id) };
}

const registerSomebody = (livestorm: Livestorm, email = 'ada@example.com') => {
  const session = [...livestorm.world.sessions.values()][0] ?? livestorm.world.addSession(livestorm.world.addEvent());
  return ask(livestorm, 'POST', `/sessions/${session.id}/people`, { body: registration(email) });
};

test('the signature is that of the documents', () => {
  const body = '{"data":{"id":"1","type":"sessions"}}';
  expect(signature(1767225600, 'shared-secret', body)).toBe(
    '1767225600,d6aa81f1e7abfe9ee06dcb8a1545c7bb555ac7aa14505702ea7c7599ca567ee1',
  );
  // The vector of a receiver in production, whose timestamp is in milliseconds.
  expect(signature(1752652800000, 'signature', '{"uneClef":"valeur"}')).toMatch(/^1752652800000,bcee8607.*7953e$/);
});

test('a registration arrives signed, with the event and the workspace inside data', async () => {
  await using hook = await receiver();
  const now = () => 1767225600_000;
  const { livestorm } = await subscribed(hook.url, 'people.registered', { webhookSecret: 'shared-secret', now });
  await using _stop = livestorm;
  const person = await registerSomebody(livestorm);
  await livestorm.until(() => livestorm.deliveries.length === 1);
  const [{ headers, body } = { headers: {}, body: '' }] = hook.received;
  expect(headers['x-livestorm-signature']).toBe(signature(1767225600, 'shared-secret', body));
  expect(headers['content-type']).toBe('application/json');
  expect(JSON.parse(body)).toEqual({
    data: {
      ...person.one,
      meta: { webhook: { event: 'people.registered', organization_id: livestorm.world.organization.id } },
    },
  });
  expect(livestorm.deliveries).toMatchObject([
    { event: 'people.registered', url: hook.url, status: 204, attempt: 1, body },
  ]);
  expect(livestorm.problems).toEqual([]);
});

test('without a secret deliveries are not signed', async () => {
  await using hook = await receiver();
  const { livestorm } = await subscribed(hook.url, 'people.registered');
  await using _stop = livestorm;
  await registerSomebody(livestorm);
  await livestorm.until(() => hook.received.length === 1);
  expect(hook.received[0]?.headers).not.toHaveProperty('x-livestorm-signature');
});

test.each([400, 503])('a receiver that answers %i is asked again until it accepts', async (status) => {
  await using hook = await receiver(status, status);
  const { livestorm, hook: subscription } = await subscribed(hook.url, 'people.registered');
  await using _stop = livestorm;
  await registerSomebody(livestorm);
  await livestorm.until(() => livestorm.deliveries.some((delivery) => delivery.status === 204));
  expect(livestorm.deliveries.map((delivery) => [delivery.attempt, delivery.status])).toEqual([
    [1, status],
    [2, status],
    [3, 204],
  ]);
  expect(new Set(hook.received.map(({ body }) => body)).size).toBe(1);
  expect(subscription?.disabled).toBe(false);
});

test.each([
  [301, false],
  [400, true],
  [456, true],
  [457, false],
  [499, false],
  [500, true],
  [511, true],
  [512, false],
])('with no retry left, an answer of %i disables: %s', async (status, disabled) => {
  await using hook = await receiver(status);
  const { livestorm, hook: subscription } = await subscribed(hook.url, 'people.registered', {
    webhookRetryDelaysMs: [],
  });
  await using _stop = livestorm;
  await registerSomebody(livestorm);
  await livestorm.until(() => livestorm.deliveries.length === 1);
  expect(subscription?.disabled).toBe(disabled);
});

test('after five failed retries the subscription fires no more', async () => {
  await using hook = await receiver(500, 500, 500, 500, 500, 500);
  const { livestorm, hook: subscription } = await subscribed(hook.url, 'people.registered');
  await using _stop = livestorm;
  await registerSomebody(livestorm);
  await livestorm.until(() => subscription?.disabled === true);
  expect(livestorm.deliveries.map((delivery) => delivery.attempt)).toEqual([1, 2, 3, 4, 5, 6]);
  await ask(livestorm, 'POST', '/webhooks', write(hook.url.replace('/hook', '/other'), 'people.registered'));
  await registerSomebody(livestorm, 'grace@example.com');
  await livestorm.until(() => livestorm.deliveries.length === 7);
  expect(livestorm.deliveries.at(-1)?.url).toMatch(/other$/);

  expect((await ask(livestorm, 'GET', '/webhooks')).body.data).toHaveLength(2);
  livestorm.world.switches.disabledWebhooksListed = false;
  expect((await ask(livestorm, 'GET', '/webhooks')).body.data).toHaveLength(1);
});

test.each(['retry', 'disable'] as const)('a receiver that cannot be reached: %s', async (unreachable) => {
  // Nobody listens there, and no other test's server can be given that port meanwhile.
  const { livestorm, hook: subscription } = await subscribed('http://127.0.0.1:1022/', 'people.registered');
  await using _stop = livestorm;
  livestorm.world.switches.unreachable = unreachable;
  await registerSomebody(livestorm);
  await livestorm.until(() => subscription?.disabled === true);
  expect(livestorm.deliveries).toHaveLength(unreachable === 'retry' ? 6 : 1);
  expect(livestorm.deliveries[0]).toMatchObject({ error: 'ECONNREFUSED', attempt: 1 });
});

test('making and publishing an event tells all three', async () => {
  await using hook = await receiver();
  const { livestorm } = await subscribed(hook.url, 'event.created');
  await using _stop = livestorm;
  for (const event of ['event.published', 'session.created'])
    await ask(livestorm, 'POST', '/webhooks', write(hook.url, event));
  const attributes = { estimated_started_at: '2099-01-01 10:00:00', timezone: 'UTC' };
  const made = await ask(livestorm, 'POST', '/events', {
    body: { data: { type: 'events', attributes: { title: 'Tour' }, relationships: { sessions: [{ attributes }] } } },
  });
  await livestorm.until(() => livestorm.deliveries.length === 2);
  expect(livestorm.deliveries.map(({ event }) => event).sort()).toEqual(['event.created', 'session.created']);
  const publish = { data: { type: 'events', attributes: { status: 'published' } } };
  await ask(livestorm, 'PATCH', `/events/${made.one.id}`, { body: publish });
  await ask(livestorm, 'PATCH', `/events/${made.one.id}`, { body: publish });
  await livestorm.until(() => livestorm.deliveries.length === 3);
  expect(livestorm.deliveries[2]?.event).toBe('event.published');
  expect(livestorm.problems).toEqual([]);
});

test('a replay that somebody watched can be told by hand', async () => {
  await using hook = await receiver();
  const { livestorm } = await subscribed(hook.url, 'people.watched_replay');
  await using _stop = livestorm;
  const session = livestorm.world.addSession(livestorm.world.addEvent());
  const ada = livestorm.world.addPerson(session, { has_viewed_replay: true, watched_at: 1770100000 });
  livestorm.emit('people.watched_replay', sessionPersonResource(ada));
  await livestorm.until(() => hook.received.length === 1);
  expect(JSON.parse(hook.received[0]?.body ?? '').data.attributes.replay_view_detail).toEqual({
    watched_at: 1770100000,
  });
  expect(livestorm.problems).toEqual([]);
});

test('a payload that the document does not have is a problem of the sandbox', async () => {
  await using livestorm = await startLivestorm();
  livestorm.emit('session.cancelled', { id: 'x', type: 'sessions', attributes: {} });
  expect(livestorm.problems.join()).toContain('session.cancelled: ');
});

test('a bulk job tells when it has ended', async () => {
  await using hook = await receiver();
  const { livestorm } = await subscribed(hook.url, 'job.ended');
  await using _stop = livestorm;
  const session = livestorm.world.addSession(livestorm.world.addEvent());
  const tasks = [{ fields: [{ id: 'email', value: 'ada@example.com' }] }];
  const body = { data: { type: 'jobs', attributes: { tasks } } };
  const job = await ask(livestorm, 'POST', `/sessions/${session.id}/people/bulk`, { body });
  await livestorm.until(() => hook.received.length === 1);
  expect(JSON.parse(hook.received[0]?.body ?? '')).toMatchObject({
    data: { id: job.one.id, type: 'jobs', attributes: { status: 'ended', total_success: 1 } },
  });
});
