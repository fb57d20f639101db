// Rich text: sections, quotes, lists and preformatted parts.

import { isRecord, type Json, records, str } from '../model.ts';
import { indent, type Page, styled, wrap } from './page.ts';
import { emoji, formatDate, link } from './text.ts';

function plain(element: Json, page: Page): string {
  const named = (id: unknown, sign: string): string => page.nameOf(str(id)) ?? `${sign}${str(id)}`;
  switch (element.type) {
    case 'text':
      return str(element.text);
    case 'link':
      return link(str(element.url), element.text === undefined ? undefined : str(element.text), page);
    case 'user':
      return named(element.user_id, '@');
    case 'usergroup':
      return named(element.usergroup_id, '@');
    case 'channel':
      return named(element.channel_id, '#');
    case 'broadcast':
      return `@${str(element.range)}`;
    case 'emoji':
      return emoji(element);
    case 'date':
      return formatDate(Number(element.timestamp), str(element.format), page);
    default:
      return str(element.value) || str(element.team_id);
  }
}

const inline = (value: unknown, page: Page): string =>
  records(value)
    .map((element) => styled(plain(element, page), isRecord(element.style) ? element.style : undefined, page))
    .join('');

function listLines(list: Json, page: Page): string[] {
  const depth = '  '.repeat(Number(list.indent ?? 0));
  const first = Number(list.offset ?? 0) + 1;
  return records(list.elements).flatMap((item, index) => {
    const mark = list.style === 'ordered' ? `${first + index}. ` : '• ';
    const lines = wrap(inline(item.elements, page), page.width - depth.length - mark.length);
    return lines.map((line, number) => depth + (number === 0 ? mark : ' '.repeat(mark.length)) + line);
  });
}

function part(element: Json, page: Page): string[] {
  switch (element.type) {
    case 'rich_text_list':
      return listLines(element, page);
    case 'rich_text_quote':
      return indent(wrap(inline(element.elements, page), page.width - 2), '▎ ');
    case 'rich_text_preformatted':
      return indent(inline(element.elements, page).split('\n'), '    ');
    default:
      // A section ends its own line; a line feed at its very end is how Slack's editor parts paragraphs.
      return wrap(inline(element.elements, page).replace(/\n$/, ''), page.width);
  }
}

export const richTextLines = (block: unknown, page: Page): string[] =>
  isRecord(block) ? records(block.elements).flatMap((element) => part(element, page)) : [];
