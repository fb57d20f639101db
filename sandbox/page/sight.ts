// What one person sees of the workspace, as the browser gets it.

import type { Channel, Json, Message, StoredFile, View } from '../slack/model.ts';
import type { Slack } from '../slack/server.ts';
import { wireView } from '../slack/views.ts';

export interface SeenMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  user: string;
  isBot: boolean;
  text: string;
  blocks: Json[];
  files: { id: string; name: string; title: string; size: number }[];
  /** How often it was changed after it was posted. */
  edits: number;
  /** Nobody else sees it, and a reload of a real Slack would lose it. */
  isOnlyMine: boolean;
}

const seenFile = ({ id, name, title, content }: StoredFile) => ({ id, name, title, size: content.length });

const seen = (message: Message): SeenMessage => ({
  channel: message.channel,
  ts: message.ts,
  ...(message.threadTs ? { threadTs: message.threadTs } : {}),
  user: message.user,
  isBot: message.botId !== undefined,
  text: message.text,
  blocks: message.blocks,
  files: message.files.map(seenFile),
  edits: message.versions.length - 1,
  isOnlyMine: message.ephemeralTo !== undefined,
});

const byTime = (a: SeenMessage, b: SeenMessage): number => Number(a.ts) - Number(b.ts);

/** Every channel this person is in, the conversation with the bot included. */
export function channelsOf(slack: Slack, userId: string): Channel[] {
  slack.workspace.dm(userId);
  return [...slack.workspace.channels.values()].filter(({ members, archived }) => members.has(userId) && !archived);
}

export function channelSeen(slack: Slack, userId: string, channel: Channel): Json {
  const own = slack.person(userId).ephemerals.filter((message) => message.channel === channel.id);
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    hasBot: channel.members.has(slack.workspace.botUserId),
    members: channel.members.size,
    messages: [...channel.messages, ...own].map(seen).sort(byTime),
  };
}

const viewSeen = (view: View | undefined): Json | null =>
  view ? { ...wireView(view), errors: view.errors ?? {}, isPushed: view.previous_view_id !== null } : null;

export function viewsSeen(slack: Slack, userId: string): { view: Json | null; home: Json | null } {
  const person = slack.person(userId);
  return { view: viewSeen(person.view), home: viewSeen(person.home) };
}

/** The file of a message this person sees. */
export function fileSeen(slack: Slack, userId: string, fileId: string): StoredFile | undefined {
  const messages = [
    ...channelsOf(slack, userId).flatMap((channel) => channel.messages),
    ...slack.person(userId).ephemerals,
  ];
  return messages.flatMap(({ files }) => files).find(({ id }) => id === fileId);
}
