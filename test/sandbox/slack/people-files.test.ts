// What people put into forms: seen by files.info, fetched with the bot's token, and refused where Slack refuses.

import { expect, it } from 'vitest';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { stage } from './stage.ts';
import { api } from './tiny-app.ts';

const here = stage({ scopes: ['commands', 'chat:write', 'files:read'] });

it('is known to files.info, and given to who has the token', async () => {
  const { id } = here.slack.person(SEED.ada).file('people.csv', 'email\n') as { id: string };
  const { file } = await api(here.slack, 'files.info', { file: id });
  expect(file).toMatchObject({ id, name: 'people.csv', size: 6, filetype: 'csv', user: SEED.ada });
  const url = String((file as { url_private_download: string }).url_private_download);
  const given = await fetch(url, { headers: { authorization: `Bearer ${here.slack.botToken}` } });
  expect(await given.text()).toBe('email\n');
  const refused = await fetch(url, { redirect: 'manual' });
  expect(refused.status).toBe(302);
});

it('of another id is not found', async () => {
  expect(await api(here.slack, 'files.info', { file: 'F0' })).toMatchObject({ error: 'file_not_found' });
});
