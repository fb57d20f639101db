// Uploading a file: three steps, and what can be wrong with each.

import { expect, it } from 'vitest';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { stage } from './stage.ts';
import { api } from './tiny-app.ts';

const here = stage();

async function upload(bytes: string, length = bytes.length): Promise<{ id: unknown; status: number }> {
  const answer = await api(here.slack, 'files.getUploadURLExternal', { filename: 'qa.md', length, alt_text: 'Q&A' });
  const form = new FormData();
  form.append('body', new Blob([bytes]), 'Untitled');
  const response = await fetch(String(answer.upload_url), { method: 'POST', body: form });
  return { id: answer.file_id, status: response.status };
}

const complete = (id: unknown, more = {}) =>
  api(here.slack, 'files.completeUploadExternal', { files: [{ id, title: 'Questions' }], ...more });

it('stands in the thread with its title, and its content is what was sent', async () => {
  const root = await api(here.slack, 'chat.postMessage', { channel: SEED.webinars, text: 'Digest' });
  const { id, status } = await upload('# Q&A');
  expect(status).toBe(200);
  expect(await complete(id, { channel_id: SEED.webinars, thread_ts: root.ts })).toMatchObject({
    ok: true,
    files: [{ id, title: 'Questions' }],
  });
  const [, reply] = here.slack.channel(SEED.webinars).thread(String(root.ts));
  expect(reply?.files).toMatchObject([{ name: 'qa.md', title: 'Questions', altText: 'Q&A' }]);
  expect(reply?.files[0]?.content.toString()).toBe('# Q&A');
  if (reply) expect(here.slack.render(reply)).toBe('📎 qa.md (Questions)');
});

it('of another length than announced is refused, and cannot be completed', async () => {
  const { id, status } = await upload('# Q&A', 99);
  expect(status).toBe(400);
  expect(await complete(id)).toMatchObject({ error: 'file_not_found' });
});

it('goes nowhere the bot is not', async () => {
  const { id } = await upload('# Q&A');
  expect(await complete(id, { channel_id: SEED.general })).toMatchObject({ error: 'not_in_channel' });
  expect(here.slack.channel(SEED.general).messages).toEqual([]);
});

it('wants the id of a conversation, not that of a person', async () => {
  const { id } = await upload('# Q&A');
  expect(await complete(id, { channel_id: SEED.ada })).toMatchObject({ error: 'channel_not_found' });
});

it('can fail on its way', async () => {
  here.slack.faults.add({ method: 'files.upload', status: 503 });
  expect((await upload('x')).status).toBe(503);
});
