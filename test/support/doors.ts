// What the tests of the two doors share: what a person sees and hears, and what must never be in a log.

import type { SessionRecord } from '../../sandbox/livestorm/records.ts';
import { sessionResource } from '../../sandbox/livestorm/resources.ts';
import type { Livestorm } from '../../sandbox/livestorm/server.ts';
import type { Call } from '../../sandbox/livestorm/wire.ts';
import type { Message, Outcome, View } from '../../sandbox/slack/model.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import type { World } from './world.ts';

type Stage = Pick<World, 'slack' | 'ada' | 'channel'>;

/** What a person reads of a message or a form, in one line. */
export const sees = ({ slack }: Pick<World, 'slack'>, what: Message | View): string =>
  slack
    .render(what, { width: 100_000, timeZone: 'Europe/Paris' })
    .replace(/[\s│─═╭╰]+/g, ' ')
    .trim();

/** Does something and waits for the message that only ada sees because of it. */
export async function hears(world: Stage, act: () => Promise<Outcome>): Promise<Message> {
  const { ada, slack } = world;
  const before = ada.ephemerals.length;
  await act();
  await slack.until(() => ada.ephemerals.length > before);
  const heard = ada.ephemerals.at(-1);
  if (!heard) throw new Error('nothing was said');
  return heard;
}

/** Presses and waits until the message in front of ada has changed. */
export async function turns(world: Stage, message: Message, button: string): Promise<string> {
  const before = message.versions.length;
  await world.ada.press(message, button);
  await world.slack.until(() => message.versions.length > before);
  return sees(world, message);
}

/** The files in ada's own conversation with the bot. */
export const filesOf = ({ slack, ada }: Stage) => slack.workspace.dm(ada.id).messages.flatMap(({ files }) => files);

/** What the channels and the others of the workspace have before them, as one text to search in. */
export function othersSee({ slack, channel }: Stage): string {
  const messages = [channel, SEED.general].flatMap((id) => slack.channel(id).messages);
  return JSON.stringify([messages, slack.person(SEED.ben).ephemerals]);
}

/** What ada reads after a typed command that answers. */
export async function answerTo(world: Stage, words: string): Promise<string> {
  return sees(world, await hears(world, () => world.ada.command(world.channel, words)));
}

/** The form that a typed command opens, filled. */
export async function formOf(world: Stage & Pick<World, 'form'>, words: string, callbackId: string): Promise<View> {
  await closeForms(world);
  await world.ada.command(world.channel, words);
  return await world.form(callbackId);
}

export async function closeForms({ ada }: Pick<World, 'ada'>): Promise<void> {
  while (ada.view) await ada.close(ada.view);
}

/** Lets everything be as at first: no faults, no open form, and what was asked of Livestorm forgotten. */
export async function calm(world: World): Promise<void> {
  world.slack.faults.clear();
  world.livestorm.faults.clear();
  await closeForms(world);
  // What was answered last writes its line in the log after the answer.
  await new Promise((turn) => setImmediate(turn));
  world.spent();
}

export const operations = (calls: Call[]): (string | null)[] => calls.map(({ operation }) => operation);

/** Requests that may have changed something at Livestorm. */
export const writes = (calls: Call[]): string[] =>
  calls.filter(({ method }) => method !== 'GET').map(({ path }) => path);

const ADDRESS = /[\w.+%-]+(?:@|%40)[\w-]+\.[a-z]{2,}/gi;
const PERSONAL_LINK = /[?&](?:key|s|email)=|\/live\b/i;

/**
 * What must not be there, one line each: secrets, addresses or personal links in the log; messages and forms that Slack
 * would refuse; answers in which the local Livestorm broke its own document.
 */
export function spilled({ log, slack, livestorm }: Pick<World, 'log' | 'slack' | 'livestorm'>): string[] {
  const secrets = [slack.botToken, slack.appToken, slack.signingSecret, livestorm.token, livestorm.webhookSecret];
  const lines = log.map((line) => JSON.stringify(line));
  return [
    ...lines
      .filter((line) => secrets.some((secret) => secret && line.includes(secret)))
      .map((line) => `secret: ${line}`),
    ...lines.filter((line) => (line.match(ADDRESS) ?? []).length > 0).map((line) => `address: ${line}`),
    ...lines.filter((line) => PERSONAL_LINK.test(line)).map((line) => `link: ${line}`),
    ...slack.calls.flatMap(({ method, error, args }) =>
      REFUSED.test(error ?? '') ? [`${method} ${error} ${JSON.stringify(args)}`] : [],
    ),
    ...livestorm.problems,
  ];
}

/** A message or a form that is the bot's own mistake. */
const REFUSED = /^(invalid_blocks|invalid_arguments|invalid_payload|msg_|no_text|view_too_large|unknown_method)/;

/** Last Sunday of a month of next year: the day on which Europe's clocks change at 02:00 (March) or 03:00 (October). */
export function clockChangeDay(month: 3 | 10): string {
  const year = new Date().getUTCFullYear() + 1;
  const last = new Date(Date.UTC(year, month, 0));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.toISOString().slice(0, 10);
}

/** A day of next year that is nothing special. */
export const SOME_DAY = `${new Date().getUTCFullYear() + 1}-05-12`;

/** An event with a session tomorrow, as somebody made it at Livestorm. */
export function stand(livestorm: Livestorm, title: string) {
  const event = livestorm.world.addEvent({ title });
  return { event, session: livestorm.world.addSession(event) };
}

/** A session that only a webhook told of: the bot knows neither its event's title nor its fields. */
export async function strange(world: World, title: string) {
  const made = stand(world.livestorm, title);
  await deliver(world, 'session.created', made.session);
  return made;
}

/** Sends a webhook about a session, in as many copies at once, and waits until the bot has worked them. */
export async function deliver(
  { livestorm, bot }: Pick<World, 'livestorm' | 'bot'>,
  event: string,
  session: SessionRecord,
  copies = 1,
): Promise<void> {
  const arrived = () =>
    livestorm.deliveries.filter((each) => each.event === event && each.status === 204 && each.body.includes(session.id))
      .length;
  const before = arrived();
  for (let copy = 0; copy < copies; copy++) livestorm.emit(event, sessionResource(session));
  await livestorm.until(() => arrived() >= before + copies);
  await bot.idle();
}
