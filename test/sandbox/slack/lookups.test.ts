// Reading the workspace, validating blocks, waiting for something to happen.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../../sandbox/slack/server.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { modal, section } from './blocks/samples.ts';
import { api } from './tiny-app.ts';

let slack: Slack;
beforeEach(async () => {
  const reading = ['channels:read', 'groups:read', 'channels:history', 'im:write', 'usergroups:read', 'users:read'];
  slack = await startSlack({ scopes: ['chat:write', 'users:read.email', ...reading] });
});
afterEach(async () => await slack.stop());

describe('conversations', () => {
  it('are described, private ones only to members', async () => {
    expect(await api(slack, 'conversations.info', { channel: SEED.general })).toMatchObject({
      channel: { id: SEED.general, name: 'general', is_member: false, is_private: false, is_archived: false },
    });
    expect(await api(slack, 'conversations.info', { channel: SEED.secret })).toMatchObject({
      error: 'channel_not_found',
    });
    slack.workspace.invite(SEED.secret);
    expect(await api(slack, 'conversations.info', { channel: SEED.secret })).toMatchObject({
      channel: { is_private: true, is_member: true },
    });
  });

  it('are read newest first, threads oldest first', async () => {
    const channel = SEED.webinars;
    const { ts } = await api(slack, 'chat.postMessage', { channel, text: 'one' });
    await api(slack, 'chat.postMessage', { channel, text: 'reply', thread_ts: ts });
    await api(slack, 'chat.postMessage', { channel, text: 'two' });
    expect(await api(slack, 'conversations.history', { channel, limit: 1 })).toMatchObject({
      messages: [{ text: 'two' }],
      has_more: true,
    });
    expect(await api(slack, 'conversations.history', { channel, latest: ts, inclusive: true })).toMatchObject({
      messages: [{ text: 'one' }],
      has_more: false,
    });
    expect(await api(slack, 'conversations.replies', { channel, ts })).toMatchObject({
      messages: [{ text: 'one' }, { text: 'reply' }],
    });
    expect(await api(slack, 'conversations.history', { channel: SEED.general })).toMatchObject({
      error: 'not_in_channel',
    });
  });

  it('with one person are opened once', async () => {
    const first = await api(slack, 'conversations.open', { users: SEED.ben });
    const again = await api(slack, 'conversations.open', { users: SEED.ben });
    expect(first.channel).toEqual(again.channel);
  });
});

describe('people', () => {
  it('are guests or not, and share their address where the scope allows', async () => {
    expect(await api(slack, 'users.info', { user: SEED.guest })).toMatchObject({
      user: { is_restricted: true, tz: 'Europe/London', profile: { email: 'gus@example.com' } },
    });
    const visitor = slack.workspace.addUser({ name: 'vera', isStranger: true });
    expect(await api(slack, 'users.info', { user: visitor.id })).toMatchObject({ user: { is_stranger: true } });
    const partner = slack.workspace.addUser({ name: 'paul', teamId: 'T0PARTNERS' });
    const { user } = await api(slack, 'users.info', { user: partner.id });
    expect(user).toMatchObject({ team_id: 'T0PARTNERS' });
    expect(user).not.toHaveProperty('is_stranger');
  });

  it('are listed by their group', async () => {
    expect(await api(slack, 'usergroups.users.list', { usergroup: SEED.operators })).toMatchObject({
      users: [SEED.ada],
    });
    expect(await api(slack, 'usergroups.users.list', { usergroup: 'S0' })).toMatchObject({ error: 'no_such_subteam' });
  });
});

describe('blocks.validate', () => {
  it('needs no token and points at what is wrong', async () => {
    expect(await api(slack, 'blocks.validate', { blocks: [section('fine')] }, '')).toMatchObject({ ok: true });
    expect(await api(slack, 'blocks.validate', { blocks: [section('')] }, '')).toMatchObject({
      error: 'invalid_blocks',
      errors: [{ pointer: '/0/text/text', message: 'must be more than 0 characters' }],
    });
    expect(await api(slack, 'blocks.validate', { view: modal([], { title: undefined }) }, '')).toMatchObject({
      error: 'invalid_view',
      errors: [{ pointer: '', message: 'missing required field: title' }],
    });
  });
});

describe('until', () => {
  it('resolves as soon as it is so', async () => {
    const posted = slack.until(() => slack.channel(SEED.webinars).messages.length === 1);
    await api(slack, 'chat.postMessage', { channel: SEED.webinars, text: 'x' });
    await expect(posted).resolves.toBeUndefined();
  });

  it('gives up naming the last calls', async () => {
    await api(slack, 'users.info', { user: 'U0' });
    await expect(slack.until(() => false, 5)).rejects.toThrow(/not so after 5 ms: .*users.info user_not_found/);
  });
});

it('a JSON body is understood as well as a form', async () => {
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ channel: SEED.webinars, text: 'x', blocks: [section('x')], unfurl_links: false }),
  });
  expect(await response.json()).toMatchObject({ ok: true });
});
