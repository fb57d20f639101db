// chat.*: posting, updating, deleting. Errors and limits from docs.slack.dev/reference/methods/chat.*.

import { type Json, type Message, Refusal, str } from '../model.ts';
import { type Content, contentOf, edit, post, remove, wireMessage } from '../posting.ts';
import { messageAt, visibleChannel, writableChannel } from '../workspace.ts';
import type { World } from '../world.ts';
import type { Argument, Method } from './method.ts';

const WORDS: Record<string, Argument> = {
  text: 'string',
  blocks: 'json',
  attachments: 'json',
  markdown_text: 'string',
  parse: 'string',
  link_names: 'boolean',
  as_user: 'boolean',
};

const CUSTOM = ['username', 'icon_url', 'icon_emoji'];

function scopeToPost(args: Json): string {
  return CUSTOM.some((name) => args[name] !== undefined) ? 'chat:write.customize' : 'chat:write';
}

/** chat.postMessage cuts what is over 40,000 characters; it does not refuse. */
const cut = (args: Json): Json => (args.text === undefined ? args : { ...args, text: str(args.text).slice(0, 40_000) });

function threadOf(world: World, channelId: string, ts: string): string | undefined {
  if (!ts) return undefined;
  const root = messageAt(world.workspace.channel(channelId), ts);
  if (!root) throw new Refusal('thread_not_found');
  // A reply's ts is not a thread: use its root (docs: "avoid using a reply's ts value").
  if (root.threadTs && root.threadTs !== root.ts) throw new Refusal('cannot_reply_to_message');
  return ts;
}

function notTooFast(world: World, messages: Message[]): void {
  const last = messages.filter((message) => message.botId === world.workspace.botId).at(-1);
  if (world.limitPosting && last && world.now() - Number(last.ts) * 1000 < 1000) throw new Refusal('ratelimited');
}

/** A message of the bot that may be changed. */
function ownMessage(world: World, args: Json, refusal: string): Message {
  const channel = visibleChannel(world.workspace, str(args.channel));
  const message = messageAt(channel, str(args.ts));
  if (!message) throw new Refusal('message_not_found');
  if (message.botId !== world.workspace.botId) throw new Refusal(refusal);
  writableChannel(world.workspace, channel.id, world.scopes);
  return message;
}

function answer(world: World, message: Message): Json {
  return { channel: message.channel, ts: message.ts, message: wireMessage(world, message) };
}

const postMessage: Method = {
  scope: scopeToPost,
  args: {
    channel: 'string!',
    ...WORDS,
    metadata: 'json',
    mrkdwn: 'boolean',
    thread_ts: 'string',
    reply_broadcast: 'boolean',
    unfurl_links: 'boolean',
    unfurl_media: 'boolean',
    unfurl_app_links: 'boolean',
    username: 'string',
    icon_url: 'string',
    icon_emoji: 'string',
  },
  run(args, world) {
    const channel = writableChannel(world.workspace, str(args.channel), world.scopes);
    const content = contentOf(cut(args), world, { maxText: 40_000 });
    const threadTs = threadOf(world, channel.id, str(args.thread_ts));
    notTooFast(world, channel.messages);
    return answer(world, post(world, { channel, threadTs }, content));
  },
};

const update: Method = {
  scope: 'chat:write',
  args: { channel: 'string!', ts: 'string!', ...WORDS, metadata: 'json', file_ids: 'json', reply_broadcast: 'boolean' },
  run(args, world) {
    const message = ownMessage(world, args, 'cant_update_message');
    // `text` without `blocks` takes the blocks away; over 4,000 characters are refused here, unlike on posting.
    const content: Content = contentOf(args, world, { maxText: 4000 });
    edit(world, message, content);
    return { ...answer(world, message), text: message.text };
  },
};

const remove_: Method = {
  scope: 'chat:write',
  args: { channel: 'string!', ts: 'string!', as_user: 'boolean' },
  run(args, world) {
    const message = ownMessage(world, args, 'cant_delete_message');
    remove(world, message);
    return { channel: message.channel, ts: message.ts };
  },
};

const postEphemeral: Method = {
  scope: scopeToPost,
  args: {
    channel: 'string!',
    user: 'string!',
    ...WORDS,
    thread_ts: 'string',
    username: 'string',
    icon_url: 'string',
    icon_emoji: 'string',
  },
  run(args, world) {
    const channel = writableChannel(world.workspace, str(args.channel), world.scopes);
    if (!world.workspace.users.has(str(args.user))) throw new Refusal('user_not_found');
    if (!channel.members.has(str(args.user))) throw new Refusal('user_not_in_channel');
    const content = contentOf(cut(args), world, { maxText: 40_000 });
    const threadTs = threadOf(world, channel.id, str(args.thread_ts));
    return { message_ts: post(world, { channel, threadTs, ephemeralTo: str(args.user) }, content).ts };
  },
};

const getPermalink: Method = {
  args: { channel: 'string!', message_ts: 'string!' },
  run(args, world) {
    const channel = visibleChannel(world.workspace, str(args.channel));
    const message = messageAt(channel, str(args.message_ts));
    if (!message) throw new Refusal('message_not_found');
    const base = `https://${world.workspace.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
    return { channel: channel.id, permalink: base + thread };
  },
};

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove_,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
};
