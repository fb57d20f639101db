// A person's answer, as a channel sees it: without its buttons, and with who shared it.

import { context, type Message, message } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { mention } from './mention.ts';
import { md, mrkdwn } from './text.ts';

export function asShared({ text, blocks }: Message, user: string): Message {
  const kept = blocks
    .filter((block) => block.type !== 'actions')
    .map((block) => {
      if (block.type !== 'section' || !block.accessory) return block;
      const { accessory: _, ...plain } = block;
      return plain;
    });
  // The last place is for who shared it.
  return message(mrkdwn(text), [...kept.slice(0, LIMITS.blocks - 1), context(md`Shared by ${mention(user)}`)]);
}
