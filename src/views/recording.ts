// The recording of a session: first what a link costs, then the link, for the person who asked.

import type { Recording } from '../livestorm/recordings.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { actions, type Block, button, context, header, type Message, message, section } from './blocks.ts';
import { bold, isSeen, literal, short } from './names.ts';
import { count, number } from './numbers.ts';
import { line, richText, text, webLink } from './rich-text.ts';
import { moment, sessionTitle } from './session-line.ts';
import { join, md, safeUrl } from './text.ts';

const MOST = 10;
const MOST_LETTERS = 500;

/** No call: a link is made when the button is pressed. */
export function recordingOffer(session: SessionWithEvent): Message {
  const none = whyNone(session);
  const words = none ?? 'The link is made when you press the button, works for an hour, and only you see it.';
  return message(md`Recording of ${literal(sessionTitle(session))}: ${words}`, [
    header('Recording'),
    section(md`${bold(sessionTitle(session))}\n${words}`),
    ...(none === null ? [actions(linkButton(session.id, 'Get the link (1 call)'))] : []),
  ]);
}

export const linkButton = (sessionId: string, words: string) =>
  button({ id: 'recording.link', text: words, value: sessionId });

/** Why there can be none; null when there may be one. */
function whyNone({ canceledAt, status, startedAt, endedAt }: SessionWithEvent): string | null {
  if (canceledAt) return 'The session was canceled, so there is none.';
  if (status === 'past_not_started') return 'The session never started, so there is none.';
  if (endedAt) return null;
  return startedAt
    ? 'The session is live: the recording comes some time after its end.'
    : status === 'past'
      ? null
      : 'The session has not started: the recording comes some time after its end.';
}

export function recordingLinks(session: SessionWithEvent, recordings: Recording[]): Message {
  const shown = recordings.slice(0, MOST);
  const verdict =
    recordings.length === 0
      ? 'Livestorm has no recording yet. It needs some time after the end, and there is none when recording was off.'
      : count(recordings.length, 'file');
  const left = recordings.length - shown.length;
  return message(md`Recording of ${literal(sessionTitle(session))}: ${verdict}`, [
    header('Recording'),
    section(md`${bold(sessionTitle(session))}\n${verdict}`),
    ...shown.flatMap((one, index) => entry(one, index + 1, session.timeZone)),
    context(
      `${left > 0 ? `${count(left, 'more file is', 'more files are')} in Livestorm. ` : ''}This cost 1 Livestorm call. Only you see this: whoever has a link can watch until it expires.`,
    ),
    actions(linkButton(session.id, 'Ask again (1 call)')),
  ]);
}

function entry({ url, urlExpiresAt, sizeBytes, fileType, mimeType }: Recording, place: number, zone: string): Block[] {
  const facts = [
    [fileType, mimeType].filter(isSeen).map((word) => short(word, 20)),
    sizeBytes === null || sizeBytes <= 0 ? [] : [size(sizeBytes)],
  ].flat();
  const label = `Watch ${place}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
  // Without TLS, as a Livestorm on one's own machine has it: words to copy, not a link.
  const href = url !== null && (safeUrl(url) || (/^http:/i.test(url) && url.length < MOST_LETTERS)) ? url : null;
  if (href === null) {
    return [richText(line(text(`${place}. Livestorm gave no link that can be opened from here. Look in Livestorm.`)))];
  }
  const until = urlExpiresAt
    ? join([md`It works until `, moment(urlExpiresAt, zone)], '')
    : md`Livestorm does not say until when it works.`;
  const shown = safeUrl(href) ? [webLink(href, label)] : [`${label}: `, text(href)];
  return [richText(line(...shown)), context(until)];
}

/** '46 MB'. */
const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${number(Math.round(bytes / 1_000_000))} MB`;
