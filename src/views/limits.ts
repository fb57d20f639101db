// How much Slack takes, in UTF-16 units and items, and cutting to it. From Slack's reference pages unless said.

export const LIMITS = {
  /** Blocks of a message, of a modal. */
  blocks: 50,
  modalBlocks: 100,
  /** Text characters over all blocks of a message. Undocumented: refused at 11,341 (bolt-js#2867), so stay well under. */
  messageText: 9_000,
  /** Top-level `text`: chat.update refuses more. */
  text: 4_000,
  textObject: 3_000,
  header: 150,
  fields: 10,
  field: 2_000,
  contextElements: 10,
  actions: 25,
  button: 75,
  buttonValue: 2_000,
  url: 3_000,
  label: 2_000,
  hint: 2_000,
  placeholder: 150,
  /** Of a plain_text_input. */
  inputValue: 3_000,
  options: 100,
  optionText: 75,
  /** 150 in the pages, 75 in the SDK's types and older pages: the smaller holds everywhere. */
  optionValue: 75,
  /** Checkboxes and radio buttons. */
  choices: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** Title, submit and close of a modal. */
  modalTitle: 24,
  metadata: 3_000,
  id: 255,
} as const;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What people would count: 'é' and a family emoji are one each. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

/** At most `max` UTF-16 units, cut between graphemes, with `tail` where something was cut. For literal text. */
export function cut(text: string, max: number, tail = '…'): string {
  if (text.length <= max) return text;
  return text.slice(0, boundary(text, max - tail.length)) + tail;
}

/** The same for mrkdwn: neither an entity (`&amp;`) nor a token (`<https://…|label>`) is left open. */
export function cutMrkdwn(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = boundary(text, max - 1);
  for (let open = openAt(text, end); open >= 0; open = openAt(text, end)) end = boundary(text, open);
  return `${text.slice(0, end)}…`;
}

/** The last place between two graphemes at or before `limit`. */
const boundary = (text: string, limit: number): number =>
  limit <= 0 ? 0 : (graphemes.segment(text).containing(limit)?.index ?? text.length);

/** Where an entity or a token starts that is not closed before `end`; -1 when none is open. */
function openAt(text: string, end: number): number {
  const before = text.slice(0, end);
  const token = before.lastIndexOf('<');
  if (token > before.lastIndexOf('>')) return token;
  const entity = before.lastIndexOf('&');
  return entity > before.lastIndexOf(';') ? entity : -1;
}

/** `text` unless it is longer than Slack takes: an id or a value that were cut would name something else. */
export function whole(text: string, max: number, what: string): string {
  if (text.length > max) throw new RangeError(`${what} has ${text.length} characters, Slack takes ${max}`);
  return text;
}
