// Buttons, menus, pickers and inputs, with what stands in them.

import { optionsOf } from '../blocks/objects.ts';
import { isRecord, type Json, records, str } from '../model.ts';
import { heldValue, isEmpty, kindOf } from '../state.ts';
import { dim, indent, type Page, wrap } from './page.ts';
import { richTextLines } from './rich-text.ts';
import { formatDate, readPlain } from './text.ts';

const BUTTONS = new Set(['button', 'workflow_button', 'icon_button']);
const MENU_WORD: Record<string, string> = {
  datepicker: 'Pick a date',
  timepicker: 'Pick a time',
  datetimepicker: 'Pick a date and time',
};

/** The value in an element: from the state, or where it starts. */
function standingIn(element: Json, blockId: string, page: Page): unknown {
  const entry = page.values[blockId]?.[str(element.action_id)];
  if (entry) return heldValue(entry);
  const kind = kindOf(element);
  return kind && (element[kind.initial] ?? kind.empty);
}

const zoneOf = (page: Page): string => (page.timeZone === 'UTC' ? 'UTC' : page.timeZone.replaceAll('_', ' '));

function chosen(element: Json, value: unknown, page: Page): string {
  if (Array.isArray(value)) return value.map((each) => chosen(element, each, page)).join(', ');
  if (isRecord(value)) return readPlain(value.text, page);
  if (element.type === 'datetimepicker')
    return `${formatDate(Number(value), '{date_short} at {time}', page)} (${zoneOf(page)})`;
  const zone = typeof element.timezone === 'string' ? ` (${element.timezone})` : '';
  return (page.nameOf(String(value)) ?? String(value)) + zone;
}

function menu(element: Json, blockId: string, page: Page): string {
  const value = standingIn(element, blockId, page);
  const prompt = readPlain(element.placeholder, page) || MENU_WORD[str(element.type)] || 'Select';
  return `[${isEmpty(value) ? prompt : chosen(element, value, page)} ▾]`;
}

function boxes(element: Json, blockId: string, page: Page): string[] {
  const value = standingIn(element, blockId, page);
  const held = new Set(records(Array.isArray(value) ? value : [value]).map((option) => option.value));
  const [on, off] = element.type === 'checkboxes' ? ['[x]', '[ ]'] : ['(•)', '( )'];
  return optionsOf(element).flatMap((option) => {
    const detail = readPlain(option.description, page);
    const line = `${held.has(option.value) ? on : off} ${readPlain(option.text, page)}`;
    return detail ? [line, ...indent(wrap(dim(detail, page), page.width - 4), '    ')] : [line];
  });
}

function typed(element: Json, blockId: string, page: Page): string[] {
  const value = standingIn(element, blockId, page);
  if (isRecord(value)) return indent(richTextLines(value, page), '┃ ');
  const words = isEmpty(value) ? dim(readPlain(element.placeholder, page), page) : String(value);
  return indent(wrap(words, page.width - 2), '┃ ');
}

const feedback = (element: Json, page: Page): string =>
  [element.positive_button, element.negative_button]
    .map((each) => `[${isRecord(each) ? readPlain(each.text, page) : ''}]`)
    .join(' ');

/** An element that takes part of a line; undefined for those that need lines of their own. */
export function inlineControl(element: Json, blockId: string, page: Page): string | undefined {
  const type = str(element.type);
  if (BUTTONS.has(type)) return `[${readPlain(element.text, page)}${element.url ? ' ↗' : ''}]`;
  if (type === 'overflow') return '[⋯]';
  if (type === 'image') return `[image: ${str(element.alt_text)}]`;
  if (type === 'feedback_buttons') return feedback(element, page);
  if (/_select$|picker$/.test(type)) return menu(element, blockId, page);
  return undefined;
}

export function controlLines(element: Json, blockId: string, page: Page): string[] {
  const short = inlineControl(element, blockId, page);
  if (short !== undefined) return [short];
  if (element.type === 'checkboxes' || element.type === 'radio_buttons') return boxes(element, blockId, page);
  if (element.type === 'file_input') {
    const files = records(standingIn(element, blockId, page)).map((file) => `📎 ${str(file.name)}`);
    return files.length > 0 ? files : ['[Upload a file]'];
  }
  return typed(element, blockId, page);
}
