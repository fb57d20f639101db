// What reaches an app: signed requests, deadlines, retries.

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { stage } from './stage.ts';

const here = stage();

describe('a command', () => {
  it('is a signed form with a bare content type', async () => {
    await here.ada.command(SEED.webinars, 'list upcoming');
    const [request] = here.app.received;
    const digest = createHmac('sha256', here.slack.signingSecret)
      .update(`v0:${request?.headers['x-slack-request-timestamp']}:${request?.raw}`)
      .digest('hex');
    expect(request?.headers['x-slack-signature']).toBe(`v0=${digest}`);
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(request?.payload).toMatchObject({
      command: '/webinar',
      text: 'list upcoming',
      user_id: SEED.ada,
      channel_id: SEED.webinars,
      channel_name: 'webinars',
      is_enterprise_install: 'false',
    });
  });

  it('carries what was typed the way should_escape sends it', async () => {
    await here.ada.command(
      SEED.webinars,
      'register a@b.example @ben #board <@U0000000BEN> https://a.example/?x=1&y R&D',
    );
    expect(here.last().text).toBe(
      `register <mailto:a@b.example|a@b.example> <@${SEED.ben}|ben> <#${SEED.secret}|> <@U0000000BEN> <https://a.example/?x=1&amp;y> R&amp;D`,
    );
  });

  it('fails on an error page', async () => {
    here.app.answer(() => ({ status: 500 }));
    expect(await here.ada.command(SEED.webinars, '')).toMatchObject({ acknowledged: false, failure: 'http_500' });
    expect(here.app.received).toHaveLength(1);
  });

  it('fails when nobody listens', async () => {
    here.slack.deliverTo('http://127.0.0.1:1/slack/events');
    expect((await here.ada.command(SEED.webinars, '')).failure).toBe('connection_failed');
  });

  it('answered for the channel shows the answer and what was typed', async () => {
    here.app.answer(() => ({ body: { response_type: 'in_channel', text: 'Here' } }));
    await here.ada.command(SEED.webinars, 'list');
    expect(here.slack.channel(SEED.webinars).messages.map(({ text }) => text)).toEqual(['/webinar list', 'Here']);
    here.app.answer(() => ({ body: { blocks: [{ type: 'nonsense' }] } }));
    expect((await here.ada.command(SEED.webinars, '')).failure).toBe('invalid_blocks');
  });

  it('cannot be typed where one is not', async () => {
    await expect(here.slack.person(SEED.ben).command(SEED.secret, '')).rejects.toThrow('is not in #board');
  });
});

describe('events', () => {
  it('are sent again until they are taken, three times at most', async () => {
    let failures = 2;
    here.app.answer(() => ({ status: failures-- > 0 ? 500 : 200 }));
    expect(await here.slack.event({ type: 'app_uninstalled' })).toMatchObject({ acknowledged: true });
    expect(here.app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2']);
    expect(new Set(here.app.received.map(({ payload }) => payload.event_id)).size).toBe(1);
    here.app.answer(() => ({ status: 500 }));
    expect(await here.slack.event({ type: 'app_uninstalled' })).toMatchObject({
      acknowledged: false,
      failure: 'http_500',
    });
    expect(here.app.received).toHaveLength(7);
  });
});

describe('the deadline', () => {
  const hasty = stage({ ackTimeoutMs: 30 });

  it('ends a command that nobody acknowledged, and nothing is sent twice', async () => {
    hasty.app.answer(() => ({ silent: true }));
    const late = await hasty.ada.command(SEED.webinars, '');
    expect(late).toMatchObject({ acknowledged: false, failure: 'operation_timeout', status: undefined });
    expect(late.ackMs).toBeGreaterThanOrEqual(29);
    expect(hasty.app.received).toHaveLength(1);
  });
});
