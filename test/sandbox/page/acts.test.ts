// What a person does through the page's server, and what they see because of it.

import { describe, expect, test } from 'vitest';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { api } from '../slack/tiny-app.ts';
import { follow, stage } from './stage.ts';

const here = stage();

interface Seen {
  messages: { ts: string; text: string; isOnlyMine: boolean; edits: number; files: { id: string }[] }[];
}

const act = async (deed: Record<string, unknown>) => await here.post('/api/acts', { as: SEED.ada, ...deed });
const texts = ({ messages }: Seen) => messages.map(({ text }) => text);
const post = (args: Record<string, unknown>) =>
  api(here.slack, 'chat.postMessage', { channel: SEED.webinars, ...args });

const FORM = {
  type: 'modal',
  title: { type: 'plain_text', text: 'A form' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'value' },
    },
  ],
};

async function open(): Promise<string> {
  await act({ do: 'command', channel: SEED.webinars, text: 'create' });
  await api(here.slack, 'views.open', { trigger_id: here.app.received.at(-1)?.payload.trigger_id, view: FORM });
  return here.slack.person(SEED.ada).view?.id ?? '';
}

test('a typed command reaches the bot as Slack would send it', async () => {
  const { said } = await act({ do: 'command', channel: SEED.webinars, text: 'show <b> & @ben' });
  expect(said.acknowledged).toBe(true);
  expect(here.app.received.at(-1)?.payload).toMatchObject({
    command: '/webinar',
    text: `show &lt;b&gt; &amp; <@${SEED.ben}|ben>`,
    channel_id: SEED.webinars,
    user_id: SEED.ada,
  });
});

test('what somebody writes is seen by everybody in the channel, escaped as Slack keeps it', async () => {
  await using bens = await follow(here, SEED.ben);
  await act({ do: 'say', channel: SEED.webinars, text: '<!channel> & you' });
  const seen = await bens.until<Seen>(SEED.webinars, ({ messages }) => messages.length > 0);
  expect(texts(seen)).toEqual(['&lt;!channel&gt; &amp; you']);
});

test('what only one person may see is not told to another', async () => {
  await api(here.slack, 'chat.postEphemeral', { channel: SEED.webinars, user: SEED.ada, text: 'for Ada alone' });
  await post({ text: 'for all' });
  await using adas = await follow(here, SEED.ada);
  await using bens = await follow(here, SEED.ben);
  expect(texts(await adas.until<Seen>(SEED.webinars, () => true))).toEqual(['for Ada alone', 'for all']);
  expect(texts(await bens.until<Seen>(SEED.webinars, () => true))).toEqual(['for all']);
});

test('a channel somebody is not in is not told to them, nor a person nobody plays', async () => {
  await using bens = await follow(here, SEED.ben);
  await bens.until('ready', () => true);
  expect(here.slack.workspace.channel(SEED.secret).members.has(SEED.ben)).toBe(false);
  expect((await fetch(new URL(`/api/changes?as=${SEED.chika}`, here.page.url))).status).toBe(400);
});

test('a part of the page that did not change is not told again', async () => {
  await using adas = await follow(here, SEED.ada);
  await adas.until('ready', () => true);
  for (const text of ['one', 'two']) {
    await act({ do: 'say', channel: SEED.webinars, text });
    await adas.until<Seen>(SEED.webinars, (seen) => texts(seen).includes(text));
  }
  expect([adas.told(SEED.webinars), adas.told(SEED.general), adas.told('views')]).toEqual([3, 1, 1]);
});

test('a button is pressed in the message it stands in, and an edit comes at once', async () => {
  const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' }, value: '1' };
  const { ts } = await post({ text: 'press', blocks: [{ type: 'actions', block_id: 'row', elements: [button] }] });
  await using adas = await follow(here, SEED.ada);
  const { said } = await act({ do: 'press', channel: SEED.webinars, ts, action: 'go', block: 'row', value: '1' });
  expect(said.acknowledged).toBe(true);
  expect(here.app.received.at(-1)?.payload).toMatchObject({ type: 'block_actions', actions: [{ action_id: 'go' }] });
  await api(here.slack, 'chat.update', { channel: SEED.webinars, ts, text: 'pressed' });
  const seen = await adas.until<Seen>(SEED.webinars, ({ messages }) => messages[0]?.edits === 1);
  expect(texts(seen)).toEqual(['pressed']);
});

describe('a form', () => {
  test('is seen, filled, refused and sent', async () => {
    await using adas = await follow(here, SEED.ada);
    const view = await open();
    await adas.until<{ view: { id: string } | null }>('views', (part) => part.view?.id === view);
    here.app.answer(() => ({ body: { response_action: 'errors', errors: { name: 'Not that one.' } } }));
    const refused = await act({ do: 'submit', view, values: { name: { value: 'Ada' } } });
    expect(refused.said.errors).toEqual({ name: 'Not that one.' });
    here.app.answer(() => ({}));
    await act({ do: 'submit', view, values: { name: { value: 'Grace' } } });
    expect(here.app.received.at(-1)?.payload).toMatchObject({
      type: 'view_submission',
      view: { state: { values: { name: { value: { value: 'Grace' } } } } },
    });
    await adas.until<{ view: unknown }>('views', (part) => part.view === null);
  });

  test('takes nothing that nobody could type', async () => {
    const view = await open();
    const { status, said } = await act({ do: 'submit', view, values: { name: { value: 'two\nlines' } } });
    expect([status, said.problem]).toEqual([409, expect.stringContaining('takes one line')]);
  });

  test('that was closed meanwhile is no longer there', async () => {
    const view = await open();
    await act({ do: 'close', view });
    const { status, said } = await act({ do: 'submit', view, values: {} });
    expect([status, said.problem]).toEqual([409, 'This form is no longer open.']);
  });
});

test('a file is given to who sees its message, and to nobody else', async () => {
  const given = await api(here.slack, 'files.getUploadURLExternal', { filename: 'people.csv', length: 3 });
  await fetch(String(given.upload_url), { method: 'POST', body: 'a,b' });
  const dm = here.slack.workspace.dm(SEED.ada).id;
  await api(here.slack, 'files.completeUploadExternal', { files: [{ id: given.file_id }], channel_id: dm });
  const fileFor = (as: string) => fetch(new URL(`/api/files/${given.file_id}?as=${as}`, here.page.url));
  const file = await fileFor(SEED.ada);
  expect([await file.text(), file.headers.get('content-disposition')]).toEqual([
    'a,b',
    expect.stringContaining('people.csv'),
  ]);
  expect((await fileFor(SEED.ben)).status).toBe(404);
});

test('what nobody can do, and who is nobody, is said in a sentence', async () => {
  expect(await act({ do: 'constructor' })).toEqual({ status: 400, said: { problem: 'Nobody can do that here.' } });
  expect((await act({ do: 'say', as: 'U1' })).said.problem).toBe('There is no such person.');
  expect((await act({ do: 'say', channel: SEED.secret, as: SEED.ben, text: 'x' })).said.problem).toContain('is not in');
  expect((await here.post('/api/acts', [1])).status).toBe(400);
});
