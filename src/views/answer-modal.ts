// An answer in a window of its own, for a press in a place that has no messages: the App Home.

import { type Block, type Message, type Modal, modal } from './blocks.ts';

/** Such a window's buttons put their answers in its place. */
export const ANSWER = 'answer';

export const answerModal = ({ blocks }: Message): Modal =>
  modal({ id: ANSWER, title: 'Showrunner', close: 'Close', blocks: blocks.flatMap(placeless) });

/** There is no channel to share in. */
function placeless(block: Block): Block[] {
  if (block.type !== 'actions') return [block];
  const elements = block.elements.filter(({ action_id }) => action_id !== 'share');
  return elements.length > 0 ? [{ ...block, elements }] : [];
}
