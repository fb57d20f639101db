// How a person reads a message or a form, as plain text for a terminal.

import type { Message, View } from './model.ts';
import { renderBlocks } from './render/blocks.ts';
import { type Page, plainWidth, wrap } from './render/page.ts';
import { readMrkdwn, readPlain } from './render/text.ts';

export interface RenderOptions {
  /** IANA zone of the reader's device: dates are shown in it. */
  timeZone?: string;
  /** Milliseconds: what `{ago}` and "today" are counted from; without it, dates are written out. */
  now?: number;
  /** Columns of the terminal. */
  width?: number;
  /** Names of ids: `workspace.nameOf`. */
  nameOf?: (id: string) => string | undefined;
  /** Bold, italics and colours as escape codes; without, no marks at all. */
  ansi?: boolean;
}

const pageOf = (options: RenderOptions, subject: Partial<View>): Page => ({
  timeZone: options.timeZone ?? 'UTC',
  now: options.now,
  width: options.width ?? 76,
  nameOf: options.nameOf ?? (() => undefined),
  ansi: options.ansi ?? false,
  values: subject.state?.values ?? {},
  errors: subject.errors ?? {},
});

function renderMessage(message: Message, page: Page): string[] {
  const files = message.files.map(({ name, title }) => `📎 ${name}${title === name ? '' : ` (${title})`}`);
  const body = message.blocks.length > 0 ? renderBlocks(message.blocks, page) : [];
  // Blocks stand in front of the text; the text is for notifications then. A file's comment is read either way.
  const text = message.blocks.length > 0 ? [] : wrap(readMrkdwn(message.text, page), page.width);
  return [...text.filter((line) => line !== '' || message.text !== ''), ...body, ...files];
}

const titleOf = (view: View, field: 'title' | 'submit' | 'close', page: Page): string => readPlain(view[field], page);

/** ╭─ title ─── … ╰─── with the buttons at the foot, right-aligned. */
function renderModal(view: View, page: Page): string[] {
  const inner = { ...page, width: page.width - 2 };
  const rule = (text: string): string => text + '─'.repeat(Math.max(3, page.width - plainWidth(text)));
  const buttons = [titleOf(view, 'close', page) || 'Close', titleOf(view, 'submit', page)]
    .filter(Boolean)
    .map((word) => `[${word}]`)
    .join(' ');
  const foot = buttons.padStart(inner.width);
  const lines = [...renderBlocks(view.blocks, inner), '', foot];
  return [rule(`╭─ ${titleOf(view, 'title', page)} `), ...lines.map((line) => `│ ${line}`.trimEnd()), rule('╰')];
}

function renderView(view: View, page: Page): string[] {
  return view.type === 'home' ? renderBlocks(view.blocks, page) : renderModal(view, page);
}

const isView = (subject: Message | View): subject is View => 'root_view_id' in subject;

export function renderText(subject: Message | View, options: RenderOptions = {}): string {
  const page = pageOf(options, isView(subject) ? subject : {});
  const lines = isView(subject) ? renderView(subject, page) : renderMessage(subject, page);
  return lines.map((line) => line.trimEnd()).join('\n');
}
