// `/webinar questions` and `chat`: what was asked and written, for the person who asked only, never for a channel.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { sessionById } from '../operations/known.ts';
import { callsToRead, readPeople } from '../operations/session-people.ts';
import {
  keptTalk,
  priceOf,
  readOn,
  readTalk,
  TALKS,
  type TalkKind,
  type TalkReading,
  withNames,
} from '../operations/talk.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { fileGiven } from '../views/people-list.ts';
import { talkCsv, talkFileMessage, talkMarkdown } from '../views/talk-files.ts';
import { talkList } from '../views/talk-list.ts';
import { type Action, answering, type Command, readBack, someWords } from './command.ts';
import { onSession } from './which.ts';

interface Place {
  kind: TalkKind;
  session: SessionWithEvent;
  open: boolean;
  page: number;
}

/** `spring tour unanswered` → the session's words, and that only the open ones are asked for. */
const openWords = someWords.transform((typed) => {
  const name = typed.replace(/(^|\s)(unanswered|open)$/i, '');
  return { name: name.trim(), open: name !== typed };
});

export const questions: Command = answering({
  name: 'questions',
  summary: 'What was asked in a session, and answered. Only you see the answer.',
  access: 'operators',
  usage: '[session] [unanswered]',
  examples: ['questions spring tour', 'questions spring tour unanswered'],
  read: openWords,
  answer: ({ name, open }, ask, deps) =>
    onSession(
      deps,
      { ...sought('questions', ask.channel), words: name, rest: open ? 'unanswered' : '', press: 'Show questions' },
      async (session) => await shown({ kind: 'questions', session, open, page: 0 }, ask.user, deps),
    ),
});

export const chat: Command = answering({
  name: 'chat',
  summary: 'What was written in the room of a session. Only you see the answer.',
  access: 'operators',
  usage: '[session]',
  examples: ['chat spring tour', 'chat'],
  read: someWords,
  answer: (name, ask, deps) =>
    onSession(
      deps,
      { ...sought('chat', ask.channel), words: name, press: 'Show chat' },
      async (session) => await shown({ kind: 'chat', session, open: false, page: 0 }, ask.user, deps),
    ),
});

const sought = (verb: TalkKind, channel: string | null) => ({ verb, channel, offer: 'past' as const });

const talkOf = ({ kind, session }: Place, reader: string) => ({ kind, sessionId: session.id, reader });

/** What is kept, or what is read now: see `readTalk` for the cost. */
const readingOf = async (place: Place, user: string, deps: Deps): Promise<TalkReading> =>
  (await keptTalk(deps, talkOf(place, user))) ?? (await readTalk(deps, talkOf(place, user)));

async function shown(place: Place, user: string, deps: Deps, given?: TalkReading) {
  const read = given ?? (await readingOf(place, user, deps));
  const { reading, named } = await withNames(deps, read, talkOf(place, user));
  const data = {
    ...place,
    reading,
    price: priceOf(reading),
    named,
    namesCost: callsToRead(place.session),
    timeZone: deps.timeZone,
  };
  return { to: 'asker' as const, message: talkList(data) };
}

const pressedPlace = z.tuple([
  z.enum(TALKS),
  z.uuid(),
  z.coerce.number().int().min(0).max(10_000),
  z.enum(['open', 'all']),
]);

/** What a button is about; a forged or an outdated one is refused. */
async function placeOf(value: string, deps: Deps): Promise<Place> {
  const [kind, sessionId, page, which] = readBack(pressedPlace, value.split(' '));
  return { kind, session: await sessionById(deps, sessionId), page, open: which === 'open' };
}

/** A press that shows a list again, after `read` where there is one. */
const showing =
  (read?: (deps: Deps, place: Place, user: string) => Promise<TalkReading>): Action =>
  (value, { user }) => ({
    access: 'operators',
    kind: 'answer',
    async answer(deps) {
      const place = await placeOf(value, deps);
      return { ...(await shown(place, user, deps, await read?.(deps, place, user))), replace: true };
    },
  });

/** Another page, or another part, of what was read. */
export const talkPage = showing();
export const talkRead = showing((deps, place, user) => readTalk(deps, talkOf(place, user)));
export const talkMore = showing((deps, place, user) => readOn(deps, talkOf(place, user)));
export const talkNames = showing(async (deps, place, user) => {
  await readPeople(deps, place.session.id, user);
  return await readingOf(place, user, deps);
});

/** The same rows as a file, in the person's own conversation with the bot. */
const filed =
  (write: typeof talkCsv): Action =>
  (value, { user }) => ({
    access: 'operators',
    kind: 'answer',
    async answer(deps) {
      const place = await placeOf(value, deps);
      const { reading } = await withNames(deps, await readingOf(place, user, deps), talkOf(place, user));
      const data = { ...place, reading, timeZone: deps.timeZone };
      await deps.slack.sendFile(user, talkFileMessage(data), write(data));
      return { to: 'asker', message: fileGiven() };
    },
  });

export const talkCsvGiven = filed(talkCsv);
export const talkMarkdownGiven = filed(talkMarkdown);
