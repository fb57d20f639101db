// The page in a real browser: the bot in its world, the page's server, and a Chromium that is pressed as a person would.

import { existsSync, mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page as Tab } from 'playwright-core';
import { furnishOffice, SCOPES, SEATS, SUBSCRIPTION } from '../../sandbox/demo/office.ts';
import type { Livestorm } from '../../sandbox/livestorm/server.ts';
import { readWebinar } from '../../sandbox/livestorm/webinar.ts';
import { startPage } from '../../sandbox/page/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { openWorld, type World } from '../support/world.ts';

export const tour = readWebinar(new URL('../../sandbox/webinars/product-tour.json', import.meta.url));

export interface Look {
  width?: number;
  height?: number;
  scheme?: 'light' | 'dark';
}

export interface Stage extends AsyncDisposable {
  world: World;
  /** A fresh browser that has opened the page and everything on it. */
  open(look?: Look): Promise<Tab>;
  /** What went wrong inside the page, over all tabs. */
  faults: string[];
  /** Kept under artefacts/ for who wants to see. */
  picture(tab: Tab, name: string): Promise<void>;
}

async function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no Chromium at ${executablePath}: install it (apt-get install chromium), or say in CHROMIUM where it is.`,
    );
  }
  // Chromium's own sandbox does not start as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return await chromium.launch({ executablePath, args });
}

const ARTEFACTS = new URL('../../artefacts/', import.meta.url);

/** `seed` puts things into Livestorm before the bot reads them. */
export async function openStage(seed: (livestorm: Livestorm) => void = () => {}): Promise<Stage> {
  const [browser, world] = await Promise.all([
    launch(),
    openWorld({ seed, slack: { scopes: SCOPES }, operators: { users: [SEED.ada], groups: [] } }),
  ]);
  furnishOffice(world.slack);
  await world.ada.command(SEED.webinars, SUBSCRIPTION);
  const bot = {
    state: 'running' as const,
    pid: undefined,
    kills: 0,
    readyMs: undefined,
    kill: async () => {},
    start: async () => {},
    watch: () => {},
  };
  const page = await startPage({ ...world, bot, webinar: tour, seats: SEATS });
  const faults: string[] = [];
  return {
    world,
    faults,
    async open({ width = 1280, height = 800, scheme = 'light' } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: scheme,
        reducedMotion: 'reduce',
        // Of neither person: dates are in the reader's zone, not in the browser's.
        timezoneId: 'Asia/Tokyo',
      });
      const tab = await context.newPage();
      tab.setDefaultTimeout(20_000);
      tab.on('pageerror', (error) => faults.push(error.message));
      tab.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
      await tab.goto(page.url);
      await tab.getByRole('heading', { level: 1 }).waitFor();
      return tab;
    },
    async picture(tab, name) {
      mkdirSync(ARTEFACTS, { recursive: true });
      await tab.screenshot({ path: new URL(`${name}.png`, ARTEFACTS).pathname });
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await page.close();
      await world[Symbol.asyncDispose]();
    },
  };
}

/** Types into the field of the open channel, and sends it. */
export async function type(tab: Tab, words: string): Promise<void> {
  // While a form goes, what is typed would go to it: no person is so quick.
  await tab.getByRole('dialog').first().waitFor({ state: 'hidden' });
  const field = tab.getByRole('combobox', { name: /^Message #/ });
  await field.fill(words);
  await field.press('Enter');
}

export async function goTo(tab: Tab, channel: string): Promise<void> {
  await tab.getByRole('navigation', { name: 'Workspace' }).getByRole('button', { name: channel }).click();
}
