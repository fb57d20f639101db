// The Web API refuses what Slack refuses, with Slack's own codes.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../../sandbox/slack/server.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { long, many, modal, section } from './blocks/samples.ts';
import { api, reasons } from './tiny-app.ts';

let slack: Slack;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(async () => await slack.stop());

const here = { channel: SEED.webinars };
const text = 'Hello';

// biome-ignore format: a table, one case a line
const refusals: [what: string, method: string, args: Record<string, unknown>, error: string][] = [
  ['a method that is not', 'chat.shout', {}, 'unknown_method'],
  ['a parameter that is not', 'chat.postMessage', { ...here, text, colour: 'red' }, 'invalid_arguments'],
  ['no channel', 'chat.postMessage', { text }, 'invalid_arguments'],
  ['a channel that is not', 'chat.postMessage', { channel: 'C0NOWHERE00', text }, 'channel_not_found'],
  ['a channel by its name', 'chat.postMessage', { channel: '#webinars', text }, 'channel_not_found'],
  ['a private channel without the bot', 'chat.postMessage', { channel: SEED.secret, text }, 'channel_not_found'],
  ['a public channel without the bot', 'chat.postMessage', { channel: SEED.general, text }, 'not_in_channel'],
  ['an archived channel', 'chat.postMessage', { channel: SEED.archived, text }, 'is_archived'],
  ['nothing to say', 'chat.postMessage', { ...here, text: ' ' }, 'no_text'],
  ['blocks that are not JSON', 'chat.postMessage', { ...here, blocks: '[{' }, 'invalid_blocks_format'],
  ['blocks over a limit', 'chat.postMessage', { ...here, text, blocks: many(51, () => section('x')) }, 'invalid_blocks'],
  ['blocks of too much text', 'chat.postMessage', { ...here, text, blocks: many(5, () => section(long(2700))) }, 'msg_blocks_too_long'],
  ['metadata without a type', 'chat.postMessage', { ...here, text, metadata: { event_payload: {} } }, 'invalid_metadata_format'],
  ['markdown and text', 'chat.postMessage', { ...here, text, markdown_text: 'x' }, 'markdown_text_conflict'],
  ['another name', 'chat.postMessage', { ...here, text, username: 'Boss' }, 'missing_scope'],
  ['a thread that is not', 'chat.postMessage', { ...here, text, thread_ts: '1.000001' }, 'thread_not_found'],
  ['an update of nothing', 'chat.update', { ...here, ts: '1.000001', text }, 'message_not_found'],
  ['whispering to somebody elsewhere', 'chat.postEphemeral', { ...here, user: SEED.otherBot, text }, 'user_not_in_channel'],
  ['the link of nothing', 'chat.getPermalink', { ...here, message_ts: '1.000001' }, 'message_not_found'],
  ['a person who is not', 'users.info', { user: 'U0NOBODY000' }, 'user_not_found'],
  ['user groups without the scope', 'usergroups.users.list', { usergroup: SEED.operators }, 'missing_scope'],
  ['reading a channel without the scope', 'conversations.history', here, 'missing_scope'],
  ['a view without a trigger', 'views.open', { view: modal([]) }, 'invalid_arguments'],
  ['a trigger nobody issued', 'views.open', { trigger_id: '1.2.3', view: modal([]) }, 'invalid_trigger_id'],
  ['a view that is not there', 'views.update', { view_id: 'V0', view: modal([]) }, 'view_not_found'],
  ['a Home tab of nobody', 'views.publish', { user_id: 'U0', view: { type: 'home', blocks: [] } }, 'user_not_found'],
  ['a modal on the Home tab', 'views.publish', { user_id: SEED.ada, view: modal([]) }, 'invalid_arguments'],
  ['an empty file', 'files.getUploadURLExternal', { filename: 'a.csv', length: 0 }, 'invalid_arguments'],
  ['a file nobody uploaded', 'files.completeUploadExternal', { files: [{ id: 'F0' }] }, 'file_not_found'],
  ['a step nobody started', 'functions.completeSuccess', { function_execution_id: 'Fx0', outputs: {} }, 'invalid_function_execution_id'],
  ['a socket with the bot token', 'apps.connections.open', {}, 'not_allowed_token_type'],
  ['a view for the validator of blocks', 'blocks.validate', { blocks: [], view: modal([]) }, 'invalid_arguments'],
];

describe('refusals', () => {
  it.each(refusals)('%s', async (_what, method, args, error) => {
    expect(await api(slack, method, args)).toMatchObject({ ok: false, error, status: 200 });
    expect(slack.calls.at(-1)).toMatchObject({ method, ok: false, error });
  });

  it('says what is wrong and where', async () => {
    const answer = await api(slack, 'chat.postMessage', { ...here, text, blocks: [section('')] });
    expect(reasons(answer)).toEqual(['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]']);
    const unknown = await api(slack, 'chat.postMessage', { ...here, colour: 'red' });
    expect(reasons(unknown)).toEqual(['[ERROR] unknown parameter: colour']);
  });
});

describe('tokens and scopes', () => {
  it('no token, a wrong one, the one of the app', async () => {
    expect(await api(slack, 'auth.test', {}, '')).toMatchObject({ error: 'not_authed' });
    expect(await api(slack, 'auth.test', {}, 'xoxb-wrong')).toMatchObject({ error: 'invalid_auth' });
    expect(await api(slack, 'auth.test', {}, slack.appToken)).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await api(slack, 'api.test', {}, '')).toMatchObject({ ok: true });
  });

  it('the granted scopes travel with every answer, and a missing one is named', async () => {
    const answer = await api(slack, 'conversations.info', here);
    expect(answer.headers.get('x-oauth-scopes')).toBe('commands,chat:write,users:read,files:write');
    expect(answer).toMatchObject({ needed: 'channels:read', provided: 'commands,chat:write,users:read,files:write' });
  });

  it('chat:write.public opens public channels, and only those', async () => {
    await using open = await startSlack({ scopes: ['chat:write', 'chat:write.public'] });
    expect(await api(open, 'chat.postMessage', { channel: SEED.general, text })).toMatchObject({ ok: true });
    expect(await api(open, 'chat.postMessage', { channel: SEED.secret, text })).toMatchObject({
      error: 'channel_not_found',
    });
  });

  it('who the bot is, and where people are', async () => {
    expect(await api(slack, 'auth.test')).toMatchObject({ ok: true, user_id: SEED.botUser, bot_id: SEED.bot });
    const answer = await api(slack, 'users.info', { user: SEED.chika });
    expect(answer.user).toMatchObject({ tz: 'Asia/Tokyo', tz_offset: 32_400, is_restricted: false });
    expect(answer.user).not.toHaveProperty('profile.email');
  });
});

describe('messages', () => {
  it('are posted, threaded, updated, linked to and deleted', async () => {
    const root = await api(slack, 'chat.postMessage', { ...here, text: 'One', blocks: [section('*One*')] });
    const ts = String(root.ts);
    const reply = await api(slack, 'chat.postMessage', { ...here, text: 'Two', thread_ts: ts });
    expect(await api(slack, 'chat.postMessage', { ...here, text, thread_ts: reply.ts })).toMatchObject({
      error: 'cannot_reply_to_message',
    });
    expect(
      slack
        .channel(SEED.webinars)
        .thread(ts)
        .map((each) => each.text),
    ).toEqual(['One', 'Two']);
    await api(slack, 'chat.update', { ...here, ts, text: 'Three' });
    const [message] = slack.channel(SEED.webinars).thread(ts);
    expect(message?.blocks).toEqual([]);
    expect(message?.versions.map((each) => each.text)).toEqual(['One', 'Three']);
    const link = await api(slack, 'chat.getPermalink', { ...here, message_ts: ts });
    expect(link.permalink).toBe(`https://showrunner-demo.slack.com/archives/${SEED.webinars}/p${ts.replace('.', '')}`);
    expect(await api(slack, 'chat.delete', { ...here, ts })).toMatchObject({ ok: true });
    expect(
      slack
        .channel(SEED.webinars)
        .thread(ts)
        .map((each) => each.text),
    ).toEqual(['Two']);
  });

  it('an update is refused over 4,000 characters, where a new message is not', async () => {
    const posted = await api(slack, 'chat.postMessage', { ...here, text: long(4001) });
    expect(posted.ok).toBe(true);
    const updated = await api(slack, 'chat.update', { ...here, ts: posted.ts, text: long(4001) });
    expect(updated.error).toBe('msg_too_long');
  });

  it('the words of people are not the bot’s to change', async () => {
    const said = slack.person(SEED.ada).say(SEED.webinars, 'Mine');
    expect(await api(slack, 'chat.update', { ...here, ts: said.ts, text })).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await api(slack, 'chat.delete', { ...here, ts: said.ts })).toMatchObject({ error: 'cant_delete_message' });
  });

  it('a person’s id opens their direct messages', async () => {
    const answer = await api(slack, 'chat.postMessage', { channel: SEED.ben, text: 'Psst' });
    expect(String(answer.channel)).toMatch(/^D/);
    expect(slack.channel(String(answer.channel)).messages).toHaveLength(1);
  });

  it('after being invited the bot may write, after being removed it may not', async () => {
    slack.workspace.invite(SEED.secret);
    expect(await api(slack, 'chat.postMessage', { channel: SEED.secret, text })).toMatchObject({ ok: true });
    slack.workspace.kick(SEED.secret);
    expect(await api(slack, 'chat.postMessage', { channel: SEED.secret, text })).toMatchObject({
      error: 'channel_not_found',
    });
  });

  it('two messages within a second are too many, where that is watched', async () => {
    await using strict = await startSlack({ limitPosting: true });
    await api(strict, 'chat.postMessage', { ...here, text });
    const second = await api(strict, 'chat.postMessage', { ...here, text });
    expect(second).toMatchObject({ error: 'ratelimited', status: 429 });
    expect(second.headers.get('retry-after')).toBe('1');
  });
});
