// Who and where: auth, users, user groups, conversations.

import { type Channel, type Json, type Message, Refusal, str, type User } from '../model.ts';
import { wireMessage } from '../posting.ts';
import { teamOf, visibleChannel, type Workspace } from '../workspace.ts';
import type { World } from '../world.ts';
import type { Argument, Method } from './method.ts';

function offsetSeconds(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /([+-])(\d\d):(\d\d)/.exec(name);
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60) : 0;
}

function zoneLabel(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

function wireUser(user: User, world: World): Json {
  const at = world.now();
  const email = world.scopes.has('users:read.email') ? { email: user.email } : {};
  return {
    id: user.id,
    team_id: teamOf(user, world.workspace),
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.tz,
    tz_label: zoneLabel(user.tz, at),
    tz_offset: offsetSeconds(user.tz, at),
    profile: { real_name: user.realName, display_name: user.name, ...email },
    is_admin: user.isAdmin,
    is_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_bot: user.isBot,
    is_app_user: false,
    ...(user.isStranger ? { is_stranger: true } : {}),
  };
}

function wireChannel(channel: Channel, workspace: Workspace): Json {
  const kind = { is_im: channel.kind === 'im', is_private: channel.kind !== 'public' };
  return {
    id: channel.id,
    ...(kind.is_im
      ? { user: [...channel.members].find((id) => id !== workspace.botUserId) }
      : { name: channel.name, name_normalized: channel.name, is_member: channel.members.has(workspace.botUserId) }),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    ...kind,
    is_archived: channel.archived,
    num_members: channel.members.size,
    context_team_id: workspace.team.id,
  };
}

const scopeByKind =
  (what: 'read' | 'history') =>
  (args: Json, { workspace }: World): string => {
    const kind = workspace.channels.get(str(args.channel))?.kind ?? 'public';
    return `${{ public: 'channels', private: 'groups', im: 'im' }[kind]}:${what}`;
  };

const PAGE: Record<string, Argument> = {
  cursor: 'string',
  limit: 'number',
  oldest: 'string',
  latest: 'string',
  inclusive: 'boolean',
};

function within(args: Json): (ts: string) => boolean {
  const [oldest, latest] = [Number(args.oldest ?? 0), Number(args.latest ?? Number.MAX_VALUE)];
  const edge = args.inclusive === true;
  return (ts) =>
    (Number(ts) > oldest || (edge && Number(ts) === oldest)) &&
    (Number(ts) < latest || (edge && Number(ts) === latest));
}

/** One page, from where the cursor says, with metadata only for those who ask for it. */
function pageOf(all: Message[], args: Json, world: World): Json {
  const from = Number(args.cursor ?? 0);
  const until = from + Number(args.limit ?? 100);
  const messages = all.slice(from, until).map((message) => {
    const { metadata, ...wire } = wireMessage(world, message);
    return args.include_all_metadata === true && metadata ? { ...wire, metadata } : wire;
  });
  const hasMore = all.length > until;
  return { messages, has_more: hasMore, ...(hasMore && { response_metadata: { next_cursor: String(until) } }) };
}

export const lookupMethods: Record<string, Method> = {
  'api.test': { token: 'none', args: { error: 'string', foo: 'string' }, run: (args) => ({ args }) },
  'auth.test': {
    args: {},
    run: (_args, { workspace }) => ({
      url: `https://${workspace.team.domain}.slack.com/`,
      team: workspace.team.name,
      user: workspace.user(workspace.botUserId).name,
      team_id: workspace.team.id,
      user_id: workspace.botUserId,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    scope: 'connections:write',
    args: {},
    run: (_args, world) => ({ url: world.socketUrl() }),
  },
  'users.info': {
    scope: 'users:read',
    args: { user: 'string!', include_locale: 'boolean' },
    run(args, world) {
      const user = world.workspace.users.get(str(args.user));
      if (!user) throw new Refusal('user_not_found');
      return { user: wireUser(user, world) };
    },
  },
  'usergroups.users.list': {
    scope: 'usergroups:read',
    args: { usergroup: 'string!', include_disabled: 'boolean' },
    run(args, { workspace }) {
      const group = workspace.usergroups.get(str(args.usergroup));
      if (!group) throw new Refusal('no_such_subteam');
      return { users: group.users };
    },
  },
  'conversations.info': {
    scope: scopeByKind('read'),
    args: { channel: 'string!', include_locale: 'boolean', include_num_members: 'boolean' },
    run: (args, { workspace }) => ({ channel: wireChannel(visibleChannel(workspace, str(args.channel)), workspace) }),
  },
  'conversations.open': {
    scope: 'im:write',
    args: { users: 'string', channel: 'string', return_im: 'boolean', prevent_creation: 'boolean' },
    run(args, { workspace }) {
      if (args.channel) return { channel: { id: visibleChannel(workspace, str(args.channel)).id } };
      if (!workspace.users.has(str(args.users))) throw new Refusal('user_not_found');
      return { channel: { id: workspace.dm(str(args.users)).id } };
    },
  },
  'conversations.history': {
    scope: scopeByKind('history'),
    args: { channel: 'string!', ...PAGE, include_all_metadata: 'boolean' },
    run(args, world) {
      const channel = visibleChannel(world.workspace, str(args.channel));
      if (!channel.members.has(world.workspace.botUserId)) throw new Refusal('not_in_channel');
      const inside = within(args);
      const roots = channel.messages.filter(({ ts, threadTs }) => !threadTs && inside(ts)).reverse();
      return pageOf(roots, args, world);
    },
  },
  'conversations.replies': {
    scope: scopeByKind('history'),
    args: { channel: 'string!', ts: 'string!', ...PAGE, include_all_metadata: 'boolean' },
    run(args, world) {
      const channel = visibleChannel(world.workspace, str(args.channel));
      const thread = channel.messages.filter(({ ts, threadTs }) => ts === args.ts || threadTs === args.ts);
      if (thread.length === 0) throw new Refusal('thread_not_found');
      const inside = within(args);
      return pageOf(
        thread.filter(({ ts }) => ts === args.ts || inside(ts)),
        args,
        world,
      );
    },
  },
};
