// What the words of a message do besides being read: whom they ping, which links they make live.

import { isRecord, type Json, type Message, str } from './model.ts';
import { decode, type Piece, pieces } from './mrkdwn.ts';

type Visit = { mrkdwn(text: string, verbatim: boolean): void; rich(element: Json): void };

const RICH = new Set(['link', 'user', 'usergroup', 'broadcast', 'date']);

/** Every mrkdwn text and every rich-text element, however deep. plain_text and raw_text can do nothing. */
function walk(value: unknown, visit: Visit): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit);
  if (!isRecord(value)) return;
  if (value.type === 'mrkdwn' || value.type === 'markdown') visit.mrkdwn(str(value.text), value.verbatim === true);
  if (RICH.has(str(value.type))) visit.rich(value);
  for (const each of Object.values(value)) walk(each, visit);
}

function nameOfPing(piece: Piece): string | undefined {
  if (typeof piece === 'string') return undefined;
  if (piece.kind === 'broadcast') return `<!${piece.range}>`;
  if (piece.kind === 'user') return `<@${piece.id}>`;
  return piece.kind === 'usergroup' ? `<!subteam^${piece.id}>` : undefined;
}

function nameOfRichPing(element: Json): string | undefined {
  if (element.type === 'broadcast') return `<!${str(element.range)}>`;
  if (element.type === 'user') return `<@${str(element.user_id)}>`;
  return element.type === 'usergroup' ? `<!subteam^${str(element.usergroup_id)}>` : undefined;
}

/** Mentions of people, groups and everybody, as they would be written in mrkdwn. */
export function pingsIn(message: Pick<Message, 'text' | 'blocks'>): string[] {
  const found: (string | undefined)[] = pieces(message.text).pieces.map(nameOfPing);
  walk(message.blocks, {
    mrkdwn: (text) => found.push(...pieces(text).pieces.map(nameOfPing)),
    rich: (element) => found.push(nameOfRichPing(element)),
  });
  return found.filter((each) => each !== undefined);
}

const BARE_URL = /\bhttps?:\/\/[^\s<>|]*[^\s<>|).,;:!?]/g;
const MARKDOWN_LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

function linksOf(text: string, bare: boolean): string[] {
  return pieces(text).pieces.flatMap((piece) => {
    if (typeof piece === 'string') return bare ? (decode(piece).match(BARE_URL) ?? []) : [];
    if (piece.kind === 'link') return [decode(piece.url)];
    return piece.kind === 'date' && piece.url ? [piece.url] : [];
  });
}

/**
 * Links a reader can press: `<url>` and bare addresses in mrkdwn (unless `verbatim`), markdown links, rich-text links.
 * Top-level `text` counts only where no blocks stand in front of it. Buttons are not words.
 */
export function liveLinks(message: Pick<Message, 'text' | 'blocks'>): string[] {
  const found = message.blocks.length === 0 ? linksOf(message.text, true) : [];
  walk(message.blocks, {
    mrkdwn: (text, verbatim) => {
      found.push(...linksOf(text, !verbatim));
      for (const match of text.matchAll(MARKDOWN_LINK)) if (match[1]) found.push(match[1]);
    },
    rich: (element) => {
      if (element.url !== undefined) found.push(str(element.url));
    },
  });
  return [...new Set(found)];
}
