// `/webinar people`: who registered for a session and who came; for the person who asked only, never for a channel.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { sessionById } from '../operations/known.ts';
import { callsToRead, keptPeople, type PeopleReading, peopleFor, readPeople } from '../operations/session-people.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { fileName } from '../views/csv.ts';
import { peopleCsv } from '../views/people-csv.ts';
import { askToRead, fileGiven, peopleFile, peopleList } from '../views/people-list.ts';
import { sessionTitle } from '../views/session-line.ts';
import { type Action, answering, readBack, someWords } from './command.ts';
import { onSession } from './which.ts';

/** More calls than this for one list are asked for first: 1,000 registrants. */
const MOST_UNASKED = 20;

export const people = answering({
  name: 'people',
  summary: 'Who registered for a session, and who came. Only you see the answer.',
  access: 'operators',
  usage: '[session]',
  examples: ['people spring tour', 'people'],
  read: someWords,
  answer: (words, { user, channel }, deps) =>
    onSession(deps, { verb: 'people', words, channel, press: 'Show people', offer: 'upcoming' }, async (session) => {
      const kept = await keptPeople(deps, session.id, user);
      const calls = callsToRead(session);
      if (!kept && calls > MOST_UNASKED) return { to: 'asker', message: askToRead(session, calls) };
      return { to: 'asker', message: list(session, kept ?? (await readPeople(deps, session.id, user)), 0, deps) };
    }),
});

const list = (session: SessionWithEvent, reading: PeopleReading, page: number, { timeZone }: Deps) =>
  peopleList({ session, reading, page, timeZone });

const pageOf = z.tuple([z.uuid(), z.coerce.number().int().min(0).max(10_000).default(0)]);

/** What the button is about; a forged or an outdated one is refused. */
async function pressed(value: string, deps: Deps): Promise<{ session: SessionWithEvent; page: number }> {
  const [sessionId, page] = readBack(pageOf, value.split(' '));
  return { session: await sessionById(deps, sessionId), page };
}

/** Another page of what was read; read anew when that was over ten minutes ago. */
export const peoplePage: Action = (value, { user }) => ({
  access: 'operators',
  kind: 'answer',
  async answer(deps) {
    const { session, page } = await pressed(value, deps);
    const reading = await peopleFor(deps, session.id, user);
    return { to: 'asker', message: list(session, reading, page, deps), replace: true };
  },
});

export const peopleRead: Action = (value, { user }) => ({
  access: 'operators',
  kind: 'answer',
  async answer(deps) {
    const { session } = await pressed(value, deps);
    return { to: 'asker', message: list(session, await readPeople(deps, session.id, user), 0, deps), replace: true };
  },
});

/** The same people as a file, in the person's own conversation with the bot. */
export const peopleFileGiven: Action = (value, { user }) => ({
  access: 'operators',
  kind: 'answer',
  async answer(deps) {
    const { session } = await pressed(value, deps);
    const reading = await peopleFor(deps, session.id, user);
    await deps.slack.sendFile(user, peopleFile(session, reading, deps.timeZone), {
      name: fileName(sessionTitle(session), 'people'),
      content: peopleCsv(reading),
    });
    return { to: 'asker', message: fileGiven() };
  },
});
