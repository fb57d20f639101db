// The door to Slack: the only file that runs Bolt. The tables of commands, buttons, forms and pickers become listeners.

import type { RequestListener } from 'node:http';
import { setTimeout as patience } from 'node:timers/promises';
import { App, type BlockAction, SocketModeReceiver, type ViewSubmitAction } from '@slack/bolt';
import type { Logger } from 'pino';
import { type Ask, forPerson } from '../commands/command.ts';
import { reported } from '../commands/outcome.ts';
import { actions, forms, pickers, shortcuts } from '../commands/registry.ts';
import { findCommand, verbOf } from '../commands/verbs.ts';
import type { SlackTransport } from '../config.ts';
import type { Deps } from '../deps.ts';
import { AskError, orStoreError } from '../errors.ts';
import { carriedBy } from '../views/typed.ts';
import { type Clients, clientOptions, slackLogger } from './clients.ts';
import { answerInView, showHome } from './home.ts';
import { createHttpReceiver } from './http-receiver.ts';
import { createPresses } from './presses.ts';
import { carryOut, type Door, type Request } from './requests.ts';
import { shortcutRequest, wordsOf } from './shortcut.ts';
import { createSocketReceiver } from './socket-receiver.ts';
import { takeStep } from './step.ts';
import { type Keeping, takeForm } from './submitting.ts';

export interface SlackAppOptions {
  transport: SlackTransport;
  botToken: string;
  apiUrl: string;
  clients: Clients;
  deps: Deps;
  keeping: Keeping;
  log: Logger;
}

export interface SlackApp {
  /** HTTP mode: takes Slack's requests; Socket Mode: null, they come over the socket. */
  listener: RequestListener | null;
  /** Checks the bot token, then opens the socket in Socket Mode. Throws when Slack refuses or cannot be reached. */
  start(): Promise<void>;
  /** Whether Slack can reach us: in HTTP mode nobody knows. */
  isConnected(): boolean;
  /** Takes nothing new, then waits for what is in flight, at most `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
}

export function createSlackApp(options: SlackAppOptions): SlackApp {
  const { transport, log } = options;
  const receiver = createReceiver(options);
  const app = new App({
    receiver,
    token: options.botToken,
    deferInitialization: true,
    convoStore: false,
    logger: slackLogger(log),
    clientOptions: clientOptions(options.apiUrl, 5_000, log),
  });
  const inFlight = new Set<Promise<unknown>>();
  app.use(async ({ next }) => {
    const work = next();
    inFlight.add(work);
    await work.finally(() => inFlight.delete(work));
  });
  app.error(async (error) => log.error({ err: error }, 'a Slack listener failed'));
  listen(app, options);

  return {
    listener: receiver instanceof SocketModeReceiver ? null : receiver.listener,
    async start() {
      await app.init();
      if (transport.mode === 'socket') await app.start();
    },
    isConnected: () => !(receiver instanceof SocketModeReceiver) || receiver.client.websocket?.isActive() === true,
    async stop(patienceMs) {
      if (receiver instanceof SocketModeReceiver) await receiver.client.disconnect();
      await Promise.race([Promise.allSettled([...inFlight]), patience(patienceMs, undefined, { ref: false })]);
    },
  };
}

const createReceiver = ({ transport, apiUrl, log }: SlackAppOptions) =>
  transport.mode === 'http'
    ? createHttpReceiver(transport.signingSecret, log)
    : createSocketReceiver(transport.appToken, apiUrl, log);

function listen(app: App, { deps, clients, keeping }: SlackAppOptions): void {
  const { answers } = keeping;
  const presses = createPresses();
  const door: Door = { ui: clients.ui, answers, deps };

  app.command(/.*/, async ({ ack, command, respond }) => {
    await ack();
    const ask: Ask = { user: command.user_id, channel: command.channel_id };
    const verb = verbOf(command.text);
    const request: Request = {
      what: `command ${verb}`,
      verb,
      ask,
      triggerId: command.trigger_id,
      respond: (message, { replace }) => respond({ ...message, response_type: 'ephemeral', replace_original: replace }),
      again: command.text,
    };
    await carryOut(() => findCommand(command.text, ask), request, door);
  });

  // Every button, form and picker, also of messages that an older version posted: what the tables do not have is answered too.
  app.action<BlockAction>(/.*/, async ({ ack, action: pressed, body, respond }) => {
    await ack();
    const id = pressed.action_id;
    const value = pressed.type === 'button' ? (pressed.value ?? '') : '';
    const where = body.container?.message_ts ?? body.view?.id;
    const press = [body.user.id, where, id, value].join(' ');
    if (!presses.isFirst(press)) return;
    const ask: Ask = {
      user: body.user.id,
      channel: body.channel?.id ?? carriedBy(body.view?.private_metadata).channel,
    };
    const request: Request = {
      what: `button ${id}`,
      verb: id.startsWith('run.') ? verbOf(value) : id.replaceAll('.', ' '),
      ask,
      triggerId: body.trigger_id,
      press,
      respond: body.response_url
        ? (message, { replace }) => respond({ ...message, response_type: 'ephemeral', replace_original: replace })
        : answerInView(body, clients),
      again: value,
    };
    await carryOut(() => named(actions, id)(value, ask), request, door);
  });

  app.shortcut(/.*/, async ({ ack, shortcut, respond }) => {
    await ack();
    const request = shortcutRequest(shortcut, respond);
    const prepare = () => named(shortcuts, shortcut.callback_id).prepare(wordsOf(shortcut), request.ask);
    await carryOut(prepare, request, door);
  });

  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await showHome(event.user, door);
  });

  app.event('function_executed', async ({ ack, event, context }) => {
    await takeStep({ ack, event }, context.retryNum ?? 0, keeping);
  });

  app.view<ViewSubmitAction>(/.*/, async (sent) => {
    await takeForm(() => named(forms, sent.view.callback_id), sent, keeping);
  });

  app.options(/.*/, async ({ ack, payload, body }) => {
    const offer = async () =>
      await named(pickers, payload.action_id)(payload.value, forPerson(deps, body.user.id).deps);
    const options = await offer().catch((error: unknown) => {
      reported(orStoreError(error, 'store_away'), { what: `picker ${payload.action_id}` }, deps);
      return [];
    });
    await ack({ options });
  });
}

/** Throws `form_outdated` for what this version does not know. */
function named<T>(table: Record<string, T>, id: string): T {
  const found = Object.hasOwn(table, id) ? table[id] : undefined;
  if (found === undefined) throw new AskError({ code: 'form_outdated' });
  return found;
}
