// Pressing buttons, choosing in menus, and looking for options while typing.

import { checkSuggestions, slackMessages } from './blocks/check.ts';
import { optionsOf } from './blocks/objects.ts';
import { entryFor } from './filling.ts';
import { type Json, type Message, type OptionsOutcome, type Outcome, str, type View } from './model.ts';
import { actionInView, actionOnMessage, suggestion } from './payloads.ts';
import { elementCalled, isView, mustSee, type Seat, viewInFront, type Which } from './seeing.ts';
import { type Placed, typedKey } from './state.ts';
import { wireView } from './views.ts';

export interface PressOptions extends Which {
  /** What to choose, where the element is a menu, a picker or an input. */
  choice?: unknown;
}

const BUTTONS = new Set(['button', 'workflow_button', 'icon_button']);

/** What was chosen so far around the element, and what the app offered for it. */
interface Around {
  typed: Map<string, Json>;
  suggested: Json[];
}

function actionOf({ world, id }: Seat, at: Placed, { typed, suggested }: Around, choice: unknown): Json {
  const where = { action_id: at.actionId, block_id: at.blockId, action_ts: world.ts() };
  const { type, text, value, style } = at.element;
  if (BUTTONS.has(str(type))) {
    return { type, text, ...(value === undefined ? {} : { value }), ...(style ? { style } : {}), ...where };
  }
  if (choice === undefined) throw new Error(`${at.actionId} is a ${str(type)}: say which choice`);
  if (type === 'feedback_buttons') return { type, value: choice, ...where };
  const entry = entryFor(at, choice, { workspace: world.workspace, userId: id, suggested });
  if (type !== 'overflow') typed.set(typedKey(at), entry);
  return { ...entry, ...where };
}

async function pressInView(seat: Seat, view: View, actionId: string, options: PressOptions): Promise<Outcome> {
  const { world, id } = seat;
  const held = viewInFront(seat, view);
  const at = elementCalled(held.view.blocks, actionId, options);
  if (at.block.type === 'input' && at.block.dispatch_action !== true) {
    throw new Error(`${actionId} is an input that tells the app nothing before submission: fill it`);
  }
  const around = { typed: held.typed, suggested: held.suggested.get(typedKey(at)) ?? [] };
  const action = actionOf(seat, at, around, options.choice);
  world.views.refresh(held);
  return await world.deliver({ kind: 'interactive', payload: actionInView(world, id, held.view, action) });
}

/** Choices made in messages; Slack keeps them with the message. */
const chosenIn = new WeakMap<Message, Map<string, Json>>();

async function pressOnMessage(seat: Seat, message: Message, actionId: string, options: PressOptions): Promise<Outcome> {
  const { world, id } = seat;
  mustSee(seat, message);
  const typed = chosenIn.get(message) ?? new Map<string, Json>();
  chosenIn.set(message, typed);
  const at = elementCalled(message.blocks, actionId, options);
  const action = actionOf(seat, at, { typed, suggested: [] }, options.choice);
  return await world.deliver({ kind: 'interactive', payload: actionOnMessage(world, id, message, action, typed) });
}

export async function press(
  seat: Seat,
  where: Message | View,
  actionId: string,
  options: PressOptions,
): Promise<Outcome> {
  return isView(where)
    ? await pressInView(seat, where, actionId, options)
    : await pressOnMessage(seat, where, actionId, options);
}

const NOT_ASKED: Outcome = {
  acknowledged: false,
  ackMs: 0,
  status: undefined,
  body: undefined,
  failure: 'query_too_short',
  errors: undefined,
};

/** What the menu shows for these letters; nothing is asked while they are fewer than `min_query_length` (3). */
export async function look(seat: Seat, view: View, actionId: string, query: string): Promise<OptionsOutcome> {
  const { world, id } = seat;
  const held = viewInFront(seat, view);
  const at = elementCalled(held.view.blocks, actionId);
  if (query.length < Number(at.element.min_query_length ?? 3)) return { ...NOT_ASKED, options: [] };
  const context = { container: { type: 'view', view_id: held.view.id }, view: wireView(held.view) };
  const payload = suggestion(world, id, context, at, query);
  const outcome = await world.deliver({ kind: 'interactive', payload });
  if (!outcome.acknowledged) return { ...outcome, options: [] };
  const problems = checkSuggestions(outcome.body);
  if (problems.length > 0) {
    return { ...outcome, failure: `invalid_options: ${slackMessages(problems).join(' ')}`, options: [] };
  }
  const options = optionsOf(outcome.body as Json);
  held.suggested.set(typedKey(at), options);
  return { ...outcome, options };
}
