// `/webinar lookup`: one person across webinars; for the person who asked only, never for a channel.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { listSessions } from '../operations/list-sessions.ts';
import { type Lookup, lookInSessions, lookUpPerson, MOST_SESSIONS, type Side } from '../operations/lookup-person.ts';
import { lookupMessage } from '../views/lookup.ts';
import { readAddress } from './address.ts';
import { type Action, answering } from './command.ts';

const email = z.string().transform((words, context) => {
  const read = readAddress(words);
  if ('address' in read) return read.address;
  context.addIssue({ code: 'custom', message: words === '' ? 'needs an e-mail address' : 'is not an e-mail address' });
  return z.NEVER;
});

export const lookup = answering({
  name: 'lookup',
  summary: 'One person across webinars, by e-mail address. Only you see the answer.',
  access: 'operators',
  usage: '<email>',
  examples: ['lookup ada@example.com', 'help lookup'],
  read: email,
  async answer(address, { user }, deps) {
    return { to: 'asker', message: await shown(await lookUpPerson(deps, address, user), deps) };
  },
});

const lookIn =
  (side: Side): Action =>
  (value, { user }) => ({
    access: 'operators',
    kind: 'answer',
    async answer(deps) {
      const read = readAddress(value);
      if ('fault' in read) throw new AskError({ code: 'form_outdated' });
      const found = await lookInSessions(deps, { email: read.address, side, reader: user });
      return { to: 'asker', message: await shown(found, deps), replace: true };
    },
  });

export const lookInUpcoming = lookIn('upcoming');
export const lookInPast = lookIn('past');

async function shown(found: Lookup, deps: Deps) {
  const seen = [...(found.upcoming?.seen ?? []), ...(found.past?.seen ?? [])];
  const sessions = await Promise.all(seen.map(({ sessionId }) => deps.store.catalogue.session(sessionId)));
  const [upcoming, past] = await Promise.all([
    listSessions(deps, 'upcoming', MOST_SESSIONS),
    listSessions(deps, 'past', MOST_SESSIONS),
  ]);
  return lookupMessage({
    lookup: found,
    sessions: new Map(sessions.flatMap((session) => (session ? [[session.id, session]] : []))),
    ahead: { upcoming: upcoming.sessions.length, past: past.sessions.length },
    timeZone: deps.timeZone,
  });
}
