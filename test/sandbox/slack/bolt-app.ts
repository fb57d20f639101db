// A small Bolt app, receivers built explicitly: what the local Slack is proved with.

import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Slack } from '../../../sandbox/slack/server.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { deeper, form, loading, option, plain, sentence } from './bolt-views.ts';

/** What the app was told, for assertions. */
interface Heard {
  submissions: Record<string, Record<string, unknown>>[];
  commands: string[];
  actions: unknown[];
  bodies: Record<string, unknown>[];
  events: string[];
}

function listen(app: App, heard: Heard): void {
  app.use(async ({ body, next }) => {
    heard.bodies.push(body as unknown as Record<string, unknown>);
    await next();
  });
  app.command('/webinar', async ({ ack, body, client, command }) => {
    heard.commands.push(command.text);
    if (command.text === 'hello') return ack('Hello *you*');
    if (command.text === 'silent') return undefined;
    await ack();
    if (command.text === 'noop') return undefined;
    const { view } = await client.views.open({ trigger_id: body.trigger_id, view: loading });
    await client.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: form });
    return undefined;
  });
  app.options<'block_suggestion'>('pick', async ({ ack, options, body }) => {
    const found = ['alpha', 'beta'].filter((each) => each.startsWith(options.value));
    await ack({ options: [...found, body.view?.private_metadata ? 'meta' : 'none'].map(option) });
  });
  app.view('create', async ({ ack, view, client, body }) => {
    const title = String(view.state.values.title?.value?.value);
    if (title === 'bad') return ack({ response_action: 'errors', errors: { title: 'Choose another title' } });
    if (title === 'stray') return ack({ response_action: 'errors', errors: { nowhere: 'Lost words' } });
    if (title === 'push') return ack({ response_action: 'push', view: deeper });
    if (title === 'update') return ack({ response_action: 'update', view: deeper });
    if (title === 'clear') return ack({ response_action: 'clear' });
    await ack();
    heard.submissions.push(view.state.values as unknown as Record<string, Record<string, unknown>>);
    await client.chat.postMessage({
      channel: SEED.webinars,
      text: title,
      blocks: sentence(`*${title}* by <@${body.user.id}>`, 'publish'),
    });
    return undefined;
  });
  app.view({ callback_id: 'create', type: 'view_closed' }, async ({ ack }) => {
    await ack();
    heard.events.push('view_closed');
  });
  app.action('kind', async ({ ack, action }) => {
    await ack();
    heard.actions.push(action);
  });
  app.action('deeper', async ({ ack, body, client }) => {
    await ack();
    if ('trigger_id' in body) await client.views.push({ trigger_id: body.trigger_id, view: deeper });
  });
  app.action('publish', async ({ ack, action, body, client, respond }) => {
    await ack();
    heard.actions.push(action);
    if (!('message' in body) || !body.message) return;
    const text = 'Published';
    await client.chat.update({ channel: body.channel?.id ?? '', ts: body.message.ts, text, blocks: sentence(text) });
    await respond({ text: 'Only you see this', response_type: 'ephemeral', replace_original: false });
  });
  app.shortcut('create_webinar', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.shortcut('register_lead', async ({ ack, shortcut, respond }) => {
    await ack();
    await respond(`Registered ${'message' in shortcut ? shortcut.message.text : ''}`);
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'header' as const, text: plain('Next webinars') }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  app.event('app_uninstalled', async () => void heard.events.push('app_uninstalled'));
  app.function('post_digest', async ({ inputs, complete }) => {
    await complete({ outputs: { message_ts: String(inputs.webinar) } });
  });
}

export interface Running extends AsyncDisposable {
  heard: Heard;
  app: App;
}

const ignore = (): void => undefined;
// The story breaks connections and acknowledges nothing on purpose: Bolt's complaints are no news.
const quiet: { logger: Logger } = {
  logger: {
    ...{ debug: ignore, info: ignore, warn: ignore, error: ignore, setLevel: ignore, setName: ignore },
    getLevel: () => LogLevel.ERROR,
  },
};

async function run(app: App): Promise<Running> {
  const heard: Heard = { submissions: [], commands: [], actions: [], bodies: [], events: [] };
  listen(app, heard);
  await app.init();
  await app.start();
  return { heard, app, [Symbol.asyncDispose]: async () => void (await app.stop()) };
}

export async function overHttp(slack: Slack, port: number): Promise<Running> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, port, ...quiet });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const app = new App({
    receiver,
    token: slack.botToken,
    deferInitialization: true,
    convoStore: false,
    clientOptions,
    ...quiet,
  });
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  return await run(app);
}

export async function overSocket(slack: Slack): Promise<Running> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    clientPingTimeout: 200,
    ...quiet,
  });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const app = new App({
    receiver,
    token: slack.botToken,
    deferInitialization: true,
    convoStore: false,
    clientOptions,
    ...quiet,
  });
  return await run(app);
}
