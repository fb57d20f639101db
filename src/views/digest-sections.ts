// The sections of a digest's first message, in their order: each a function of the digest alone.

import type { MrkdwnElement } from '@slack/types';
import type { Digest, DigestFormat } from '../operations/digest.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import { formatDuration } from '../time/format.ts';
import { actions, type Block, context, fields, header, section } from './blocks.ts';

import { chatSummary } from './digest-chat.ts';
import {
  answersLine,
  attendanceSentence,
  chatSentence,
  isUnread,
  numberFields,
  questionsSentence,
  usualSentence,
} from './digest-numbers.ts';
import type { People } from './digest-people.ts';
import { pictureBlocks } from './digest-picture.ts';
import { needsYou, toFollowUp } from './digest-questions.ts';
import { restBlocks } from './digest-rest.ts';
import { askedMost } from './digest-themes.ts';
import { cut, LIMITS } from './limits.ts';
import { eventName } from './names.ts';
import { count, number } from './numbers.ts';
import { linkButton } from './recording.ts';
import { join, md, oneLine, when } from './text.ts';

/** The verdict first, then what needs a person (product.md, section 4). */
export const SECTIONS = [
  'headline',
  'numbers',
  'rest',
  'needs',
  'answers',
  'picture',
  'themes',
  'moments',
  'chat',
  'recording',
  'footnote',
] as const;
export type SectionName = (typeof SECTIONS)[number];

export interface DigestShape {
  people: People;
  format: DigestFormat;
  /** Of the channel; none where nobody can press anything, as in a preview. */
  items?: FollowUp[];
}

/** What a compact digest leaves to its thread, and what only it says, since it leaves out the longer form. */
const LEFT_OUT: Record<DigestShape['format'], readonly SectionName[]> = {
  compact: ['answers', 'picture', 'themes', 'moments'],
  full: ['chat'],
};

/** Open questions that are listed: a full message stays below what Slack takes. */
const OPEN: Record<DigestShape['format'], number> = { compact: 5, full: 12 };
/** Each of these takes three blocks. */
const ITEMS: Record<DigestShape['format'], number> = { compact: 5, full: 8 };

/** Those that have something to say. `inThread` questions stand in the thread. */
export function rootSections(
  digest: Digest,
  shape: DigestShape,
  inThread: number,
): { name: SectionName; blocks: Block[] }[] {
  return SECTIONS.filter((name) => !LEFT_OUT[shape.format].includes(name))
    .map((name) => ({ name, blocks: sections[name](digest, shape, inThread) }))
    .filter(({ blocks }) => blocks.length > 0);
}

type Section = (digest: Digest, shape: DigestShape, inThread: number) => Block[];
const whereAny = (block: Block | undefined): Block[] => (block ? [block] : []);

const sections: Record<SectionName, Section> = {
  headline: (digest) => [
    header(titleOf(digest)),
    context(occasion(digest)),
    section(md`*${attendanceSentence(digest)}* ${questionsSentence(digest)}${oddity(digest)}`),
  ],
  numbers: (digest) => [fields(...numberFields(digest))],
  rest: restBlocks,
  needs: (digest, { people, format, items = [] }, inThread) =>
    items.length > 0
      ? toFollowUp(digest, people, { items, most: ITEMS[format] })
      : whereAny(needsYou(digest, people, { inThread, most: OPEN[format] })),
  answers: (digest) => {
    const answers = answersLine(digest);
    return answers ? [section(answers)] : [];
  },
  picture: pictureBlocks,
  themes: (digest) => whereAny(askedMost(digest)),
  moments: (digest, { people }) => [chatSummary(digest, people)],
  chat: (digest) => [section(md`*Chat:* ${chatSentence(digest)}`)],
  recording: recordingBlocks,
  footnote: (digest, _shape, inThread) => [context(footnote(digest, inThread))],
};

/** As the heading shows it, so that notifications come to the point. */
export const titleOf = ({ title, eventId }: Digest): string =>
  cut(eventName({ id: eventId, title, slug: '' }), LIMITS.header);

function occasion({ startedAt, durationSeconds, sessionName, timeZone }: Digest): MrkdwnElement {
  const name = sessionName?.trim() ? [md`${oneLine(sessionName)}`] : [];
  const start = startedAt ? when(startedAt, timeZone) : md`start not known`;
  const length = durationSeconds === null ? md`length not known` : md`${formatDuration(durationSeconds)}`;
  return join([md`Digest`, ...name, start, length], ' · ');
}

const oddity = ({ startedAt, attendees }: Digest): string =>
  startedAt || attendees > 0 ? '' : ' Livestorm does not say that it ever started.';

/** Until it is there the button tells whoever cannot wait. */
function recordingBlocks({ endedAt, sessionId, recording, watched, registrants, timeZone }: Digest): Block[] {
  if (!endedAt) return [];
  const press = actions(linkButton(sessionId, 'Recording'));
  if (!recording) return [press];
  switch (recording.state) {
    case 'off':
      return [section(md`*Recording:* none, since this event does not record.`)];
    case 'awaited':
      return [section(md`*Recording:* not there yet. This message says when it is.`), press];
    case 'none':
      return [section(md`*Recording:* there was none by ${when(recording.at, timeZone)}.`), press];
    case 'there': {
      const by = watched
        ? md` Watched by ${count(watched.people, 'person', 'people')} since the end (${number(registrants)} had registered), as of ${when(watched.at, timeZone)}.`
        : md``;
      return [section(md`*Recording:* there since ${when(recording.at, timeZone)}.${by}`), press];
    }
  }
}

/** ' Only the first 2,000 questions were read: Livestorm has more.' */
function cutOffSentence(cutOff: Digest['cutOff']): string {
  const named = { people: 'registrations', questions: 'questions', chat: 'chat messages' };
  const parts = cutOff.map(({ what, read }) => `the first ${number(read)} ${named[what]}`);
  return parts.length === 0 ? '' : ` Only ${parts.join(' and ')} were read: Livestorm has more.`;
}

function footnote(digest: Digest, shown: number): MrkdwnElement {
  const { readAt, timeZone, questions, messageCount, cutOff, isFinal } = digest;
  const early = isFinal ? '' : ' Attendance had not settled by then: some of them may still change.';
  const read = md`Numbers from Livestorm, ${when(readAt, timeZone)}.${early}${usualSentence(digest)}${cutOffSentence(cutOff)}`;
  const inThread = [
    questions.length > shown ? `the first ${number(shown)} questions with their answers` : '',
    questions.length > 0 && questions.length === shown ? 'every question with its answer' : '',
    messageCount > 0 && !isUnread(digest, 'chat') ? 'what stood out in the chat' : '',
  ].filter(Boolean);
  if (inThread.length === 0) return read;
  return md`${read} In the thread: ${inThread.join(' and ')}. Times such as 12:34 count from the start.`;
}
