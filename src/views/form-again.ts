// A form shown once more, with what was typed in it and what went wrong above it.

import type { Block, Message, Modal } from './blocks.ts';
import { carriedBy, carry } from './typed.ts';

/** A submitted view, as Slack gives it back. */
export interface SubmittedView {
  callback_id: string;
  title: Modal['title'];
  submit: Modal['submit'] | null;
  close: Modal['close'] | null;
  blocks: unknown[];
  private_metadata: string;
  state: { values: Record<string, Record<string, object>> };
}

const PROBLEM = 'problem';

export function formAgain(view: SubmittedView, problem: Message): Modal {
  const { channel, attempt, meta } = carriedBy(view.private_metadata);
  const blocks = view.blocks as (Block & { element?: object })[];
  const kept = blocks.filter(({ block_id }) => !block_id?.startsWith(PROBLEM));
  const said = problem.blocks.map((block, index) => ({ ...block, block_id: `${PROBLEM}.${attempt}.${index}` }));
  return {
    type: 'modal',
    callback_id: view.callback_id,
    title: view.title,
    ...(view.submit && { submit: view.submit }),
    ...(view.close && { close: view.close }),
    private_metadata: JSON.stringify(carry(meta, channel, attempt + 1)),
    blocks: [...said, ...kept.map((block) => refilled(block, view.state.values))],
  };
}

function refilled(block: Block & { element?: object }, values: SubmittedView['state']['values']): Block {
  if (block.type !== 'input' || !block.block_id) return block;
  const [typed] = Object.values(values[block.block_id] ?? {});
  return { ...block, element: { ...block.element, ...initial(typed ?? {}) } } as Block;
}

/** Each kind of input names its first value after the state's own name for it (block elements reference). */
const INITIAL: Record<string, string> = {
  value: 'initial_value',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
};

function initial(typed: object): object {
  const given = Object.entries(typed).flatMap(([name, value]) => {
    const field = INITIAL[name];
    const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    return field && !empty ? [[field, value]] : [];
  });
  return Object.fromEntries(given);
}
