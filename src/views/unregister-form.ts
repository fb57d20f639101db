// The question before somebody is unregistered, and what became of it.

import { z } from 'zod';
import type { UnregisterOutcome } from '../operations/unregister-person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { emailInput } from './inputs.ts';
import { bold, literal, short } from './names.ts';
import { moment, sessionTitle } from './session-line.ts';
import { type Spent, spentWords } from './spent.ts';
import { md } from './text.ts';
import { carry } from './typed.ts';

/** `email` is null where the form asks for it. */
export const unregisterMeta = z.object({ sessionId: z.string(), email: z.string().nullable() });

export interface UnregisterFormData {
  session: SessionWithEvent;
  /** An address, when one was typed. */
  email: string | null;
  /** What was typed and is none. */
  typed: string;
  channel: string | null;
}

export function unregisterFormView({ session, email, typed, channel }: UnregisterFormData): Modal {
  const what = md`${bold(sessionTitle(session))}\n${moment(session.startsAt, session.timeZone)}`;
  const who: Block[] =
    email === null
      ? [
          section(what),
          emailInput({ name: 'email', label: 'E-mail address', ...(typed && { initial: short(typed, 254) }) }),
        ]
      : [section(md`Unregister *${literal(email)}* from this session?`), section(what)];
  return modal({
    id: 'unregister',
    title: 'Unregister a person',
    submit: 'Unregister',
    close: 'Keep them registered',
    meta: carry({ sessionId: session.id, email }, channel),
    blocks: [
      ...who,
      section(
        'Their join link stops working, and Livestorm may also delete what they wrote and asked in the room. This cannot be undone: registering them again counts as a new registration.',
      ),
      context('Costs 1 Livestorm call.'),
    ],
  });
}

export function unregistered({
  outcome,
  email,
  session,
  spent,
}: {
  outcome: UnregisterOutcome;
  email: string;
  session: SessionWithEvent;
  spent: Spent;
}): Modal {
  const [who, what] = [literal(short(email, 254)), bold(sessionTitle(session))];
  const words =
    outcome === 'unregistered'
      ? md`${who} is no longer registered for ${what}.`
      : md`${who} is not registered for ${what}, so there was nothing to take back. If you expected otherwise, look for another spelling with \`people\`.`;
  return modal({
    id: 'done',
    title: outcome === 'unregistered' ? 'Unregistered' : 'Not registered',
    close: 'Done',
    blocks: [section(words), section(moment(session.startsAt, session.timeZone)), context(spentWords(spent))],
  });
}
