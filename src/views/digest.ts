// What a session left behind: one message that carries the verdict, and a thread with every question and the chat.

import type { MrkdwnElement } from '@slack/types';
import type { Digest } from '../operations/digest.ts';
import { formatDuration, formatOffset } from '../time.ts';
import { type Block, context, fields, header, type Message, message, section, split, weight } from './blocks.ts';
import { chatBlocks, chatSummary } from './digest-chat.ts';
import {
  answersLine,
  attendanceSentence,
  chatSentence,
  count,
  counted,
  numberFields,
  questionsSentence,
} from './digest-numbers.ts';
import type { People } from './digest-people.ts';
import { needsYou, questionBlocks } from './digest-questions.ts';
import { cut, LIMITS } from './limits.ts';
import { eventName } from './names.ts';
import { join, md, oneLine, when } from './text.ts';

/** Slack takes about one message a second in a channel, and nobody reads more: what is left out is said. */
const QUESTION_MESSAGES = 8;
/** Characters of the note on what is left out. */
const NOTE = 100;

/** The thread's messages are to be posted in order, with link previews off. It is empty when nothing was said. */
export function digestMessages(digest: Digest, { people }: { people: People }): { root: Message; thread: Message[] } {
  const questions = questionMessages(digest, people);
  const inThread = questionsIn(questions.map(({ blocks }) => blocks));
  return { root: root(digest, people, inThread), thread: [...questions, ...chatMessages(digest, people)] };
}

/** As the heading shows it, so that notifications come to the point. */
const titleOf = ({ title, eventId }: Digest): string => cut(eventName({ id: eventId, title, slug: '' }), LIMITS.header);

function root(digest: Digest, people: People, inThread: number): Message {
  const open = needsYou(digest, people, inThread);
  const answers = answersLine(digest);
  return message(verdict(digest), [
    header(titleOf(digest)),
    context(occasion(digest)),
    section(md`*${attendanceSentence(digest)}* ${questionsSentence(digest)}`),
    fields(...numberFields(digest)),
    ...(open ? [open] : []),
    ...(answers ? [section(answers)] : []),
    chatSummary(digest, people),
    context(footnote(digest, inThread)),
  ]);
}

/** Read aloud instead of the blocks. No attendee's words: this is not literal text. */
function verdict(digest: Digest): string {
  const [moment] = digest.highlights.moments;
  const sentences = [
    `Digest of ${titleOf(digest)}: ${attendanceSentence(digest)}`,
    questionsSentence(digest),
    digest.messageCount > 0 ? `Chat: ${chatSentence(digest)}` : chatSentence(digest),
    moment ? `The chat was busiest at ${formatOffset(moment.offset)}.` : '',
  ];
  return sentences.filter(Boolean).join(' ');
}

function occasion({ startedAt, durationSeconds, sessionName, timeZone }: Digest): MrkdwnElement {
  const name = sessionName?.trim() ? [md`${oneLine(sessionName)}`] : [];
  const start = startedAt ? when(startedAt, timeZone) : md`start not known`;
  const length = durationSeconds === null ? md`length not known` : md`${formatDuration(durationSeconds)}`;
  return join([md`Digest`, ...name, start, length], ' · ');
}

/** ' Only the first 10,000 chat messages were read: Livestorm has more.' */
function cutOffSentence(cutOff: Digest['cutOff']): string {
  const named = { people: 'registrations', questions: 'questions', chat: 'chat messages' };
  const parts = cutOff.map(({ what, read }) => `the first ${count(read)} ${named[what]}`);
  return parts.length === 0 ? '' : ` Only ${parts.join(' and ')} were read: Livestorm has more.`;
}

function footnote({ readAt, timeZone, questions, messageCount, cutOff }: Digest, shown: number): MrkdwnElement {
  const read = md`Numbers from Livestorm, ${when(readAt, timeZone)}.${cutOffSentence(cutOff)}`;
  const inThread = [
    questions.length > shown ? `the first ${count(shown)} questions with their answers` : '',
    questions.length > 0 && questions.length === shown ? 'every question with its answer' : '',
    messageCount > 0 ? 'what stood out in the chat' : '',
  ].filter(Boolean);
  if (inThread.length === 0) return read;
  return md`${read} In the thread: ${inThread.join(' and ')}. Times such as 12:34 count from the start.`;
}

function questionMessages(digest: Digest, people: People): Message[] {
  const parts = split(questionBlocks(digest, people));
  const shown = parts.length > QUESTION_MESSAGES ? closed(parts.slice(0, QUESTION_MESSAGES), digest) : parts;
  return shown.map((blocks, index) => {
    const place = shown.length > 1 ? `, part ${index + 1} of ${shown.length}` : '';
    return message(`Questions and answers of ${titleOf(digest)}${place}. ${questionsSentence(digest)}`, blocks);
  });
}

const questionsIn = (parts: Block[][]): number => parts.flat().filter(({ type }) => type === 'rich_text').length;

/** Says what is left out, in the last message, and makes room there for saying it. */
function closed(parts: Block[][], digest: Digest): Block[][] {
  const kept = parts.slice(0, -1);
  let last = parts.at(-1) ?? [];
  while (last.length >= LIMITS.blocks || weight(last) > LIMITS.messageText - NOTE) last = last.slice(0, -1);
  const left = counted(digest.questions.length - questionsIn([...kept, last]), 'more question');
  return [...kept, [...last, context(md`${left} did not fit here. Livestorm shows them all.`)]];
}

function chatMessages(digest: Digest, people: People): Message[] {
  return split(chatBlocks(digest, people)).map((blocks) =>
    message(`Chat of ${titleOf(digest)}: ${chatSentence(digest)}`, blocks),
  );
}
