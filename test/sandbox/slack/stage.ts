// A local Slack, a tiny app and a clock, fresh for every test.

import { afterEach, beforeEach } from 'vitest';
import type { Json, View } from '../../../sandbox/slack/model.ts';
import type { Person } from '../../../sandbox/slack/person.ts';
import { type Slack, type SlackOptions, startSlack } from '../../../sandbox/slack/server.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { api, startTinyApp, type TinyApp } from './tiny-app.ts';

export interface Stage {
  slack: Slack;
  app: TinyApp;
  ada: Person;
  /** Milliseconds of the server's clock; move it at will. */
  time: number;
  /** What the app was sent last. */
  last(): Json;
  /** A trigger_id fresh from a command of Ada's. */
  trigger(): Promise<string>;
  /** Opens this view in front of Ada. */
  open(view: Json): Promise<View>;
  /** Posts to the newest response_url; its HTTP status. */
  respond(body: Json): Promise<number>;
}

const NOON = Date.UTC(2026, 10, 23, 12);

export function stage(options: SlackOptions = {}): Stage {
  const here = { time: NOON } as Stage;
  beforeEach(async () => {
    here.time = NOON;
    here.slack = await startSlack({ now: () => here.time, ...options });
    here.app = await startTinyApp(here.slack);
    here.ada = here.slack.person(SEED.ada);
  });
  afterEach(async () => {
    await here.app[Symbol.asyncDispose]();
    await here.slack.stop();
  });
  here.last = () => here.app.received.at(-1)?.payload ?? {};
  here.trigger = async () => {
    await here.ada.command(SEED.webinars, 'create');
    return String(here.last().trigger_id);
  };
  here.open = async (view) => {
    const opened = await api(here.slack, 'views.open', { trigger_id: await here.trigger(), view });
    if (!here.ada.view) throw new Error(`nothing opened: ${opened.error}`);
    return here.ada.view;
  };
  here.respond = async (body) => {
    const response = await fetch(String(here.last().response_url), { method: 'POST', body: JSON.stringify(body) });
    return response.status;
  };
  return here;
}
