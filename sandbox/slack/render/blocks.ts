// Every block as lines of text.

import { type Block, isRecord, type Json, records, str } from '../model.ts';
import { controlLines, inlineControl } from './controls.ts';
import { chartLines, tableLines } from './figures.ts';
import { bold, dim, indent, type Page, pad, plainWidth, wrap } from './page.ts';
import { richTextLines } from './rich-text.ts';
import { readPlain } from './text.ts';

type Draw = (block: Json, page: Page) => string[];

const texts = (value: unknown, page: Page): string[] =>
  value === undefined ? [] : wrap(readPlain(value, page), page.width);

/** Two columns, as Slack sets fields. */
function fieldLines(block: Json, page: Page): string[] {
  const half = Math.floor((page.width - 2) / 2);
  const fields = records(block.fields).map((field) => wrap(readPlain(field, page), half));
  const lines: string[] = [];
  for (let at = 0; at < fields.length; at += 2) {
    const [left = [], right = []] = [fields[at], fields[at + 1]];
    for (let row = 0; row < Math.max(left.length, right.length); row += 1) {
      lines.push(`${pad(left[row] ?? '', half)}  ${right[row] ?? ''}`.trimEnd());
    }
  }
  return lines;
}

const section: Draw = (block, page) => {
  const lines = [...texts(block.text, page), ...fieldLines(block, page)];
  if (!isRecord(block.accessory)) return lines;
  const [first = '', ...rest] = lines;
  const beside = inlineControl(block.accessory, str(block.block_id), page);
  const gap = beside === undefined ? -1 : page.width - plainWidth(first) - plainWidth(beside);
  if (beside !== undefined && gap >= 2) return [first + ' '.repeat(gap) + beside, ...rest];
  return [...lines, ...controlLines(block.accessory, str(block.block_id), page)];
};

/** Elements side by side while they fit; those with lines of their own below. */
const actions: Draw = (block, page) => {
  const elements = records(block.elements);
  const short = elements.flatMap((each) => inlineControl(each, str(block.block_id), page) ?? []);
  const long = elements.filter((each) => inlineControl(each, str(block.block_id), page) === undefined);
  const lines = short.length > 0 ? wrap(short.map((each) => each.replaceAll(' ', '\u00a0')).join(' '), page.width) : [];
  return [
    ...lines.map((line) => line.replaceAll('\u00a0', ' ')),
    ...long.flatMap((each) => controlLines(each, str(block.block_id), page)),
  ];
};

const input: Draw = (block, page) => {
  const id = str(block.block_id);
  const element = isRecord(block.element) ? block.element : {};
  const label = bold(readPlain(block.label, page), page) + (block.optional === true ? dim(' (optional)', page) : '');
  const inner = { ...page, width: page.width - 2 };
  const error = page.errors[id];
  return [
    ...wrap(label, page.width),
    ...indent(controlLines(element, id, inner), '  '),
    ...indent(error ? wrap(`✖ ${error}`, inner.width) : [], '  '),
    ...indent(
      texts(block.hint, inner).map((line) => dim(line, page)),
      '  ',
    ),
  ];
};

const context: Draw = (block, page) => {
  const parts = records(block.elements).map((each) =>
    each.type === 'image' ? `[image: ${str(each.alt_text)}]` : readPlain(each, page),
  );
  return wrap(parts.join('  '), page.width).map((line) => dim(line, page));
};

const card: Draw = (block, page) => [
  ...texts(block.title, page).map((line) => bold(line, page)),
  ...[block.subtitle, block.body, block.subtext].flatMap((each) => texts(each, page)),
  ...(block.actions === undefined ? [] : actions({ ...block, elements: block.actions }, page)),
];

const SIGN: Record<string, string> = { info: 'ℹ', warning: '⚠', error: '✖', success: '✔' };
const STATUS: Record<string, string> = { pending: '○', in_progress: '◐', complete: '●', error: '✖' };

const task: Draw = (block, page) => [
  `${STATUS[str(block.status)] ?? '○'} ${str(block.title)}`,
  ...indent(
    [block.details, block.output].flatMap((each) => richTextLines(each, page)),
    '  ',
  ),
];

const DRAW: Record<string, Draw> = {
  section,
  actions,
  context_actions: actions,
  context,
  input,
  card,
  header(block, page) {
    const lines = texts(block.text, page);
    const widest = Math.max(...lines.map(plainWidth));
    return [...lines.map((line) => bold(line, page)), '═'.repeat(widest)];
  },
  divider: (_block, page) => [dim('─'.repeat(Math.min(40, page.width)), page)],
  image: (block, page) => [...texts(block.title, page), `[image: ${str(block.alt_text)}]`],
  video: (block, page) => [`[video: ${readPlain(block.title, page)}]`],
  markdown: (block, page) => wrap(str(block.text), page.width),
  rich_text: richTextLines,
  table: tableLines,
  data_table: tableLines,
  data_visualization: chartLines,
  alert: (block, page) =>
    texts(block.text, page).map((line, at) => `${at === 0 ? (SIGN[str(block.level)] ?? '•') : ' '} ${line}`),
  carousel: (block, page) => records(block.elements).flatMap((each) => [...card(each, page), '']),
  container: (block, page) => [
    ...texts(block.title, page).map((line) => bold(line, page)),
    ...richTextLines(block.rich_text_title, page),
    ...texts(block.subtitle, page),
    ...indent(renderBlocks(records(block.child_blocks) as Block[], { ...page, width: page.width - 2 }), '  '),
  ],
  task_card: task,
  plan: (block, page) => [
    str(block.title),
    ...indent(
      records(block.tasks).flatMap((each) => task(each, page)),
      '  ',
    ),
  ],
};

// Lines that belong to what stands above them: no empty line between.
const CLOSE = new Set(['context', 'context_actions']);

export function renderBlocks(blocks: Block[], page: Page): string[] {
  return blocks.flatMap((block, index) => {
    const lines = DRAW[block.type]?.(block, page) ?? [`[${block.type}]`];
    return index === 0 || CLOSE.has(block.type) ? lines : ['', ...lines];
  });
}
