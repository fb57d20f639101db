// The page over a local Slack with a tiny app in it and a local Livestorm: its server, without a browser.

import { afterEach, beforeEach } from 'vitest';
import { type Livestorm, startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { readWebinar } from '../../../sandbox/livestorm/webinar.ts';
import type { BotControl } from '../../../sandbox/page/bot.ts';
import { type Page, startPage } from '../../../sandbox/page/server.ts';
import { type Slack, startSlack } from '../../../sandbox/slack/server.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { startTinyApp, type TinyApp } from '../slack/tiny-app.ts';

export interface Stage {
  slack: Slack;
  livestorm: Livestorm;
  app: TinyApp;
  page: Page;
  bot: BotControl & { became(state: BotControl['state']): void };
  /** POSTs as the page does; the status and what was said. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; said: Said }>;
}

export interface Said {
  problem?: string;
  acknowledged?: boolean;
  failure?: string;
  errors?: Record<string, string>;
  options?: unknown[];
  body?: unknown;
}

export const tour = readWebinar(new URL('../../../sandbox/webinars/product-tour.json', import.meta.url));

/** A bot that does nothing but say whether it runs. */
function puppet(): Stage['bot'] {
  const watchers: (() => void)[] = [];
  let state: BotControl['state'] = 'running';
  let kills = 0;
  const became = (next: BotControl['state']) => {
    state = next;
    for (const job of watchers) job();
  };
  return {
    get state() {
      return state;
    },
    get kills() {
      return kills;
    },
    pid: 4711,
    readyMs: 900,
    became,
    async kill() {
      kills += 1;
      became('stopped');
    },
    start: async () => became('running'),
    watch: (job) => void watchers.push(job),
  };
}

export function stage(): Stage {
  const here = {} as Stage;
  beforeEach(async () => {
    here.slack = await startSlack({ scopes: ['commands', 'chat:write', 'users:read', 'files:write', 'files:read'] });
    here.livestorm = await startLivestorm({ burst: 0 });
    here.app = await startTinyApp(here.slack);
    here.bot = puppet();
    const seats = [SEED.ada, SEED.ben].map((id) => ({ id, role: 'member' }));
    here.page = await startPage({ ...here, webinar: tour, seats });
  });
  afterEach(async () => {
    await here.page.close();
    await here.app[Symbol.asyncDispose]();
    await here.slack.stop();
    await here.livestorm.stop();
  });
  here.post = async (path, body, headers = {}) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
    const answer = await fetch(new URL(path, here.page.url), { ...init, body: JSON.stringify(body) });
    return { status: answer.status, said: (await answer.json()) as Said };
  };
  return here;
}

/** What the page of somebody is told, part by part: the newest of each, and a way to wait for one. */
export async function follow({ page }: { page: Pick<Page, 'url'> }, as: string) {
  const stopping = new AbortController();
  const answer = await fetch(new URL(`/api/changes?as=${as}`, page.url), { signal: stopping.signal });
  const parts = new Map<string, Record<string, unknown>>();
  const counts = new Map<string, number>();
  const waiters = new Set<() => void>();
  const reading = (async () => {
    let text = '';
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const whole = (text + chunk).split('\n\n');
      text = whole.pop() ?? '';
      for (const part of whole) take(part);
      for (const look of waiters) look();
    }
  })().catch(() => {});

  function take(part: string): void {
    const [, name = '', data = '{}'] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
    const value = JSON.parse(data) as Record<string, unknown>;
    const key = name === 'channel' ? String(value.id) : name;
    parts.set(key, value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return {
    /** How often this part was told. */
    told: (name: string) => counts.get(name) ?? 0,
    /** Resolves with a part as soon as it is as wanted. */
    until<T>(name: string, is: (part: T) => boolean): Promise<T> {
      return new Promise((resolve) => {
        const look = () => {
          const part = parts.get(name) as T | undefined;
          if (part === undefined || !is(part)) return;
          waiters.delete(look);
          resolve(part);
        };
        waiters.add(look);
        look();
      });
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await reading;
    },
  };
}
