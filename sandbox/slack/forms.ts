// Filling a form, sending it, closing it.

import { complaints, entryFor } from './filling.ts';
import { isRecord, type Json, type Outcome, str, type View } from './model.ts';
import { viewPayload } from './payloads.ts';
import { type Seat, viewInFront } from './seeing.ts';
import { placed, typedKey } from './state.ts';
import { settle } from './submitting.ts';
import type { Held } from './views.ts';
import type { World } from './world.ts';

const NOT_SENT: Outcome = {
  acknowledged: false,
  ackMs: 0,
  status: undefined,
  body: undefined,
  failure: undefined,
  errors: undefined,
};

/** Puts values under block ids; a block with several elements takes `{ action_id: value }`. Throws for the impossible. */
export function fill(seat: Seat, view: View, values: Record<string, unknown>): Held {
  const held = viewInFront(seat, view);
  for (const [blockId, value] of Object.entries(values)) fillBlock(seat, held, blockId, value);
  seat.world.views.refresh(held);
  return held;
}

function fillBlock({ world, id }: Seat, held: Held, blockId: string, value: unknown): void {
  const all = placed(held.view.blocks).filter((at) => !str(at.element.type).endsWith('button'));
  const here = all.filter((at) => at.blockId === blockId);
  if (here.length === 0) {
    const known = [...new Set(all.map((at) => at.blockId))].join(', ') || 'none';
    throw new Error(`nothing to fill in at ${blockId}; there are: ${known}`);
  }
  const byAction = here.length > 1 && isRecord(value) ? value : undefined;
  for (const at of byAction ? here.filter(({ actionId }) => actionId in byAction) : here) {
    const suggested = held.suggested.get(typedKey(at)) ?? [];
    const given = byAction ? byAction[at.actionId] : value;
    held.typed.set(typedKey(at), entryFor(at, given, { workspace: world.workspace, userId: id, suggested }));
  }
  if (held.view.errors) delete held.view.errors[blockId];
}

/** Sends the form unless Slack itself finds an input wanting: then `failure` is 'invalid_input' and nothing is sent. */
export async function submit(seat: Seat, view: View, values: Record<string, unknown>): Promise<Outcome> {
  const { world, id } = seat;
  const held = fill(seat, view, values);
  if (held.view.type !== 'modal' || !held.view.submit) throw new Error(`${view.id} has no submit button`);
  const errors = complaints(held.view);
  if (Object.keys(errors).length > 0) {
    held.view.errors = errors;
    return { ...NOT_SENT, failure: 'invalid_input', errors };
  }
  delete held.view.errors;
  const more = { trigger_id: world.triggers.issue(id), response_urls: responseUrls(world, id, held.view) };
  const payload = viewPayload(world, id, 'view_submission', held.view, more);
  const outcome = settle(world, held, await world.deliver({ kind: 'interactive', payload }));
  world.changed();
  return outcome;
}

/** Channels a person chose in an input with `response_url_enabled`: the app may answer there. */
function responseUrls(world: World, userId: string, view: View): Json[] {
  return placed(view.blocks).flatMap(({ element, blockId, actionId }) => {
    if (element.response_url_enabled !== true) return [];
    const entry = view.state.values[blockId]?.[actionId];
    const channel = world.workspace.channels.get(str(entry?.selected_conversation ?? entry?.selected_channel));
    if (!channel) return [];
    const response_url = world.hooks.issue({ userId, channel });
    return [{ block_id: blockId, action_id: actionId, channel_id: channel.id, response_url }];
  });
}

/** Cancels the top view, or all of them with `clear_on_close`; the app hears of those with `notify_on_close`. */
export async function close(seat: Seat, view: View): Promise<Outcome> {
  const { world, id } = seat;
  const held = viewInFront(seat, view);
  const gone = held.view.clear_on_close === true ? [...world.views.stack(id)].reverse() : [held];
  for (const _each of gone) world.views.pop(id);
  let outcome = NOT_SENT;
  for (const each of gone.filter((one) => one.view.notify_on_close === true)) {
    // What was typed does not travel with a view_closed.
    const emptied = { ...each.view, state: { values: {} } };
    const payload = viewPayload(world, id, 'view_closed', emptied, { is_cleared: gone.length > 1 });
    outcome = await world.deliver({ kind: 'interactive', payload });
  }
  world.changed();
  return outcome;
}
