// response_urls: five uses, thirty minutes, replacing and deleting.

import { describe, expect, it } from 'vitest';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { actions, button } from './blocks/samples.ts';
import { stage } from './stage.ts';
import { api } from './tiny-app.ts';

const here = stage();

describe('a response_url', () => {
  it('works five times, then is gone', async () => {
    await here.ada.command(SEED.webinars, '');
    const statuses = [];
    for (const text of ['1', '2', '3', '4', '5', '6']) statuses.push(await here.respond({ text }));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(here.ada.ephemerals.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is gone after thirty minutes, and refuses what could not be shown', async () => {
    await here.ada.command(SEED.webinars, '');
    expect(await here.respond({ blocks: [{ type: 'nonsense' }] })).toBe(400);
    expect(await here.respond({ text: 'x', colour: 'red' })).toBe(400);
    here.time += 30 * 60_000 + 1;
    expect(await here.respond({ text: 'late' })).toBe(404);
    expect(here.slack.calls.filter(({ method }) => method === 'response_url').map(({ error }) => error)).toEqual([
      'invalid_blocks',
      'invalid_arguments',
      'expired_url',
    ]);
  });

  it('replaces and deletes the message that was pressed', async () => {
    await api(here.slack, 'chat.postEphemeral', {
      channel: SEED.webinars,
      user: SEED.ada,
      text: 'Sure?',
      blocks: [actions(button())],
    });
    const [whisper] = here.ada.ephemerals;
    if (!whisper) throw new Error('nothing was whispered');
    await here.ada.press(whisper, 'go');
    expect(here.last()).toMatchObject({ container: { is_ephemeral: true, message_ts: whisper.ts } });
    expect(here.last()).not.toHaveProperty('message');
    await here.respond({ replace_original: true, text: 'Done' });
    expect(here.ada.ephemerals.map(({ text }) => text)).toEqual(['Done']);
    await here.respond({ delete_original: true });
    expect(here.ada.ephemerals).toEqual([]);
    await expect(here.ada.press(whisper, 'go')).rejects.toThrow('does not see');
  });

  it('answers in the channel when it says so, even where the bot is not a member', async () => {
    await here.ada.command(SEED.general, '');
    await here.respond({ response_type: 'in_channel', text: 'For all' });
    expect(here.slack.channel(SEED.general).messages.map(({ text }) => text)).toEqual(['For all']);
  });
});
