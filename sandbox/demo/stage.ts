// The demo's world: a local Livestorm, a local Slack, and the bot between them.

import { type Livestorm, startLivestorm } from '../livestorm/server.ts';
import type { Call } from '../livestorm/wire.ts';
import type { View } from '../slack/model.ts';
import type { Person } from '../slack/person.ts';
import { type Slack, startSlack } from '../slack/server.ts';
import { SEED } from '../slack/workspace.ts';
import { type BotProcess, findPlace, startBotProcess } from './bot-process.ts';

export interface Stage {
  livestorm: Livestorm;
  slack: Slack;
  bot: BotProcess;
  ada: Person;
  channel: string;
  /** What Livestorm was asked since this was last called. */
  spent(): Call[];
  /** The form with this id on Ada's screen, as soon as it is there. */
  form(callbackId: string): Promise<View>;
  close(): Promise<void>;
}

export const SECRET = 'a-secret-that-only-the-demo-knows';

/** What the bot is started with: what an operator would set up, with the addresses of this machine. */
export const environmentOf = (slack: Slack, livestorm: Livestorm, mode: 'http' | 'socket'): Record<string, string> => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_API_URL: slack.apiUrl,
  ...(mode === 'http' ? { SLACK_SIGNING_SECRET: slack.signingSecret } : { SLACK_APP_TOKEN: slack.appToken }),
  LIVESTORM_API_TOKEN: livestorm.token,
  LIVESTORM_API_URL: livestorm.url,
  LIVESTORM_WEBHOOK_SECRET: SECRET,
  TIME_ZONE: 'Europe/Paris',
});

export async function setStage(mode: 'http' | 'socket'): Promise<Stage> {
  const livestorm = await startLivestorm({ webhookSecret: SECRET });
  const slack = await startSlack();
  furnish(livestorm);
  const place = await findPlace();
  const bot = await startBotProcess(place, environmentOf(slack, livestorm, mode)).catch(async (error: unknown) => {
    await Promise.all([slack.stop(), livestorm.stop()]);
    throw error;
  });
  const close = async () => {
    await bot.stop();
    await place.clear();
    await Promise.all([slack.stop(), livestorm.stop()]);
  };
  // What the bot does once at its start: one reading of the events, and the webhooks.
  await livestorm
    .until(() => livestorm.world.webhooks.size >= 5, 20_000)
    .catch(async () => {
      await close();
      throw new Error(`the bot registered no webhooks at its start; its log is ${bot.log}`);
    });
  if (mode === 'http') slack.deliverTo(`${bot.url}/slack/events`);
  const ada = slack.person(SEED.ada);
  let seen = livestorm.calls.length;
  return {
    livestorm,
    slack,
    bot,
    ada,
    channel: SEED.webinars,
    spent() {
      const calls = livestorm.calls.slice(seen);
      seen = livestorm.calls.length;
      return calls;
    },
    async form(callbackId) {
      await slack.until(() => ada.view?.callback_id === callbackId, 15_000);
      if (!ada.view) throw new Error(`there is no form ${callbackId} on Ada's screen`);
      return ada.view;
    },
    close,
  };
}

/** A workspace that is in use already: an event of last month, another to come. */
export function furnish({ world }: Livestorm): void {
  const now = Math.floor(Date.now() / 3_600_000) * 3_600; // on the hour
  const past = world.addEvent({ title: 'Autumn release, live', status: 'published' });
  world.addSession(past, {
    estimated_started_at: now - 30 * 86_400,
    started_at: now - 30 * 86_400,
    ended_at: now - 30 * 86_400 + 2_700,
    status: 'past',
    registrants_count: 96,
    attendees_count: 41,
    duration: 2_700,
  });
  const next = world.addEvent({ title: 'Office hours with the support team', status: 'published' });
  world.addSession(next, { estimated_started_at: now + 9 * 86_400 });
}
