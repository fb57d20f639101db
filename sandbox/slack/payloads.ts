// What Slack sends to an app: commands, interactions, events. Shapes from docs.slack.dev/reference/interaction-payloads.

import { upperId } from './ids.ts';
import { type Channel, type Json, type Message, str, type View } from './model.ts';
import { pieces } from './mrkdwn.ts';
import { wireMessage } from './posting.ts';
import { stateOf } from './state.ts';
import { wireView } from './views.ts';
import { teamOf, type Workspace } from './workspace.ts';
import type { World } from './world.ts';

const VERIFICATION = 'legacy-verification-token';

const channelName = (channel: Channel): string =>
  ({ public: channel.name, private: 'privategroup', im: 'directmessage' })[channel.kind];

/** The part every interaction shares. */
function from(world: World, userId: string): Json {
  const { team, appId } = world.workspace;
  const user = world.workspace.user(userId);
  const { name } = user;
  return {
    team: { id: team.id, domain: team.domain },
    user: { id: userId, username: name, name, team_id: teamOf(user, world.workspace) },
    api_app_id: appId,
    token: VERIFICATION,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/**
 * What a person typed, as `should_escape: true` sends it: `&`, `<`, `>` encoded, `@ben` and `#webinars` as ids (a
 * private channel without its name), addresses and e-mails as links. Sequences already written stay.
 */
function escapeTyped(text: string, workspace: Workspace): string {
  return pieces(text)
    .pieces.map((piece, index, all) =>
      typeof piece === 'string' ? linked(piece, workspace) : sourceOf(text, all, index),
    )
    .join('');
}

const sourceOf = (text: string, all: unknown[], index: number): string =>
  [...text.matchAll(/<[^<>]*>/g)][all.slice(0, index).filter((each) => typeof each !== 'string').length]?.[0] ?? '';

/** Plain words as Slack keeps them in a message: signs encoded, names, addresses and links as sequences. */
export function linked(text: string, workspace: Workspace): string {
  const encoded = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return encoded.replace(/https?:\/\/\S+|[\w.+-]+@[\w-]+\.[\w.-]+\w|(?<![\w/])[@#][\w-]+/g, (word) => {
    if (word.startsWith('http')) return `<${word}>`;
    if (word.startsWith('@'))
      return mention([...workspace.users.values()], word, (user) => `<@${user.id}|${user.name}>`);
    if (word.startsWith('#')) {
      return mention(
        [...workspace.channels.values()],
        word,
        ({ id, kind, name }) => `<#${id}|${kind === 'public' ? name : ''}>`,
      );
    }
    return `<mailto:${word}|${word}>`;
  });
}

function mention<T extends { name: string }>(all: T[], word: string, write: (found: T) => string): string {
  const found = all.find(({ name }) => name === word.slice(1));
  return found ? write(found) : word;
}

export function commandPayload(world: World, userId: string, channel: Channel, text: string): Json {
  const { team, appId } = world.workspace;
  return {
    token: VERIFICATION,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: userId,
    user_name: world.workspace.user(userId).name,
    command: world.slashCommand,
    text: escapeTyped(text, world.workspace),
    api_app_id: appId,
    is_enterprise_install: 'false',
    response_url: world.hooks.issue({ userId, channel }),
    trigger_id: world.triggers.issue(userId),
  };
}

export function actionOnMessage(
  world: World,
  userId: string,
  message: Message,
  action: Json,
  typed: Map<string, Json>,
): Json {
  const channel = world.workspace.channel(message.channel);
  const ephemeral = message.ephemeralTo !== undefined;
  return {
    type: 'block_actions',
    ...from(world, userId),
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral },
    trigger_id: world.triggers.issue(userId),
    channel: { id: channel.id, name: channelName(channel) },
    // Slack does not keep ephemeral messages: their content does not come back.
    ...(ephemeral ? {} : { message: wireMessage(world, message) }),
    state: { values: stateOf(message.blocks, typed) },
    response_url: world.hooks.issue({ userId, channel, original: message }),
    actions: [action],
  };
}

export function actionInView(world: World, userId: string, view: View, action: Json): Json {
  return {
    type: 'block_actions',
    ...from(world, userId),
    container: { type: 'view', view_id: view.id },
    trigger_id: world.triggers.issue(userId),
    view: wireView(view),
    actions: [action],
  };
}

export function suggestion(
  world: World,
  userId: string,
  where: Json,
  at: { blockId: string; actionId: string },
  query: string,
): Json {
  return {
    type: 'block_suggestion',
    ...from(world, userId),
    ...where,
    block_id: at.blockId,
    action_id: at.actionId,
    value: query,
  };
}

export function viewPayload(
  world: World,
  userId: string,
  type: 'view_submission' | 'view_closed',
  view: View,
  more: Json,
): Json {
  return { type, ...from(world, userId), view: wireView(view), ...more };
}

export function shortcutPayload(world: World, userId: string, callbackId: string, message: Message | undefined): Json {
  const shared = {
    ...from(world, userId),
    callback_id: callbackId,
    trigger_id: world.triggers.issue(userId),
    action_ts: world.ts(),
  };
  if (!message) return { type: 'shortcut', ...shared };
  const channel = world.workspace.channel(message.channel);
  return {
    type: 'message_action',
    ...shared,
    message_ts: message.ts,
    message: wireMessage(world, message),
    channel: { id: channel.id, name: channelName(channel) },
    response_url: world.hooks.issue({ userId, channel }),
  };
}

export function eventPayload(world: World, event: Json): Json {
  const { team, appId, botUserId } = world.workspace;
  return {
    token: VERIFICATION,
    team_id: team.id,
    context_team_id: team.id,
    api_app_id: appId,
    event: { event_ts: world.ts(), ...event },
    type: 'event_callback',
    event_id: upperId('Ev'),
    event_time: Math.floor(world.now() / 1000),
    is_ext_shared_channel: false,
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: botUserId, is_bot: true, is_enterprise_install: false },
    ],
    event_context: `4-${str(event.type)}`,
  };
}
