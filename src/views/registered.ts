// What is shown after a registration, in the form's place.

import type { RegistrationOutcome } from '../operations/register-person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { context, type Modal, modal, section } from './blocks.ts';
import { bold, literal, short } from './names.ts';
import { moment, sessionTitle } from './session-line.ts';
import { ONE_CALL, type Spent, spentWords } from './spent.ts';
import { md } from './text.ts';

export function registered({
  outcome,
  email,
  session,
  spent = ONE_CALL,
}: {
  outcome: RegistrationOutcome;
  email: string;
  session: SessionWithEvent;
  spent?: Spent;
}): Modal {
  const [who, what] = [literal(short(email, 254)), bold(sessionTitle(session))];
  const words =
    outcome === 'registered'
      ? md`${who} is registered for ${what}.`
      : md`${who} was already registered for ${what}. Nothing was changed.`;
  return modal({
    id: 'done',
    title: outcome === 'registered' ? 'Registered' : 'Already registered',
    close: 'Done',
    blocks: [section(words), section(moment(session.startsAt, session.timeZone)), context(spentWords(spent))],
  });
}
