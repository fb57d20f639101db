// Words: mrkdwn with its sequences, plain text, dates in the reader's zone, emoji.

import { isRecord, type Json, str } from '../model.ts';
import { decode, type Piece, pieces, type Sequence } from '../mrkdwn.ts';
import { type Page, styled } from './page.ts';

// The emoji that a tool for webinars is likely to use; others keep their :name:.
const EMOJI: Record<string, string> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  bulb: '💡',
  calendar: '📅',
  date: '📅',
  spiral_calendar_pad: '🗓️',
  clock3: '🕒',
  hourglass_flowing_sand: '⏳',
  red_circle: '🔴',
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  white_circle: '⚪',
  tada: '🎉',
  movie_camera: '🎥',
  film_projector: '📽️',
  link: '🔗',
  question: '❓',
  speech_balloon: '💬',
  bar_chart: '📊',
  chart_with_upwards_trend: '📈',
  bell: '🔔',
  lock: '🔒',
  busts_in_silhouette: '👥',
  bust_in_silhouette: '👤',
  wave: '👋',
  eyes: '👀',
  rotating_light: '🚨',
  memo: '📝',
  mag: '🔍',
  gear: '⚙️',
  arrows_counterclockwise: '🔄',
  stopwatch: '⏱️',
  point_right: '👉',
  thumbsup: '👍',
  '+1': '👍',
  information_source: 'ℹ️',
  star: '⭐',
  email: '📧',
  inbox_tray: '📥',
  clapper: '🎬',
  microphone: '🎤',
  no_entry: '⛔',
};

export const withEmoji = (text: string): string =>
  text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => EMOJI[name] ?? whole);

export function emoji(element: Json): string {
  const { unicode, name } = element;
  if (typeof unicode === 'string')
    return String.fromCodePoint(...unicode.split('-').map((hex) => Number.parseInt(hex, 16)));
  return EMOJI[str(name)] ?? `:${str(name)}:`;
}

const ORDINAL = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIX: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a thousand times as long as using it. */
function formatIn(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}

const format = (ms: number, { timeZone }: Page, options: Intl.DateTimeFormatOptions): string =>
  formatIn('en-US', { timeZone, ...options }).format(ms);

const isoDay = (ms: number, { timeZone }: Page): string =>
  formatIn('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms);

function longDate(ms: number, page: Page, weekday: boolean): string {
  const day = Number(format(ms, page, { day: 'numeric' }));
  const name = weekday ? `${format(ms, page, { weekday: 'long' })}, ` : '';
  return `${name}${format(ms, page, { month: 'long' })} ${day}${SUFFIX[ORDINAL.select(day)]}, ${format(ms, page, { year: 'numeric' })}`;
}

function ago(ms: number, page: Page): string {
  if (page.now === undefined) return longDate(ms, page, false);
  const minutes = Math.round((ms - page.now) / 60_000);
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}

/** "today", "yesterday", "tomorrow" for the `_pretty` tokens. */
function nearby(ms: number, page: Page): string | undefined {
  if (page.now === undefined) return undefined;
  const at = isoDay(ms, page);
  const days = [
    ['yesterday', -1],
    ['today', 0],
    ['tomorrow', 1],
  ] as const;
  return days.find(([, offset]) => isoDay((page.now ?? 0) + offset * DAY_MS, page) === at)?.[0];
}

function token(name: string, ms: number, page: Page): string {
  if (name === 'date_num' || name === 'date_slash') return isoDay(ms, page);
  if (name === 'time') return format(ms, page, { hour: 'numeric', minute: '2-digit' });
  if (name === 'time_secs') return format(ms, page, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  if (name === 'ago') return ago(ms, page);
  const near = name.endsWith('_pretty') ? nearby(ms, page) : undefined;
  if (near) return near;
  if (name.startsWith('date_short')) return format(ms, page, { year: 'numeric', month: 'short', day: 'numeric' });
  return longDate(ms, page, name.startsWith('date_long'));
}

/** Slack's date formats (docs.slack.dev/messaging/formatting-message-text#date-formatting), in the reader's zone. */
export function formatDate(seconds: number, pattern: string, page: Page): string {
  return pattern.replace(/\{([a-z_]+)\}/g, (_whole, name: string) => token(name, seconds * 1000, page));
}

function shown(sequence: Sequence, page: Page): string {
  switch (sequence.kind) {
    case 'user':
    case 'usergroup':
      return page.nameOf(sequence.id) ?? `@${sequence.label ?? sequence.id}`;
    case 'channel':
      return page.nameOf(sequence.id) ?? `#${sequence.label ?? sequence.id}`;
    case 'broadcast':
      return `@${sequence.range}`;
    case 'date':
      return formatDate(sequence.seconds, sequence.format, page);
    case 'link':
      return link(decode(sequence.url), sequence.label === undefined ? undefined : decode(sequence.label), page);
  }
}

/** A label with its address behind it; an address alone stands alone. */
export function link(url: string, label: string | undefined, page: Page): string {
  const words = label && label !== url ? `${label} (${url})` : url;
  return styled(words, { underline: true }, page);
}

const MARKS: [RegExp, string][] = [
  [/(?<![\w*])\*(?=\S)([^*\n]*[^*\s])\*(?![\w*])/g, 'bold'],
  [/(?<![\w_])_(?=\S)([^_\n]*[^_\s])_(?![\w_])/g, 'italic'],
  [/(?<![\w~])~(?=\S)([^~\n]*[^~\s])~(?![\w~])/g, 'strike'],
  [/`([^`\n]+)`/g, 'code'],
];

const unmark = (text: string, page: Page): string =>
  MARKS.reduce(
    (now, [mark, name]) => now.replace(mark, (_all, inner: string) => styled(inner, { [name]: true }, page)),
    text,
  );

const quoted = (text: string): string => text.replace(/^(?:&gt;|>) ?/gm, '▎ ');

export function readMrkdwn(text: string, page: Page): string {
  // Marks may span a sequence ("*<url|label>*"), so sequences are put back after the marks are read.
  const kept: string[] = [];
  const keep = (piece: Piece): string =>
    typeof piece === 'string' ? piece : `\u0000${kept.push(shown(piece, page)) - 1}\u0000`;
  const marked = pieces(text).pieces.map(keep).join('');
  const read = withEmoji(decode(unmark(quoted(marked.replaceAll('```', '')), page)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the placeholder must be something nobody types
  return read.replace(/\u0000(\d+)\u0000/g, (_all, index: string) => kept[Number(index)] ?? '');
}

/** A text object, or a bare string. */
export function readPlain(value: unknown, page: Page): string {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return '';
  if (value.type === 'mrkdwn') return readMrkdwn(str(value.text), page);
  return value.emoji === false ? str(value.text) : withEmoji(str(value.text));
}
