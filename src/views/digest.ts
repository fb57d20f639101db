// What a session left behind: one message that carries the verdict, and a thread with every question and the chat.

import type { Digest } from '../operations/digest.ts';
import { formatOffset } from '../time/format.ts';
import { type Block, context, type Message, message, split, weight } from './blocks.ts';
import { chatBlocks } from './digest-chat.ts';
import { attendanceSentence, chatSentence, questionsSentence } from './digest-numbers.ts';
import type { People } from './digest-people.ts';
import { questionBlocks } from './digest-questions.ts';
import { type DigestShape, rootSections, titleOf } from './digest-sections.ts';
import { LIMITS } from './limits.ts';
import { count } from './numbers.ts';
import { md } from './text.ts';

/** Slack takes about one message a second in a channel, and nobody reads more: what is left out is said. */
const QUESTION_MESSAGES = 8;
/** Characters of the note on what is left out. */
const NOTE = 100;

/** The thread's messages are to be posted in order, with link previews off. It is empty when nothing was said. */
export function digestMessages(digest: Digest, shape: DigestShape): { root: Message; thread: Message[] } {
  const questions = questionMessages(digest, shape.people);
  const inThread = questionsIn(questions.map(({ blocks }) => blocks));
  const blocks = rootSections(digest, shape, inThread).flatMap((section) => section.blocks);
  return {
    root: message(verdict(digest), blocks),
    thread: [...questions, ...chatMessages(digest, shape.people)],
  };
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
  const left = count(digest.questions.length - questionsIn([...kept, last]), 'more question');
  return [...kept, [...last, context(md`${left} did not fit here. Livestorm shows them all.`)]];
}

function chatMessages(digest: Digest, people: People): Message[] {
  return split(chatBlocks(digest, people)).map((blocks) =>
    message(`Chat of ${titleOf(digest)}: ${chatSentence(digest)}`, blocks),
  );
}
