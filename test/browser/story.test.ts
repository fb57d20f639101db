// The whole story, pressed and typed in a browser by role and label, as a person or a screen reader finds them.

import type { Page as Tab } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { goTo, openStage, type Stage, type } from './stage.ts';

let stage: Stage;
let tab: Tab;
const TITLE = 'Slotwell product tour';

beforeAll(async () => {
  stage = await openStage();
  tab = await stage.open();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.picture(tab, 'failed');
});
afterAll(async () => await stage?.[Symbol.asyncDispose]());

const dialog = (name: string) => tab.getByRole('dialog', { name });
const message = (text: string | RegExp) => tab.getByRole('listitem').filter({ hasText: text });
const panel = () => tab.getByRole('region', { name: 'Livestorm', exact: true });
const focused = () => tab.locator(':focus').getAttribute('id');
const done = (count: number) => tab.getByText(`${count} of 5 steps done`).waitFor({ state: 'attached' });

/** A Tuesday a week away or more, so that no clock change and no night is near. */
function tuesday(): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7) + 7);
  return day.toISOString().slice(0, 10);
}

describe('a person who opens the page', () => {
  test('creates a webinar: the verb is offered, the form filled and sent', async () => {
    const field = tab.getByRole('combobox', { name: 'Message #webinars' });
    await field.fill('/webinar crea');
    await tab.getByRole('option', { name: /webinar create/ }).waitFor();
    await field.press('Tab');
    await field.pressSequentially(TITLE);
    await field.press('Enter');
    const form = dialog('Create a webinar');
    await form.getByLabel('Day').fill(tuesday());
    await form.getByLabel('Hour').fill('15:00');
    await form.getByRole('combobox', { name: 'Time zone' }).fill('new y');
    await form.getByRole('option', { name: 'America/New York' }).click();
    await form.getByLabel('Published').check();
    await form.getByRole('button', { name: 'Create' }).click();
    // The hour is another one for her: she is asked once more.
    await form.getByText('Nothing is done yet').waitFor();
    await form.getByRole('button', { name: 'Create' }).click();
    await dialog('Created').getByRole('button', { name: 'Done' }).click();
    await message(/Open for registration/)
      .getByText('15:00 (America/New_York)')
      .waitFor();
    await done(1);
  });

  test('schedules a second session, the date in words, and reads under the field what is wrong with it', async () => {
    await type(tab, `/webinar schedule "${TITLE}" ${tuesday()} 17:30 Paris`);
    const form = dialog('Schedule a session');
    await form.getByText('Understood as').waitFor();
    await form.getByLabel('Day').fill('2020-01-01');
    await form.getByRole('button', { name: 'Schedule' }).click();
    const day = form.getByLabel('Day');
    await form.locator('[aria-invalid=true]').first().waitFor();
    expect(await focused()).toBe(await day.getAttribute('id'));
    await day.fill(tuesday());
    await form.getByLabel('Name of this session').fill('For Europe');
    await form.getByRole('button', { name: 'Schedule' }).click();
    await dialog('Scheduled').getByRole('button', { name: 'Done' }).click();
    await panel().getByText('For Europe').waitFor();
  });

  test('registers a lead from a message', async () => {
    await goTo(tab, 'sales');
    const lead = message('Met Grace Hopper');
    await lead.hover();
    await lead.getByRole('button', { name: 'More actions' }).click();
    await tab.getByRole('menuitem', { name: /Register as lead/ }).click();
    const form = dialog('Register as lead');
    await form.getByRole('combobox', { name: 'Session' }).fill('slotwell');
    await form.locator('li[role=option]').first().click();
    await form.getByRole('button', { name: 'Next', exact: true }).click();
    const registration = dialog('Register a person');
    expect(await registration.getByLabel('E-mail address').inputValue()).toBe('grace.hopper@harbour.example');
    await registration.getByRole('button', { name: 'Register' }).click();
    await registration.getByText('Please complete this required field.').first().waitFor();
    await registration.getByLabel('First name').fill('Grace');
    await registration.getByLabel('Last name').fill('Hopper');
    await registration.getByRole('button', { name: 'Register' }).click();
    await dialog('Registered').getByRole('button', { name: 'Done' }).click();
    await done(2);
  });

  test('starts the session, and reads its questions while it is live', async () => {
    await goTo(tab, 'webinars');
    await panel().getByText('60×').click();
    await panel()
      .getByRole('button', { name: `Start ${TITLE}` })
      .first()
      .click();
    await panel().getByText('Live', { exact: true }).waitFor();
    await message(/🔴 Live/).waitFor();
    await panel()
      .getByText(/\d question/)
      .waitFor();
    await type(tab, `/webinar questions "${TITLE}"`);
    const answer = message('Only visible to you').filter({ hasText: 'Read again' });
    await answer.getByText('Will this be recorded?').waitFor();
    await done(4);
  });

  test('ends it, and reads the digest and its thread', async () => {
    await panel()
      .getByRole('button', { name: `End ${TITLE}` })
      .click();
    const digest = message(/Digest · /);
    await digest.getByText('registrants came').waitFor();
    await digest.getByRole('button', { name: /repl/ }).click();
    await tab.getByRole('region', { name: 'Thread' }).getByText('Will this be recorded?').first().waitFor();
    await done(5);
    await stage.picture(tab, 'digest');
  });

  test('asks for the quota, which costs no call', async () => {
    const before = stage.world.livestorm.calls.length;
    await type(tab, '/webinar quota');
    await message('Only visible to you')
      .getByText(/of 10,000/)
      .last()
      .waitFor();
    expect(stage.world.livestorm.calls).toHaveLength(before);
  });
});

test('a form closes with Escape, and the keyboard is back where it was', async () => {
  const field = tab.getByRole('combobox', { name: 'Message #webinars' });
  await field.focus();
  await tab.keyboard.type('/webinar create');
  await tab.keyboard.press('Enter');
  await dialog('Create a webinar').getByLabel('Title').waitFor();
  await tab.keyboard.press('Escape');
  await dialog('Create a webinar').waitFor({ state: 'detached' });
  expect(await tab.locator(':focus').getAttribute('aria-label')).toBe('Message #webinars');
});

test('somebody else reads the hours in their own zone, sees nothing that was for one person, and is refused what operators do', async () => {
  const answered = await message('Only visible to you').count();
  expect(answered).toBeGreaterThan(0);
  await tab.getByRole('radio', { name: /Ken Ortiz/ }).check({ force: true });
  await tab.getByText('times as in New York').waitFor();
  await message('What happens is said in the thread').or(message(/Ended/)).first().waitFor();
  expect(await message('Only visible to you').count()).toBe(0);
  await type(tab, '/webinar create Mine');
  await tab.getByRole('dialog').getByText('Nothing was changed').waitFor();
  await tab.keyboard.press('Escape');
});

test('nothing went wrong inside the page', () => {
  expect(stage.faults).toEqual([]);
});
