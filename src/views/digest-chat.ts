// The chat of a digest: the links the team shared, and what was said when it was busiest.

import type { RichTextBlock, RichTextBlockElement } from '@slack/types';
import type { Digest, DigestMessage, Highlights } from '../operations/digest.ts';
import { formatDuration, formatOffset } from '../time/format.ts';
import { type Block, header } from './blocks.ts';
import { chatSentence, isUnread } from './digest-numbers.ts';
import { nameOf, type People, words } from './digest-people.ts';
import { shortened } from './digest-questions.ts';
import { cut } from './limits.ts';
import { count, number } from './numbers.ts';
import { bold, type Inline, italic, line, list, quote, richText, text, webLink } from './rich-text.ts';

const LINKS = 20;
const LABEL = 80;
const QUOTE = 600;
const GLIMPSE = 100;

/** For the root: how much was said, and when most, with a line to tell what about. */
export function chatSummary(digest: Digest, people: People): RichTextBlock {
  const moments = digest.highlights.moments.map((moment): Inline[] => {
    const { offset, messages, lengthSeconds, quotes } = moment;
    const size = ` · ${count(messages, 'message')} in ${formatDuration(lengthSeconds)}`;
    const [first] = quotes;
    return [bold(formatOffset(offset)), size, ...(first ? [' · ', ...glimpse(first, people)] : [])];
  });
  const busiest = moments.length > 0 ? [line(bold('Busiest moments')), list(moments)] : [];
  return richText(line(bold('Chat: '), chatSentence(digest)), ...busiest);
}

function glimpse({ text: said, author }: DigestMessage, people: People): Inline[] {
  const by = nameOf(author, people);
  const beginning = cut(words(said).replace(/\s+/g, ' '), GLIMPSE).replace(/ \S{0,20}…$/, '…');
  return [text(`“${beginning}”`), by && italic(` – ${by}`)];
}

/** For the thread. Empty when nobody wrote, or nobody read it. */
export function chatBlocks(digest: Digest, people: People): Block[] {
  if (digest.messageCount === 0 || isUnread(digest, 'chat')) return [];
  const { links, moments } = digest.highlights;
  const shared = links.length > 0 ? [richText(...linkList(links, people))] : [];
  return [
    header('Chat'),
    richText(line(chatSentence(digest))),
    ...shared,
    ...moments.map((moment) => richText(...momentParts(moment, people))),
  ];
}

function linkList(links: Highlights['links'], people: People): RichTextBlockElement[] {
  const rest = links.length - LINKS;
  return [
    line(bold('Links the team shared')),
    list(links.slice(0, LINKS).map((link) => linkItem(link, people))),
    ...(rest > 0 ? [line(italic(`and ${count(rest, 'more link')}`))] : []),
  ];
}

function linkItem({ url, by, offset, times }: Highlights['links'][number], people: People): Inline[] {
  const shown = words(url);
  const label = cut(shown.replace(/^https?:\/\//i, '').replace(/\/$/, ''), LABEL);
  const who = nameOf(by, people);
  const facts = [who, formatOffset(offset), times > 1 ? `${number(times)} times` : ''].filter(Boolean);
  return [shown === url ? webLink(url, label) : text(label), italic(` – ${facts.join(', ')}`)];
}

function momentParts(moment: Highlights['moments'][number], people: People): RichTextBlockElement[] {
  const { offset, messages, lengthSeconds, quotes } = moment;
  const said = `${count(messages, 'message')} in ${formatDuration(lengthSeconds)}`;
  return [line(bold(`Busy at ${formatOffset(offset)}`), ` · ${said}`), ...quotes.map((one) => saying(one, people))];
}

function saying({ text: said, author }: DigestMessage, people: People): RichTextBlockElement {
  const by = nameOf(author, people);
  return quote(by && bold(by), by && ': ', text(shortened(words(said), QUOTE)));
}
