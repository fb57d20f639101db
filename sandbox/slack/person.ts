// A person in front of Slack: types commands, presses buttons, fills and sends forms, sees what only they see.

import { checkSuggestions, slackMessages } from './blocks/check.ts';
import { optionsOf } from './blocks/objects.ts';
import { complaints, entryFor } from './filling.ts';
import { respond } from './hooks.ts';
import {
  isRecord,
  type Json,
  type Message,
  type OptionsOutcome,
  type Outcome,
  Refusal,
  records,
  str,
  type View,
} from './model.ts';
import {
  actionInView,
  actionOnMessage,
  commandPayload,
  eventPayload,
  shortcutPayload,
  suggestion,
  viewPayload,
} from './payloads.ts';
import { ephemeralsOf } from './posting.ts';
import { type Placed, placed, typedKey } from './state.ts';
import { settle } from './submitting.ts';
import { type Held, wireView } from './views.ts';
import type { World } from './world.ts';

export interface PressOptions {
  blockId?: string;
  /** Which of several buttons with this action_id: the one with this value. */
  value?: string;
  /** What to choose, where the element is a menu, a picker or an input. */
  choice?: unknown;
}

export interface Person {
  id: string;
  command(channel: string, text: string): Promise<Outcome>;
  press(where: Message | View, actionId: string, options?: PressOptions): Promise<Outcome>;
  options(view: View | Message, actionId: string, query: string): Promise<OptionsOutcome>;
  fill(view: View, values: Record<string, unknown>): void;
  submit(view: View, values?: Record<string, unknown>): Promise<Outcome>;
  close(view: View): Promise<Outcome>;
  shortcut(callbackId: string, message?: Message): Promise<Outcome>;
  openHome(): Promise<Outcome>;
  /** Writes a message as anybody would. */
  say(channel: string, text: string, threadTs?: string): Message;
  readonly view: View | undefined;
  readonly home: View | undefined;
  readonly ephemerals: Message[];
}

const nothing: Outcome = {
  acknowledged: false,
  ackMs: 0,
  status: undefined,
  body: undefined,
  failure: undefined,
  errors: undefined,
};

const isView = (where: Message | View): where is View => 'root_view_id' in where;

/** Choices made in messages; Slack keeps them with the message. */
const chosenIn = new WeakMap<Message, Map<string, Json>>();

export function createPerson(world: World, id: string): Person {
  const { workspace, views } = world;

  function heldView(view: View): Held {
    const held = views.find({ id: view.id });
    if (!held || held.owner !== id) throw new Error(`${id} does not see view ${view.id} (${view.callback_id})`);
    if (view.type === 'modal' && views.stack(id).at(-1) !== held) throw new Error(`${view.id} is not on top`);
    return held;
  }

  function sees(message: Message): void {
    const channel = workspace.channel(message.channel);
    const shown =
      message.ephemeralTo === undefined ? channel.messages : message.ephemeralTo === id ? ephemeralsOf(world, id) : [];
    if (!shown.includes(message)) throw new Error(`${id} does not see message ${message.ts}`);
    if (channel.kind !== 'public' && !channel.members.has(id)) throw new Error(`${id} is not in #${channel.name}`);
  }

  function find(blocks: View['blocks'], actionId: string, { blockId, value }: PressOptions = {}): Placed {
    const all = placed(blocks);
    const found = all.filter(
      (at) =>
        at.actionId === actionId &&
        (!blockId || at.blockId === blockId) &&
        (value === undefined || valueMatches(at.element, value)),
    );
    if (found.length > 1)
      throw new Error(`${found.length} elements are called ${actionId}: say which blockId or value`);
    if (!found[0])
      throw new Error(
        `nothing is called ${actionId} here; there are: ${all.map((at) => at.actionId).join(', ') || 'none'}`,
      );
    return found[0];
  }

  async function deliver(kind: 'slash_commands' | 'interactive' | 'events_api', payload: Json): Promise<Outcome> {
    return await world.deliver({ kind, payload });
  }

  function actionOf(at: Placed, typed: Map<string, Json>, suggested: Json[], choice: unknown): Json {
    const where = { action_id: at.actionId, block_id: at.blockId, action_ts: world.ts() };
    const { type, text, value, style } = at.element;
    if (['button', 'workflow_button', 'icon_button'].includes(str(type))) {
      return { type, text, ...(value === undefined ? {} : { value }), ...(style ? { style } : {}), ...where };
    }
    if (type === 'feedback_buttons') return { type, value: choice, ...where };
    if (choice === undefined) throw new Error(`${at.actionId} is a ${str(type)}: say which choice`);
    const entry = entryFor(at, choice, { workspace, userId: id, suggested });
    if (type !== 'overflow') typed.set(typedKey(at), entry);
    return { ...entry, ...where };
  }

  function fill(view: View, values: Record<string, unknown>): void {
    const held = heldView(view);
    for (const [blockId, value] of Object.entries(values)) fillBlock(held, blockId, value);
    views.refresh(held);
  }

  function fillBlock(held: Held, blockId: string, value: unknown): void {
    const here = placed(held.view.blocks).filter((at) => at.blockId === blockId && str(at.element.type) !== 'button');
    if (here.length === 0) {
      const known = placed(held.view.blocks).map((at) => at.blockId);
      throw new Error(`nothing to fill in at ${blockId}; there are: ${[...new Set(known)].join(', ') || 'none'}`);
    }
    const several = here.length > 1 && isRecord(value) ? value : undefined;
    for (const at of here) {
      if (several && !(at.actionId in several)) continue;
      const suggested = held.suggested.get(typedKey(at)) ?? [];
      held.typed.set(
        typedKey(at),
        entryFor(at, several ? several[at.actionId] : value, { workspace, userId: id, suggested }),
      );
    }
    if (held.view.errors) delete held.view.errors[blockId];
  }

  async function pressInView(view: View, actionId: string, options: PressOptions): Promise<Outcome> {
    const held = heldView(view);
    const at = find(held.view.blocks, actionId, options);
    if (at.block.type === 'input' && at.block.dispatch_action !== true) {
      throw new Error(`${actionId} is an input that tells the app nothing before submission: fill it`);
    }
    const action = actionOf(at, held.typed, held.suggested.get(typedKey(at)) ?? [], options.choice);
    views.refresh(held);
    return await deliver('interactive', actionInView(world, id, held.view, action));
  }

  return {
    id,
    async command(channelId, text) {
      const channel = workspace.channel(channelId);
      if (!channel.members.has(id)) throw new Error(`${id} is not in #${channel.name}`);
      const payload = commandPayload(world, id, channel, text);
      const outcome = await deliver('slash_commands', payload);
      if (!outcome.acknowledged) return outcome;
      const said = typeof outcome.body === 'string' ? { text: outcome.body } : outcome.body;
      if (!isRecord(said) || (!said.text && !said.blocks && !said.attachments)) return outcome;
      try {
        respond(world, { userId: id, channel, original: undefined }, said);
        world.changed();
        return outcome;
      } catch (error) {
        if (error instanceof Refusal) return { ...outcome, failure: error.code };
        throw error;
      }
    },
    async press(where, actionId, options = {}) {
      if (isView(where)) return await pressInView(where, actionId, options);
      sees(where);
      const typed = chosenIn.get(where) ?? new Map<string, Json>();
      chosenIn.set(where, typed);
      const action = actionOf(find(where.blocks, actionId, options), typed, [], options.choice);
      return await deliver('interactive', actionOnMessage(world, id, where, action, typed));
    },
    async options(where, actionId, query) {
      const held = isView(where) ? heldView(where) : undefined;
      const at = find(held?.view.blocks ?? where.blocks, actionId);
      if (query.length < Number(at.element.min_query_length ?? 3))
        return { ...nothing, failure: 'query_too_short', options: [] };
      const context: Json = held
        ? { container: { type: 'view', view_id: held.view.id }, view: wireView(held.view) }
        : { container: { type: 'message', message_ts: (where as Message).ts, channel_id: (where as Message).channel } };
      const outcome = await deliver('interactive', suggestion(world, id, context, at, query));
      if (!outcome.acknowledged) return { ...outcome, options: [] };
      const problems = checkSuggestions(outcome.body);
      if (problems.length > 0)
        return { ...outcome, failure: `invalid_options: ${slackMessages(problems).join(' ')}`, options: [] };
      const options = optionsOf(outcome.body as Json);
      held?.suggested.set(typedKey(at), options);
      return { ...outcome, options };
    },
    fill,
    async submit(view, values = {}) {
      fill(view, values);
      const held = heldView(view);
      if (held.view.type !== 'modal' || !held.view.submit) throw new Error(`${view.id} has no submit button`);
      const errors = complaints(held.view);
      held.view.errors = errors;
      if (Object.keys(errors).length > 0) return { ...nothing, failure: 'invalid_input', errors };
      delete held.view.errors;
      const more = { trigger_id: world.triggers.issue(id), response_urls: responseUrls(world, id, held.view) };
      const outcome = settle(
        world,
        held,
        await deliver('interactive', viewPayload(world, id, 'view_submission', held.view, more)),
      );
      world.changed();
      return outcome;
    },
    async close(view) {
      const held = heldView(view);
      const gone = held.view.clear_on_close === true ? [...views.stack(id)].reverse() : [held];
      for (const _each of gone) views.pop(id);
      let outcome: Outcome = nothing;
      for (const each of gone.filter((one) => one.view.notify_on_close === true)) {
        const { state: _inputs, ...shown } = each.view;
        const payload = viewPayload(world, id, 'view_closed', { ...shown, state: { values: {} } } as View, {
          is_cleared: gone.length > 1,
        });
        outcome = await deliver('interactive', payload);
      }
      world.changed();
      return outcome;
    },
    async shortcut(callbackId, message) {
      if (message) sees(message);
      return await deliver('interactive', shortcutPayload(world, id, callbackId, message));
    },
    async openHome() {
      const home = views.home(id);
      const event = {
        type: 'app_home_opened',
        user: id,
        channel: workspace.dm(id).id,
        tab: 'home',
        ...(home ? { view: wireView(home.view) } : {}),
      };
      return await deliver('events_api', eventPayload(world, event));
    },
    say(channelId, text, threadTs) {
      const channel = workspace.channel(channelId);
      if (!channel.members.has(id)) throw new Error(`${id} is not in #${channel.name}`);
      const message: Message = {
        ...{ channel: channelId, ts: world.ts(), threadTs, user: id, botId: undefined, text, blocks: [], files: [] },
        ...{ metadata: undefined, ephemeralTo: undefined, versions: [{ at: world.now(), text, blocks: [] }] },
      };
      channel.messages.push(message);
      world.changed();
      return message;
    },
    get view() {
      return views.stack(id).at(-1)?.view;
    },
    get home() {
      return views.home(id)?.view;
    },
    get ephemerals() {
      return ephemeralsOf(world, id);
    },
  };
}

const valueMatches = (element: Json, value: string): boolean =>
  element.value === value || optionsOf(element).some((option) => option.value === value);

/** Channels a person chose in an input with `response_url_enabled`: the app may answer there. */
function responseUrls(world: World, userId: string, view: View): Json[] {
  return placed(view.blocks).flatMap(({ element, blockId, actionId }) => {
    if (element.response_url_enabled !== true) return [];
    const entry = view.state.values[blockId]?.[actionId];
    const channel = world.workspace.channels.get(str(entry?.selected_conversation ?? entry?.selected_channel));
    if (!channel) return [];
    const response_url = world.hooks.issue({ userId, channel });
    return records([{ block_id: blockId, action_id: actionId, channel_id: channel.id, response_url }]);
  });
}
