// A menu of choices that may be any number of any words: a registration's own fields, the owners of events.

import type { InputBlock } from '@slack/types';
import { type Choice, type Field, multiSelectInput, option, selectInput, textInput } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { isSeen } from './names.ts';
import { count } from './numbers.ts';
import { plain } from './text.ts';

interface ChoiceField extends Field {
  choices: Choice[];
  multiple?: boolean;
  /** Where the choices are that no menu in Slack can hold. */
  elsewhere: string;
  /** A choice's value; another one is left out. */
  initial?: string;
}

/** Slack takes 100 groups of 100 (option group object). */
const MOST_CHOICES = LIMITS.options * LIMITS.options;

/** A menu, in groups when it is long. Where a choice cannot be in a menu, the hint says so; without any, a line to type in. */
export function choiceInput({ choices, multiple = false, initial, elsewhere, ...field }: ChoiceField): InputBlock {
  const each = [...new Map(choices.toReversed().map((choice) => [choice.value, choice])).values()].reverse();
  const shown = each.filter(isTaken).slice(0, MOST_CHOICES);
  if (shown.length === 0) return typedInstead(field, initial);
  const missing = each.filter(({ value }) => isSeen(value)).length - shown.length;
  const hinted = { ...field, ...(missing > 0 && { hint: missingHint(missing, elsewhere) }), choices: shown };
  const block = multiple
    ? multiSelectInput({ ...hinted, ...(initial !== undefined && { initial: [initial] }) })
    : selectInput({ ...hinted, ...(initial !== undefined && { initial }) });
  return shown.length > LIMITS.options ? grouped(block, shown, initial) : block;
}

/** A line to type in, where a menu would not do. */
export const typedInstead = (field: Field, initial?: string): InputBlock =>
  textInput({
    ...field,
    hint:
      field.hint ?? 'Livestorm has a list of answers for this, too long to show here. Type one as it is written there.',
    maxLength: LIMITS.inputValue,
    ...(initial !== undefined && initial.length <= LIMITS.inputValue && { initial }),
  });

const isTaken = ({ value }: Choice): boolean => isSeen(value) && value.length <= LIMITS.optionValue;

const missingHint = (missing: number, elsewhere: string): string =>
  `${count(missing, 'more choice is', 'more choices are')} too long for a menu in Slack: ${elsewhere}.`;

function grouped(block: InputBlock, choices: Choice[], initial: string | undefined): InputBlock {
  const { options: _, initial_option: _one, initial_options: _some, ...element } = block.element as unknown as Menu;
  const all = choices.map(option);
  const chosen = all.filter(({ value }) => value === initial);
  const groups = Array.from({ length: Math.ceil(all.length / LIMITS.options) }, (_group, index) => {
    const first = index * LIMITS.options;
    const options = all.slice(first, first + LIMITS.options);
    return { label: plain(`Choices ${first + 1} to ${first + options.length}`, LIMITS.optionText), options };
  });
  const start = element.type === 'static_select' ? { initial_option: chosen[0] } : { initial_options: chosen };
  return {
    ...block,
    element: { ...element, option_groups: groups, ...(chosen.length > 0 && start) } as unknown as InputBlock['element'],
  };
}

interface Menu {
  type: string;
  options?: unknown;
  initial_option?: unknown;
  initial_options?: unknown;
}
