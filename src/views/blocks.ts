// The blocks that messages and forms are built of. Plain functions; each cuts at Slack's limit.

import type {
  ActionsBlock,
  Button,
  Confirm,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  SectionBlock,
  TextObject,
} from '@slack/types';
import { cutMrkdwn, LIMITS, whole } from './limits.ts';
import { esc, plain, safeUrl, strip } from './text.ts';

export type Block = KnownBlock;
export type Modal = ModalView;

/** `text` is the whole verdict: notifications show it, and screen readers read nothing else. */
export interface Message {
  text: string;
  blocks: Block[];
}

/** A string is escaped; `md` is kept, so that a moment in it is shown in each reader's zone. Long lists go to `split`. */
export const message = (text: string | MrkdwnElement, blocks: Block[]): Message => ({
  text: cutMrkdwn(typeof text === 'string' ? esc(strip(text)) : text.text, LIMITS.text),
  blocks: blocks.slice(0, LIMITS.blocks),
});

/** A string becomes plain text: only `md` is markup. Slack refuses empty texts. */
function textObject(text: string | TextObject, max: number): TextObject {
  if (typeof text === 'string') return plain(text, max);
  if (text.type === 'plain_text' || text.text.trim() === '') return plain(text.text, max);
  return { ...text, text: cutMrkdwn(text.text, max) };
}

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, LIMITS.header) });

export const section = (text: string | TextObject, accessory?: SectionBlock['accessory']): SectionBlock => ({
  type: 'section',
  text: textObject(text, LIMITS.textObject),
  ...(accessory && { accessory }),
});

/** Two columns, at most ten. */
export const fields = (...items: (string | TextObject)[]): SectionBlock => ({
  type: 'section',
  fields: items.slice(0, LIMITS.fields).map((item) => textObject(item, LIMITS.field)),
});

/** Small grey words, at most ten pieces. */
export const context = (...items: (string | TextObject)[]): ContextBlock => ({
  type: 'context',
  elements: items.slice(0, LIMITS.contextElements).map((item) => textObject(item, LIMITS.textObject)),
});

export const divider = (): DividerBlock => ({ type: 'divider' });

/** At most 25. Two buttons with one id need two blocks: Slack wants an action id once in its block. */
export const actions = (...elements: ActionsBlock['elements']): ActionsBlock => ({
  type: 'actions',
  elements: elements.slice(0, LIMITS.actions),
});

export interface ButtonSpec {
  /** The action id. */
  id: string;
  /** About 30 characters are seen, 75 are taken. */
  text: string;
  value?: string;
  style?: 'primary' | 'danger';
  confirm?: Confirm;
  /** https only; another address gives a button without one. A press still sends the action. */
  url?: string;
}

export function button({ id, text, value, style, confirm, url }: ButtonSpec): Button {
  const href = url === undefined ? undefined : safeUrl(url);
  return {
    type: 'button',
    action_id: whole(id, LIMITS.id, 'an action id'),
    text: plain(text, LIMITS.button),
    ...(value !== undefined && { value: whole(value, LIMITS.buttonValue, 'the value of a button') }),
    ...(style && { style }),
    ...(confirm && { confirm }),
    ...(href && { url: href }),
  };
}

/** Asks before a button acts. `text` says what goes; `yes` repeats the verb. */
export const confirmation = (ask: {
  title: string;
  text: string | MrkdwnElement;
  yes: string;
  no: string;
  danger?: boolean;
}): Confirm => ({
  title: plain(ask.title, LIMITS.confirmTitle),
  text: textObject(ask.text, LIMITS.confirmText),
  confirm: plain(ask.yes, LIMITS.confirmButton),
  deny: plain(ask.no, LIMITS.confirmButton),
  ...(ask.danger && { style: 'danger' as const }),
});

export interface ModalSpec {
  /** The form's id: Slack's `callback_id`. */
  id: string;
  /** 24 characters, as are `submit` and `close`. */
  title: string;
  submit?: string;
  close?: string;
  blocks: Block[];
  /** Comes back with every answer, as JSON in `private_metadata`. It passes through the reader's hands: no secrets. */
  meta?: unknown;
}

export function modal({ id, title, submit, close, blocks, meta }: ModalSpec): Modal {
  const asks = blocks.some((block) => block.type === 'input');
  const send = submit ?? (asks ? 'Submit' : undefined); // Slack refuses inputs without a submit button
  return {
    type: 'modal',
    callback_id: whole(id, LIMITS.id, 'a form id'),
    title: plain(title, LIMITS.modalTitle),
    ...(send !== undefined && { submit: plain(send, LIMITS.modalTitle) }),
    ...(close !== undefined && { close: plain(close, LIMITS.modalTitle) }),
    blocks: blocks.slice(0, LIMITS.modalBlocks),
    ...(meta !== undefined && { private_metadata: whole(JSON.stringify(meta), LIMITS.metadata, 'the meta of a form') }),
  };
}

/** The text characters of a block, as Slack's undocumented limit per message seems to count them. */
export function weight(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, item) => sum + weight(item), 0);
  if (typeof part !== 'object' || part === null) return 0;
  return Object.entries(part).reduce((sum, [key, value]) => {
    if (typeof value !== 'string') return sum + weight(value);
    return COUNTED.has(key) ? sum + value.length : sum;
  }, 0);
}

const COUNTED = new Set(['text', 'url', 'fallback', 'alt_text', 'value']);

/** Deals blocks out to messages of at most 50 blocks and 9,000 characters. A heading stays with what follows it. */
export function split(blocks: Block[]): Block[][] {
  const messages: Block[][] = [];
  let current: Block[] = [];
  for (const block of blocks) {
    if (current.length >= LIMITS.blocks || weight(current) + weight(block) > LIMITS.messageText) {
      const carried = current.length > 1 && current.at(-1)?.type === 'header' ? current.splice(-1) : [];
      if (current.length > 0) messages.push(current);
      current = carried;
    }
    current.push(block);
  }
  return current.length > 0 ? [...messages, current] : messages;
}
