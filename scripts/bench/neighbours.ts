// What stands around the bot while it is measured: a local Slack, a local Livestorm, a PostgreSQL; and what they send it.

import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import { type Livestorm, startLivestorm } from '../../sandbox/livestorm/server.ts';
import { signature } from '../../sandbox/livestorm/webhooks.ts';
import { type Slack, startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import type { Make } from './load.ts';
import type { Measured } from './process.ts';

export interface Neighbours extends AsyncDisposable {
  slack: Slack;
  livestorm: Livestorm;
  /** What the bot, and a floor, must know of them. */
  environment: Record<string, string>;
}

export async function startNeighbours(): Promise<Neighbours> {
  const livestorm = await startLivestorm({
    burst: 0,
    monthlyLimit: 10_000_000,
    webhookSecret: 'a secret of the benchmark',
  });
  const slack = await startSlack();
  return {
    slack,
    livestorm,
    environment: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      LIVESTORM_API_TOKEN: livestorm.token,
      LIVESTORM_API_URL: livestorm.url,
      LIVESTORM_WEBHOOK_SECRET: livestorm.webhookSecret ?? '',
    },
    async [Symbol.asyncDispose]() {
      await slack.stop();
      await livestorm.stop();
    },
  };
}

/** Has the bot open `/webinar create`, fills it and sends it elsewhere: then sends its like, each in a view of its own. */
export async function forms(bot: Measured, { slack }: Neighbours): Promise<Make> {
  const path = '/slack/events';
  slack.deliverTo(`${bot.url}${path}`);
  const ada = slack.person(SEED.ada);
  await ada.command(SEED.webinars, 'create Spring product tour');
  await slack.until(() => ada.view?.callback_id === 'create', 10_000);
  if (!ada.view) throw new Error('no form was opened');
  const view = ada.view;
  const day = `${new Date().getUTCFullYear() + 1}-05-12`;
  const sent = await caught(async (url) => {
    slack.deliverTo(url);
    await ada.submit(view, { date: day, time: '15:00' });
  });
  const payload = new URLSearchParams(sent).get('payload') ?? '';

  return () => {
    const body = new URLSearchParams({ payload: payload.replaceAll(view.id, `V${randomUUID()}`) }).toString();
    const timestamp = `${Math.floor(Date.now() / 1_000)}`;
    const digest = createHmac('sha256', slack.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    };
    return { path, headers, body };
  };
}

/** `session.created`, of a new session each time. */
export async function deliveries(bot: Measured, { livestorm }: Neighbours): Promise<Make> {
  const { world, webhookSecret = '' } = livestorm;
  // Those of bots that were measured before are there as well.
  const its = () => [...world.webhooks.values()].find(({ url }) => url.startsWith(`${bot.url}/`))?.url;
  await livestorm.until(() => its() !== undefined, 20_000);
  const path = new URL(its() ?? '').pathname;
  const session = world.addSession(world.addEvent({ title: 'Spring product tour' }));
  const meta = { webhook: { event: 'session.created', organization_id: world.organization.id } };
  const template = JSON.stringify({ data: { ...sessionResource(session), meta } });

  return () => {
    const body = template.replaceAll(session.id, randomUUID());
    const signed = signature(Math.floor(Date.now() / 1_000), webhookSecret, body);
    return { path, headers: { 'content-type': 'application/json', 'x-livestorm-signature': signed }, body };
  };
}

/** The body of the one request that `send` causes. */
async function caught(send: (url: string) => Promise<void>): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const server = createServer(async (request, response) => {
    resolve(await text(request));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await send(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  server.close();
  return await promise;
}
