// A person in front of Slack: types commands, presses buttons, fills and sends forms, sees what only they see.

import { close, fill, submit } from './forms.ts';
import { respond } from './hooks.ts';
import {
  type Channel,
  isRecord,
  type Json,
  type Message,
  type OptionsOutcome,
  type Outcome,
  Refusal,
  type View,
} from './model.ts';
import { commandPayload, eventPayload, shortcutPayload } from './payloads.ts';
import { keepFile } from './people-files.ts';
import { ephemeralsOf } from './posting.ts';
import { look, type PressOptions, press } from './pressing.ts';
import { mustSee, type Seat } from './seeing.ts';
import { wireView } from './views.ts';
import type { World } from './world.ts';

export interface Person {
  id: string;
  /** Types the slash command with these words after it. An acknowledgement with words becomes an ephemeral. */
  command(channel: string, text: string): Promise<Outcome>;
  /** Presses a button, or chooses in a menu; throws when there is no such element in front of this person. */
  press(where: Message | View, actionId: string, options?: PressOptions): Promise<Outcome>;
  /** Types letters into an external menu. */
  options(view: View, actionId: string, query: string): Promise<OptionsOutcome>;
  /** Fills inputs by block_id; throws for what nobody could type or choose. */
  fill(view: View, values: Record<string, unknown>): void;
  /** A file from their disk, ready to be put into a file input. */
  file(name: string, content: Buffer | string): Json;
  submit(view: View, values?: Record<string, unknown>): Promise<Outcome>;
  close(view: View): Promise<Outcome>;
  /** The global shortcut, or the one of a message. */
  shortcut(callbackId: string, message?: Message): Promise<Outcome>;
  openHome(): Promise<Outcome>;
  /** Writes a message as anybody would. */
  say(channel: string, text: string, threadTs?: string): Message;
  /** The top of this person's own stack. */
  readonly view: View | undefined;
  /** What the app published on their Home tab. */
  readonly home: View | undefined;
  /** Messages only they see, newest last. */
  readonly ephemerals: Message[];
}

function channelOf({ world, id }: Seat, channelId: string): Channel {
  const channel = world.workspace.channel(channelId);
  if (!channel.members.has(id)) throw new Error(`${id} is not in #${channel.name}`);
  return channel;
}

async function command(seat: Seat, channelId: string, text: string): Promise<Outcome> {
  const { world, id } = seat;
  const channel = channelOf(seat, channelId);
  const payload = commandPayload(world, id, channel, text);
  const outcome = await world.deliver({ kind: 'slash_commands', payload });
  if (!outcome.acknowledged) return outcome;
  const said = typeof outcome.body === 'string' ? { text: outcome.body } : outcome.body;
  // An answer for the channel shows what was typed, too.
  if (isRecord(said) && said.response_type === 'in_channel')
    say(seat, channelId, `${world.slashCommand} ${text}`, undefined);
  if (!isRecord(said) || (!said.text && !said.blocks && !said.attachments)) return outcome;
  try {
    respond(world, { userId: id, channel, original: undefined }, said);
    world.changed();
    return outcome;
  } catch (error) {
    if (error instanceof Refusal) return { ...outcome, failure: error.code };
    throw error;
  }
}

function say(seat: Seat, channelId: string, text: string, threadTs: string | undefined): Message {
  const { world, id } = seat;
  const channel = channelOf(seat, channelId);
  const message: Message = {
    channel: channelId,
    ts: world.ts(),
    threadTs,
    user: id,
    botId: undefined,
    text,
    blocks: [],
    metadata: undefined,
    files: [],
    ephemeralTo: undefined,
    versions: [{ at: world.now(), text, blocks: [] }],
  };
  channel.messages.push(message);
  world.changed();
  return message;
}

async function openHome({ world, id }: Seat): Promise<Outcome> {
  const home = world.views.home(id);
  const event = {
    type: 'app_home_opened',
    user: id,
    channel: world.workspace.dm(id).id,
    tab: 'home',
    ...(home ? { view: wireView(home.view) } : {}),
  };
  return await world.deliver({ kind: 'events_api', payload: eventPayload(world, event) });
}

export function createPerson(world: World, id: string): Person {
  const seat: Seat = { world, id };
  return {
    id,
    command: (channel, text) => command(seat, channel, text),
    press: (where, actionId, options = {}) => press(seat, where, actionId, options),
    options: (view, actionId, query) => look(seat, view, actionId, query),
    fill: (view, values) => void fill(seat, view, values),
    file: (name, content) => keepFile(world, id, name, content),
    submit: (view, values = {}) => submit(seat, view, values),
    close: (view) => close(seat, view),
    async shortcut(callbackId, message) {
      if (message) mustSee(seat, message);
      return await world.deliver({ kind: 'interactive', payload: shortcutPayload(world, id, callbackId, message) });
    },
    openHome: () => openHome(seat),
    say: (channel, text, threadTs) => say(seat, channel, text, threadTs),
    get view() {
      return world.views.stack(id).at(-1)?.view;
    },
    get home() {
      return world.views.home(id)?.view;
    },
    get ephemerals() {
      return ephemeralsOf(world, id);
    },
  };
}
