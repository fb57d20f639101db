// `npm run screenshots`: the README's pictures of the demo's page, made anew. Needs a Chromium, as the browser tests do.

import { writeFile } from 'node:fs/promises';
import type { Page as Tab } from 'playwright-core';
import { SEED } from '../sandbox/slack/workspace.ts';
import { openStage, tour, type } from '../test/browser/stage.ts';

const MOST_BYTES = 200_000;
const SIZE = { width: 1200, height: 720 };

async function keep(tab: Tab, name: string): Promise<void> {
  // Where the last press left the pointer, something would look hovered.
  await tab.mouse.move(0, 0);
  const png = await tab.screenshot();
  if (png.length > MOST_BYTES) throw new Error(`${name}.png has ${png.length} bytes: more than a README should load`);
  await writeFile(new URL(`../docs/images/${name}.png`, import.meta.url), png);
  console.log(`docs/images/${name}.png, ${Math.round(png.length / 1000)} kB`);
}

/** A Tuesday a week away or more, as a date picker gives it. */
function tuesday(): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7) + 7);
  return day.toISOString().slice(0, 10);
}

let session = '';
await using stage = await openStage(({ world }) => {
  session = world.addSession(world.addEvent({ title: 'Autumn release, live' })).id;
});
const { ada, form: formFor, livestorm, slack } = stage.world;
const TITLE = 'Slotwell product tour';

const light = await stage.open(SIZE);
await type(light, `/webinar create ${TITLE}`);
const form = light.getByRole('dialog', { name: 'Create a webinar' });
await form.getByLabel('Day').fill(tuesday());
await form.getByLabel('Hour').fill('15:00');
await form.getByLabel('Published').check();
await keep(light, 'form');
await form.getByRole('button', { name: 'Create' }).click();
await light.getByRole('dialog', { name: 'Created' }).getByRole('button', { name: 'Done' }).click();

await ada.command(SEED.webinars, 'register autumn release grace.hopper@harbour.example Grace Hopper');
await ada.submit(await formFor('register'));
await ada.close(await formFor('done'));

const dark = await stage.open({ ...SIZE, scheme: 'dark' });
const panel = dark.getByRole('region', { name: 'Livestorm', exact: true });
await panel.getByText('60×').click();
await panel.getByRole('button', { name: `Start ${TITLE}` }).click();
await dark.getByText('🔴 Live').first().waitFor();
await panel.getByText(/2 questions/).waitFor();
await type(dark, `/webinar questions "${TITLE}"`);
await dark.getByText('Read again (1 call)').last().waitFor();
await keep(dark, 'live');

const isDigest = ({ text }: { text: string }) => text.startsWith('Digest of ');
await livestorm.play(session, tour, {
  speed: Number.POSITIVE_INFINITY,
  startsAt: livestorm.world.now() - tour.duration_s,
});
await slack.until(() => slack.channel(SEED.webinars).messages.some(isDigest), 30_000);
const digest = light.getByRole('listitem').filter({ hasText: 'Digest · ' }).last();
await digest.getByRole('button', { name: '2 replies' }).waitFor();
await digest.evaluate((line: unknown) => (line as { scrollIntoView(): void }).scrollIntoView());
await keep(light, 'digest');
