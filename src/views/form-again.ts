// A form shown once more, with what was typed in it and what went wrong above it.

import type { SubmittedView } from '../store/submissions.ts';
import type { Block, Message, Modal } from './blocks.ts';
import { carriedBy, carry } from './typed.ts';

/** A submitted view, as Slack gives it back. */
type Submitted = Omit<SubmittedView, 'id'>;

type Element = Record<string, unknown>;
type Shown = Block & { element?: Element };

/** No field of a form is named so: Livestorm's are slugs, ours are words. */
const PROBLEM = 'problem above the form';
const NOTED = 'noted above the form';

/** Whether this block says what went wrong the last time. */
export const isProblem = ({ type, block_id }: Block): boolean =>
  type !== 'input' && block_id?.startsWith(PROBLEM) === true;

const isAbove = (block: Block): boolean =>
  isProblem(block) || (block.type !== 'input' && block.block_id?.startsWith(NOTED) === true);

export function formAgain(view: Submitted, problem: Message): Modal {
  const { attempt, meta } = carriedBy(view.private_metadata);
  return shownAgain(view, asProblem(problem.blocks, attempt), meta);
}

/** The same with what it would do above it, and with what it is to carry now: nothing was done or went wrong yet. */
export function formWith(view: Submitted, above: Block[], meta: unknown): Modal {
  return shownAgain(view, asNoted(above, carriedBy(view.private_metadata).attempt), meta);
}

function shownAgain(view: Submitted, above: Block[], meta: unknown): Modal {
  const { channel, attempt } = carriedBy(view.private_metadata);
  const kept = (view.blocks as Shown[]).filter((block) => !isAbove(block));
  return {
    type: 'modal',
    callback_id: view.callback_id,
    title: view.title,
    ...(view.submit && { submit: view.submit }),
    ...(view.close && { close: view.close }),
    private_metadata: JSON.stringify(carry(meta, channel, attempt + 1)),
    blocks: [...above, ...kept.map((block) => refilled(block, view.state.values))],
  };
}

/** The view that follows a form. The same form once more is another submission than the one that led to it. */
export function following(view: Pick<Submitted, 'callback_id' | 'private_metadata'>, next: Modal): Modal {
  if (next.callback_id !== view.callback_id) return next;
  const { channel, meta } = carriedBy(next.private_metadata);
  const { attempt } = carriedBy(view.private_metadata);
  return { ...next, private_metadata: JSON.stringify(carry(meta, channel, attempt + 1)) };
}

/** Words above a form that the next such words replace: what went wrong or became of a part of it, or what it would do. */
export const asProblem = (blocks: Block[], attempt = 0): Block[] => marked(PROBLEM, blocks, attempt);
export const asNoted = (blocks: Block[], attempt = 0): Block[] => marked(NOTED, blocks, attempt);

const marked = (mark: string, blocks: Block[], attempt: number): Block[] =>
  blocks.map((block, index) => ({ ...block, block_id: `${mark} ${attempt}.${index}` }));

function refilled(block: Shown, values: Submitted['state']['values']): Block {
  if (block.type !== 'input' || !block.block_id || !Object.hasOwn(values, block.block_id)) return block;
  const [typed] = Object.values(values[block.block_id] ?? {});
  return typed ? ({ ...block, element: withTyped(block.element ?? {}, typed) } as unknown as Block) : block;
}

/** Each kind of input names its first value after the state's own name for it (block elements reference). */
const INITIAL: Record<string, string> = {
  value: 'initial_value',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
};

/** The element with what stands in it now; what a person has emptied stays empty. */
function withTyped(element: Element, typed: object): Element {
  const given = Object.entries(typed).flatMap(([name, value]) => {
    const field = INITIAL[name];
    return field ? [{ field, value: field.startsWith('initial_option') ? asShown(element, value) : value }] : [];
  });
  const known = new Set(given.map(({ field }) => field));
  const rest = Object.entries(element).filter(([name]) => !known.has(name));
  const filled = given.filter(
    ({ value }) => value !== null && value !== '' && !(Array.isArray(value) && !value.length),
  );
  return Object.fromEntries([...rest, ...filled.map(({ field, value }) => [field, value])]);
}

/** Slack wants a chosen option word for word as the menu has it, and gives it back in its own writing. */
function asShown(element: Element, chosen: unknown): unknown {
  if (Array.isArray(chosen)) return chosen.map((one) => asShown(element, one));
  const groups = (element.option_groups ?? []) as { options: { value: string }[] }[];
  const options = [...((element.options ?? []) as { value: string }[]), ...groups.flatMap((group) => group.options)];
  return options.find(({ value }) => value === (chosen as { value?: string } | null)?.value) ?? chosen;
}
