// The workspace: a few people and channels to start with, builders for more, and who is where.

import { type Channel, type Message, Refusal, type User, type Usergroup } from './model.ts';

/** Ids of what is there from the start. */
export const SEED = {
  team: 'T0000SHOWRN',
  app: 'A0000SHOWRN',
  bot: 'B0000SHOWRN',
  botUser: 'U000SHOWBOT',
  ada: 'U0000000ADA', // Paris
  ben: 'U0000000BEN', // New York
  chika: 'U00000CHIKA', // Tokyo
  guest: 'U00000GUEST',
  otherBot: 'U0000CALBOT',
  webinars: 'C00WEBINARS', // the bot is a member
  general: 'C000GENERAL', // public, the bot is not a member
  secret: 'C0000SECRET', // private, the bot is not a member
  archived: 'C00ARCHIVED',
  operators: 'S0OPERATORS', // a user group: ada
} as const;

export interface Workspace {
  team: { id: string; domain: string; name: string };
  appId: string;
  botId: string;
  botUserId: string;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  usergroups: Map<string, Usergroup>;
  addUser(user: Partial<User> & { name: string }): User;
  addChannel(channel: { name: string; id?: string; kind?: Channel['kind']; members?: string[] }): Channel;
  addUsergroup(handle: string, users: string[], id?: string): Usergroup;
  /** The bot, unless told whom. */
  invite(channelId: string, userId?: string): void;
  kick(channelId: string, userId?: string): void;
  archive(channelId: string): void;
  /** Throws when there is no such channel. */
  channel(id: string): Channel;
  user(id: string): User;
  /** The direct-message channel of the bot and a person; opened when it is not there yet. */
  dm(userId: string): Channel;
  /** '@ada', '#webinars', or undefined. */
  nameOf(id: string): string | undefined;
}

const PEOPLE: (Partial<User> & { id: string; name: string })[] = [
  { id: SEED.ada, name: 'ada', realName: 'Ada Laurent', tz: 'Europe/Paris', isAdmin: true },
  { id: SEED.ben, name: 'ben', realName: 'Ben Ortiz', tz: 'America/New_York' },
  { id: SEED.chika, name: 'chika', realName: 'Chika Mori', tz: 'Asia/Tokyo' },
  { id: SEED.guest, name: 'gus', realName: 'Gus Guest', tz: 'Europe/London', isRestricted: true },
  { id: SEED.botUser, name: 'showrunner', realName: 'Showrunner', tz: 'America/Los_Angeles', isBot: true },
  { id: SEED.otherBot, name: 'calbot', realName: 'Calendar bot', tz: 'America/Los_Angeles', isBot: true },
];

function userOf(given: Partial<User> & { name: string }, id: string): User {
  return {
    id,
    realName: given.name,
    email: `${given.name}@example.com`,
    tz: 'UTC',
    isBot: false,
    isAdmin: false,
    isRestricted: false,
    isUltraRestricted: false,
    isStranger: false,
    deleted: false,
    ...given,
  };
}

function seed(workspace: Workspace): void {
  for (const person of PEOPLE) workspace.addUser(person);
  const team: string[] = [SEED.ada, SEED.ben, SEED.chika];
  workspace.addChannel({ id: SEED.webinars, name: 'webinars', members: [...team, SEED.guest, SEED.botUser] });
  workspace.addChannel({ id: SEED.general, name: 'general', members: team });
  workspace.addChannel({ id: SEED.secret, name: 'board', kind: 'private', members: [SEED.ada] });
  workspace.addChannel({ id: SEED.archived, name: 'webinars-2019', members: [...team, SEED.botUser] });
  workspace.archive(SEED.archived);
  workspace.addUsergroup('operators', [SEED.ada], SEED.operators);
}

export function createWorkspace(): Workspace {
  let made = 0;
  const id = (letter: string): string => `${letter}${String(++made).padStart(10, '0')}`;
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const usergroups = new Map<string, Usergroup>();
  const workspace: Workspace = {
    team: { id: SEED.team, domain: 'showrunner-demo', name: 'Showrunner demo' },
    appId: SEED.app,
    botId: SEED.bot,
    botUserId: SEED.botUser,
    users,
    channels,
    usergroups,
    addUser(given) {
      const user = userOf(given, given.id ?? id('U'));
      users.set(user.id, user);
      return user;
    },
    addChannel({ name, id: given, kind = 'public', members = [] }) {
      const made: Channel = {
        id: given ?? id(kind === 'im' ? 'D' : 'C'),
        name,
        kind,
        archived: false,
        members: new Set(members),
        messages: [],
      };
      channels.set(made.id, made);
      return made;
    },
    addUsergroup(handle, members, given) {
      const group: Usergroup = { id: given ?? id('S'), handle, users: [...members] };
      usergroups.set(group.id, group);
      return group;
    },
    invite: (channelId, userId = SEED.botUser) => void workspace.channel(channelId).members.add(userId),
    kick: (channelId, userId = SEED.botUser) => void workspace.channel(channelId).members.delete(userId),
    archive(channelId) {
      workspace.channel(channelId).archived = true;
    },
    channel: (channelId) => found(channels, channelId, 'channel'),
    user: (userId) => found(users, userId, 'user'),
    dm(userId) {
      for (const channel of channels.values()) if (channel.kind === 'im' && channel.members.has(userId)) return channel;
      return workspace.addChannel({ name: `dm-${userId}`, kind: 'im', members: [userId, SEED.botUser] });
    },
    nameOf(anyId) {
      const user = users.get(anyId);
      if (user) return `@${user.realName}`;
      const group = usergroups.get(anyId);
      if (group) return `@${group.handle}`;
      const channel = channels.get(anyId);
      return channel && `#${channel.name}`;
    },
  };
  seed(workspace);
  return workspace;
}

export const teamOf = (user: User, { team }: Workspace): string =>
  user.teamId ?? (user.isStranger ? 'T0STRANGERS' : team.id);

function found<T>(map: Map<string, T>, id: string, what: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`this workspace has no ${what} ${id}`);
  return value;
}

/**
 * The channel the bot may write to, or the refusal Slack gives: `channel_not_found` (private channels the bot is not
 * in look as if they did not exist), `is_archived`, `not_in_channel`.
 */
export function writableChannel(workspace: Workspace, id: string, scopes: ReadonlySet<string>): Channel {
  if (workspace.users.has(id)) return workspace.dm(id);
  const channel = visibleChannel(workspace, id);
  if (channel.archived) throw new Refusal('is_archived');
  const anyPublic = channel.kind === 'public' && scopes.has('chat:write.public');
  if (!channel.members.has(workspace.botUserId) && !anyPublic) throw new Refusal('not_in_channel');
  return channel;
}

/** The channel the bot can see at all. */
export function visibleChannel(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id);
  const hidden = channel && channel.kind !== 'public' && !channel.members.has(workspace.botUserId);
  if (!channel || hidden) throw new Refusal('channel_not_found');
  return channel;
}

export function messageAt(channel: Channel, ts: string): Message | undefined {
  return channel.messages.find((message) => message.ts === ts);
}
