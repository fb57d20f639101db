// What axe-core finds on the page: nothing serious, in light and dark, on a screen and on a phone.

import axe from 'axe-core';
import type { Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { openStage, type Stage, tour, type } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  let session = '';
  stage = await openStage(({ world }) => {
    const event = world.addEvent({ title: tour.title });
    session = world.addSession(event).id;
    world.addSession(event, { name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(2) });
  });
  const { livestorm, slack } = stage.world;
  await livestorm.play(session, tour, {
    speed: Number.POSITIVE_INFINITY,
    startsAt: livestorm.world.now() - tour.duration_s,
  });
  await slack.until(
    () => slack.channel(SEED.webinars).messages.some(({ text }) => text.startsWith('Digest of ')),
    20_000,
  );
});
afterAll(async () => await stage?.[Symbol.asyncDispose]());

interface Finding {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}

/** One line for each fault that keeps somebody from using the page. */
async function faultsOf(tab: Tab): Promise<string[]> {
  await tab.evaluate(axe.source);
  const found = (await tab.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { violations: Finding[] };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

/** Nothing is wider than the window, however long a word is. */
const overflow = (tab: Tab): Promise<number> =>
  tab.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)('in %s, %d pixels wide, everybody can read and press it', async (scheme, width) => {
  const tab = await stage.open({ scheme, width, height: width < 500 ? 844 : 800 });
  const look = async (name: string) => {
    expect({ [name]: await faultsOf(tab) }).toEqual({ [name]: [] });
    expect(await overflow(tab)).toBeLessThanOrEqual(0);
    await stage.picture(tab, `${name}-${scheme}-${width}`);
  };
  await tab.getByText('registrants came').first().waitFor();
  await look('channel');
  await type(tab, '/webinar create A tour');
  await tab.getByRole('dialog').getByLabel('Title').waitFor();
  await look('form');
  await tab.keyboard.press('Escape');
  await tab.getByRole('dialog').waitFor({ state: 'detached' });
  await tab.getByRole('button', { name: /repl/ }).last().click();
  await tab.getByRole('region', { name: 'Thread' }).waitFor();
  await look('thread');
  if (width < 500) await tab.getByRole('button', { name: 'Places' }).click();
  await tab.getByRole('button', { name: 'Showrunner', exact: true }).click();
  await tab.getByRole('heading', { name: 'Next sessions' }).waitFor();
  await look('home');
  if (width < 500) {
    await tab
      .getByRole('navigation', { name: 'Parts of this page' })
      .getByRole('button', { name: 'Livestorm' })
      .click();
    await look('panel');
  }
  await tab.context().close();
});
