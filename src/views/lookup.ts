// The answer to `lookup`: one person across webinars, for the person who asked and nobody else.

import type { MrkdwnElement } from '@slack/types';
import type { Lookup, Seen } from '../operations/lookup-person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { formatDuration } from '../time/format.ts';
import { actions, type Block, button, context, header, type Message, message, section } from './blocks.ts';
import { bold, isSeen, literal, short } from './names.ts';
import { count, number } from './numbers.ts';
import { moment, sessionTitle } from './session-line.ts';
import { md, when } from './text.ts';

type Looked = NonNullable<Lookup['past']>;

export interface LookupData {
  lookup: Lookup;
  /** Those in which the person was seen, by id. */
  sessions: Map<string, SessionWithEvent>;
  /** How many sessions a press would look in, a call each. */
  ahead: { upcoming: number; past: number };
  timeZone: string;
}

export function lookupMessage({ lookup, sessions, ahead, timeZone }: LookupData): Message {
  const { email, upcoming, past, calls } = lookup;
  const who = contactWords(lookup, timeZone);
  return message(md`${literal(short(email, 254))}: ${verdict(lookup)}`, [
    header('One person'),
    section(who),
    ...(upcoming ? part('upcoming', upcoming, sessions, email) : []),
    ...(past ? part('past', past, sessions, email) : []),
    context(
      `This cost ${count(calls, 'Livestorm call')} so far. Livestorm tells a person's webinars only session by session, a call each. Only you see this.`,
    ),
    actions(
      ...look('lookup.upcoming', 'upcoming', upcoming ? 0 : ahead.upcoming, email),
      ...look('lookup.past', 'past', past ? 0 : ahead.past, email),
      button({ id: 'run.register', text: 'Register for a session', value: `register ${email}` }),
    ),
  ]);
}

function look(id: string, side: string, calls: number, email: string) {
  if (calls === 0) return [];
  return [button({ id, text: `Look in ${side} sessions (${count(calls, 'call')})`, value: email })];
}

function contactWords({ email, contact }: Lookup, timeZone: string): MrkdwnElement {
  const address = literal(short(email, 254));
  if (!contact) return md`*${address}*\nLivestorm has no contact with this address.`;
  const name = [contact.firstName, contact.lastName].filter(isSeen).join(' ');
  const since = contact.since ? md`, known to Livestorm since ${when(new Date(contact.since), timeZone)}` : md``;
  const role = contact.isTeam ? 'A member of your team' : 'A contact';
  return md`${isSeen(name) ? bold(short(name, 100)) : md`*(no name)*`} · ${address}\n${role}${since}.`;
}

function verdict({ contact, upcoming, past }: Lookup): string {
  if (!contact) return 'Livestorm has no contact with this address.';
  const sides = [
    ...(upcoming ? [`registered for ${upcoming.seen.length} of ${upcoming.sessions} upcoming sessions`] : []),
    ...(past ? [`seen in ${past.seen.length} of ${past.sessions} past sessions`] : []),
  ];
  return sides.length === 0 ? 'known to Livestorm.' : `${sides.join(', ')}.`;
}

function part(
  side: 'upcoming' | 'past',
  looked: Looked,
  sessions: Map<string, SessionWithEvent>,
  email: string,
): Block[] {
  const { seen, sessions: asked, of } = looked;
  const what = side === 'upcoming' ? 'Registered for' : 'Was registered for';
  const nearest = of > asked ? `; the nearest of ${number(of)} were looked in` : '';
  return [
    section(md`*${what} ${seen.length} of ${count(asked, `${side} session`, `${side} sessions`)}*${nearest}`),
    ...seen.flatMap((one) => {
      const session = sessions.get(one.sessionId);
      return session ? [sessionEntry(session, one, side, email)] : [];
    }),
  ];
}

function sessionEntry(session: SessionWithEvent, seen: Seen, side: 'upcoming' | 'past', email: string): Block {
  const words = md`${bold(sessionTitle(session))}\n${moment(session.startsAt, session.timeZone)}${presence(seen, side)}`;
  if (side === 'past') return section(words);
  const value = `unregister ${session.id} ${email}`;
  return section(words, button({ id: 'run.unregister', text: 'Unregister', value }));
}

function presence({ attended, attendanceSeconds }: Seen, side: 'upcoming' | 'past'): string {
  if (side === 'upcoming' || attended === null) return '';
  if (!attended) return ' · did not come';
  return attendanceSeconds ? ` · came, ${formatDuration(attendanceSeconds)}` : ' · came';
}
