// Pressing what is there, and only that.

import { describe, expect, it } from 'vitest';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { actions, button, plain } from './blocks/samples.ts';
import { stage } from './stage.ts';
import { api } from './tiny-app.ts';

const here = stage();

describe('pressing', () => {
  it('reaches only what is there', async () => {
    await api(here.slack, 'chat.postMessage', {
      channel: SEED.webinars,
      text: 'x',
      blocks: [actions(button({ value: '1' })), actions(button({ value: '2' }))],
    });
    const [message] = here.slack.channel(SEED.webinars).messages;
    if (!message) throw new Error('no message');
    await expect(here.ada.press(message, 'nope')).rejects.toThrow('nothing is called nope here; there are: go, go');
    await expect(here.ada.press(message, 'go')).rejects.toThrow('2 elements are called go');
    await here.ada.press(message, 'go', { value: '2' });
    expect(here.last()).toMatchObject({ type: 'block_actions', actions: [{ value: '2', text: plain('Go') }] });
  });
});
