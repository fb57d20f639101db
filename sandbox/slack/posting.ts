// Putting a message somewhere: checks, ids, versions, and who was pinged by it.

import {
  blockTextLength,
  checkBlocks,
  checkMetadata,
  MESSAGE_TEXT_BUDGET,
  slackMessages,
  withIds,
} from './blocks/check.ts';
import { freshId } from './ids.ts';
import {
  type Block,
  type Channel,
  isRecord,
  type Json,
  type Message,
  Refusal,
  records,
  type StoredFile,
  str,
} from './model.ts';
import { pingsIn } from './words.ts';
import type { World } from './world.ts';

export interface Content {
  text: string;
  blocks: Block[];
  metadata: Json | undefined;
}

/** Slack's refusals for content: no_text, msg_too_long, invalid_blocks, msg_blocks_too_long, metadata_... */
export function contentOf(args: Json, world: World, options: { maxText: number; files?: boolean }): Content {
  const attached = records(args.attachments).flatMap((each) => records(each.blocks));
  const blocks =
    args.blocks ?? (args.markdown_text === undefined ? [] : [{ type: 'markdown', text: args.markdown_text }]);
  if (args.markdown_text !== undefined && (args.text !== undefined || args.blocks !== undefined)) {
    throw new Refusal('markdown_text_conflict');
  }
  const problems = [
    ...checkBlocks(blocks, world.scopes),
    ...records(args.attachments).flatMap((each, index) =>
      each.blocks === undefined ? [] : checkBlocks(each.blocks, world.scopes, `/attachments/${index}/blocks`),
    ),
  ];
  if (problems.length > 0) refuseBlocks(slackMessages(problems));
  const text = str(args.text);
  if (!text.trim() && records(blocks).length + attached.length === 0 && !options.files) throw new Refusal('no_text');
  if (text.length > options.maxText) throw new Refusal('msg_too_long');
  if (blockTextLength([blocks, attached]) > MESSAGE_TEXT_BUDGET) throw new Refusal('msg_blocks_too_long');
  return { text, blocks: withIds([...records(blocks), ...attached], freshId), metadata: metadataOf(args.metadata) };
}

function refuseBlocks(messages: string[]): never {
  throw new Refusal('invalid_blocks', { errors: messages, response_metadata: { messages } });
}

function metadataOf(value: unknown): Json | undefined {
  if (value === undefined || value === '') return undefined;
  const problems = checkMetadata(value);
  if (problems.length > 0) {
    throw new Refusal('invalid_metadata_format', { response_metadata: { messages: slackMessages(problems) } });
  }
  return isRecord(value) ? value : undefined;
}

export interface Place {
  channel: Channel;
  threadTs?: string | undefined;
  ephemeralTo?: string | undefined;
  files?: StoredFile[] | undefined;
}

export function post(world: World, place: Place, content: Content): Message {
  const { workspace } = world;
  const message: Message = {
    channel: place.channel.id,
    ts: world.ts(),
    threadTs: place.threadTs,
    user: workspace.botUserId,
    botId: workspace.botId,
    ...content,
    files: place.files ?? [],
    ephemeralTo: place.ephemeralTo,
    versions: [{ at: world.now(), text: content.text, blocks: content.blocks }],
  };
  if (place.ephemeralTo === undefined) place.channel.messages.push(message);
  else ephemeralsOf(world, place.ephemeralTo).push(message);
  notePings(world, message);
  return message;
}

export function edit(world: World, message: Message, content: Content): void {
  message.text = content.text;
  message.blocks = content.blocks;
  if (content.metadata) message.metadata = content.metadata;
  message.versions.push({ at: world.now(), text: content.text, blocks: content.blocks });
  notePings(world, message);
}

export function remove(world: World, message: Message): void {
  const shown =
    message.ephemeralTo === undefined
      ? world.workspace.channel(message.channel).messages
      : ephemeralsOf(world, message.ephemeralTo);
  const index = shown.indexOf(message);
  if (index >= 0) shown.splice(index, 1);
}

export function ephemeralsOf(world: World, userId: string): Message[] {
  const own = world.ephemerals.get(userId) ?? [];
  world.ephemerals.set(userId, own);
  return own;
}

/** An edit and an ephemeral message count too: what could ping is worth knowing wherever it stands. */
function notePings(world: World, message: Message): void {
  for (const text of pingsIn(message)) world.pings.push({ channel: message.channel, text });
}

export function wireMessage(world: World, message: Message): Json {
  const { workspace } = world;
  return {
    type: 'message',
    user: message.user,
    ...(message.botId ? { bot_id: message.botId, app_id: workspace.appId } : {}),
    team: workspace.team.id,
    ts: message.ts,
    text: message.text,
    blocks: message.blocks,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
    ...(message.files.length > 0 ? { files: message.files.map(({ id, name, title }) => ({ id, name, title })) } : {}),
    ...(message.versions.length > 1 ? { edited: { user: message.user, ts: message.ts } } : {}),
  };
}
