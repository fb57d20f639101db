// The whole story of a small Bolt app against the local Slack, over HTTP and over Socket Mode.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { View } from '../../../sandbox/slack/model.ts';
import type { Person } from '../../../sandbox/slack/person.ts';
import { type Slack, startSlack } from '../../../sandbox/slack/server.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { overHttp, overSocket, type Running } from './bolt-app.ts';

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

describe.each(['HTTP', 'Socket Mode'] as const)('over %s', (mode) => {
  let slack: Slack;
  let bot: Running;
  let ada: Person;

  beforeEach(async () => {
    slack = await startSlack();
    bot = mode === 'HTTP' ? await overHttp(slack, await freePort()) : await overSocket(slack);
    ada = slack.person(SEED.ada);
  });
  afterEach(async () => {
    await bot[Symbol.asyncDispose]();
    await slack.stop();
  });

  const top = (): View => {
    if (!ada.view) throw new Error('nothing is open');
    return ada.view;
  };
  async function openForm(): Promise<void> {
    await ada.command(SEED.webinars, 'create');
    await slack.until(() => ada.view?.submit != null);
  }

  it('a command opens a loading view that becomes the form', async () => {
    const outcome = await ada.command(SEED.webinars, 'create');
    expect(outcome).toMatchObject({ acknowledged: true, status: 200, failure: undefined });
    await slack.until(() => ada.view?.submit != null);
    expect(top().state.values.title?.value).toEqual({ type: 'plain_text_input', value: 'Demo day' });
    expect(top().state.values.event?.pick).toEqual({ type: 'external_select', selected_option: null });
    expect(slack.calls.map(({ method }) => method)).toContain('views.update');
  });

  it('words under an input stay until the form is good, and what was typed is kept', async () => {
    await openForm();
    const refused = await ada.submit(top(), { title: 'bad' });
    expect(refused.errors).toEqual({ title: 'Choose another title' });
    expect(top().errors).toEqual({ title: 'Choose another title' });
    expect(top().state.values.title?.value?.value).toBe('bad');
    const sent = await ada.submit(top(), { title: 'Good' });
    expect(sent).toMatchObject({ acknowledged: true, failure: undefined });
    expect(ada.view).toBeUndefined();
    await slack.until(() => slack.channel(SEED.webinars).messages.length === 1);
    expect(bot.heard.submissions[0]?.title).toEqual({ value: { type: 'plain_text_input', value: 'Good' } });
  });

  it('a button updates the message and answers only the one who pressed', async () => {
    await openForm();
    await ada.submit(top());
    await slack.until(() => slack.channel(SEED.webinars).messages.length === 1);
    const [message] = slack.channel(SEED.webinars).messages;
    if (!message) throw new Error('no message');
    await slack.person(SEED.ben).press(message, 'publish');
    await slack.until(() => slack.person(SEED.ben).ephemerals.length === 1);
    expect(message.versions.map(({ text }) => text)).toEqual(['Demo day', 'Published']);
    expect(slack.person(SEED.ben).ephemerals[0]?.text).toBe('Only you see this');
    expect(ada.ephemerals).toEqual([]);
    expect(bot.heard.actions).toMatchObject([{ type: 'button', value: '42', action_id: 'publish' }]);
  });

  it('a menu asks the app for options, and only those can be chosen', async () => {
    await openForm();
    expect(() => ada.fill(top(), { event: 'alpha' })).toThrow(/no option alpha/);
    const offered = await ada.options(top(), 'pick', 'al');
    expect(offered.options.map((each) => each.value)).toEqual(['alpha', 'meta']);
    await ada.submit(top(), { event: 'alpha', starts: 1_800_000_000 });
    await slack.until(() => slack.channel(SEED.webinars).messages.length === 1);
    expect(bot.heard.submissions[0]).toMatchObject({
      event: { pick: { selected_option: { value: 'alpha' } } },
      starts: { at: { type: 'datetimepicker', selected_date_time: 1_800_000_000 } },
      kind: { kind: { selected_option: { value: 'public' } } },
    });
  });

  it('views are pushed, replaced and cleared as the app answers', async () => {
    await openForm();
    await ada.submit(top(), { title: 'push' });
    expect(top().callback_id).toBe('deeper');
    expect(top().previous_view_id).toBe(top().root_view_id);
    await ada.close(top());
    await ada.submit(top(), { title: 'update' });
    expect(top()).toMatchObject({ callback_id: 'deeper', previous_view_id: null });
    await ada.shortcut('create_webinar');
    await slack.until(() => ada.view?.callback_id === 'create');
    await ada.submit(top(), { title: 'clear' });
    expect(ada.view).toBeUndefined();
  });

  it('shortcuts, the Home tab, closing, events and steps all reach the app', async () => {
    await ada.shortcut('create_webinar');
    await slack.until(() => ada.view !== undefined);
    await ada.close(top());
    expect(bot.heard.events).toEqual(['view_closed']);
    const said = ada.say(SEED.webinars, 'lead@example.com');
    await ada.shortcut('register_lead', said);
    await slack.until(() => ada.ephemerals.length === 1);
    expect(ada.ephemerals[0]?.text).toBe('Registered lead@example.com');
    await ada.openHome();
    await slack.until(() => ada.home !== undefined);
    expect(ada.home?.blocks).toMatchObject([{ type: 'header' }]);
    const { result } = await slack.runStep('post_digest', { webinar: '7' });
    await slack.until(() => result.outputs !== undefined);
    expect(result.outputs).toEqual({ message_ts: '7' });
  });

  it('the text of an acknowledgement is shown to the asker alone', async () => {
    await ada.command(SEED.webinars, 'hello');
    expect(ada.ephemerals.map(({ text }) => text)).toEqual(['Hello *you*']);
    expect(slack.channel(SEED.webinars).messages).toEqual([]);
  });

  it('a file is uploaded in three steps and stands in the channel', async () => {
    await bot.app.client.filesUploadV2({
      channel_id: SEED.webinars,
      filename: 'people.csv',
      content: 'name\nAda',
      initial_comment: 'People',
    });
    const [message] = slack.channel(SEED.webinars).messages;
    expect(message?.text).toBe('People');
    expect(message?.files.map(({ name, content }) => [name, content.toString()])).toEqual([
      ['people.csv', 'name\nAda'],
    ]);
  });
});
