// What is shown after a registration, in the form's place.

import type { RegistrationOutcome } from '../operations/register-person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { context, type Modal, modal, section } from './blocks.ts';
import { moment, sessionTitle } from './session-line.ts';
import { md } from './text.ts';

export function registered({
  outcome,
  email,
  session,
}: {
  outcome: RegistrationOutcome;
  email: string;
  session: SessionWithEvent;
}): Modal {
  const words =
    outcome === 'registered'
      ? md`${email} is registered for *${sessionTitle(session)}*.`
      : md`${email} was already registered for *${sessionTitle(session)}*. Nothing was changed.`;
  return modal({
    id: 'done',
    title: outcome === 'registered' ? 'Registered' : 'Already registered',
    close: 'Done',
    blocks: [section(words), section(moment(session.startsAt, session.timeZone)), context('1 Livestorm call')],
  });
}
