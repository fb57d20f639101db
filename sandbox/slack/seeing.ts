// What a person has in front of them: the view on top, the messages shown to them, and the elements in both.

import { optionsOf } from './blocks/objects.ts';
import type { Block, Json, Message, View } from './model.ts';
import { ephemeralsOf } from './posting.ts';
import { type Placed, placed } from './state.ts';
import type { Held } from './views.ts';
import type { World } from './world.ts';

/** One person's place in the world. */
export interface Seat {
  world: World;
  id: string;
}

export const isView = (where: Message | View): where is View => 'root_view_id' in where;

/** The view as it stands now, though the caller may hold an older version of it. Throws when it is not on top. */
export function viewInFront({ world, id }: Seat, view: View): Held {
  const held = world.views.find({ id: view.id });
  if (held?.owner !== id) throw new Error(`${id} does not see view ${view.id} (${view.callback_id})`);
  if (view.type === 'modal' && world.views.stack(id).at(-1) !== held) throw new Error(`${view.id} is not on top`);
  return held;
}

function shownTo({ world, id }: Seat, message: Message): Message[] {
  if (message.ephemeralTo === undefined) return world.workspace.channel(message.channel).messages;
  return message.ephemeralTo === id ? ephemeralsOf(world, id) : [];
}

export function mustSee(seat: Seat, message: Message): void {
  if (!shownTo(seat, message).includes(message)) throw new Error(`${seat.id} does not see message ${message.ts}`);
  const channel = seat.world.workspace.channel(message.channel);
  if (channel.kind !== 'public' && !channel.members.has(seat.id)) {
    throw new Error(`${seat.id} is not in #${channel.name}`);
  }
}

export interface Which {
  blockId?: string | undefined;
  /** Of several elements with one action_id: the one with this value. */
  value?: string | undefined;
}

/** The one element a person means; throws when there is none, or more than one. */
export function elementCalled(blocks: Block[], actionId: string, { blockId, value }: Which = {}): Placed {
  const all = placed(blocks);
  const found = all.filter(
    (at) =>
      at.actionId === actionId &&
      (!blockId || at.blockId === blockId) &&
      (value === undefined || hasValue(at.element, value)),
  );
  if (found.length > 1) throw new Error(`${found.length} elements are called ${actionId}: say which blockId or value`);
  if (found[0]) return found[0];
  const here = all.map((at) => at.actionId).join(', ') || 'none';
  throw new Error(
    `nothing is called ${actionId}${value === undefined ? '' : ` with ${value}`} here; there are: ${here}`,
  );
}

const hasValue = (element: Json, value: string): boolean =>
  element.value === value || optionsOf(element).some((option) => option.value === value);
