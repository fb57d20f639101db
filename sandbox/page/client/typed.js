// What was typed into forms and not yet sent, by form: it stays while the form is drawn anew.

import { heldValue, kindOf, placed } from '../../slack/state.ts';
import { change } from './store.js';

const typed = new Map();

const keyOf = (view, block, element) => [view.id, block.block_id, element.action_id, element.type].join('\n');

/** These are kept by the server as soon as they are chosen: what it offered goes with the choice. */
const isKeptAtOnce = ({ type }) => /external_select$|^file_input$/.test(type);

export const optionsOf = (element) => [
  ...(element.options ?? []),
  ...(element.option_groups ?? []).flatMap(({ options }) => options),
];

export function keep(view, block, element, value) {
  typed.set(keyOf(view, block, element), value);
  change({});
}

/** Where an element of a message stands at first. */
export function startOf(element) {
  const initial = element[kindOf(element)?.initial];
  return Array.isArray(initial) ? initial.map((each) => each?.value ?? each) : (initial?.value ?? initial);
}

/** A choice that an update of the form took away is no choice any more. */
function isOffered(element, value) {
  const options = optionsOf(element);
  if (options.length === 0) return true;
  return [value].flat().every((each) => each === null || options.some((option) => option.value === each));
}

/** The value in an element: typed, else what the form holds. Options are their values. */
export function standing(view, block, element) {
  const own = typed.get(keyOf(view, block, element));
  if (own !== undefined && isOffered(element, own)) return own;
  const held = heldValue(view.state?.values?.[block.block_id]?.[element.action_id]);
  if (isKeptAtOnce(element)) return held;
  if (Array.isArray(held)) return held.map((each) => each?.value ?? each);
  return held?.value ?? held;
}

/** `{ block: { action: value } }` of all that was typed here. */
export function typedIn(view) {
  const values = {};
  for (const { block, element } of placed(view.blocks)) {
    const own = typed.get(keyOf(view, block, element));
    if (own === undefined || isKeptAtOnce(element) || !isOffered(element, own)) continue;
    values[block.block_id] = { ...values[block.block_id], [element.action_id]: own === '' ? null : own };
  }
  return values;
}
