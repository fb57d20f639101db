// *Register as lead*, on a message: an address out of it and a session, then the event's own form.

import { z } from 'zod';
import { sessionMeant } from '../operations/meant.ts';
import { registrationForm } from '../operations/register-person.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { leadFormView } from '../views/lead-form.ts';
import { registerFormView } from '../views/register-form.ts';
import { loading } from '../views/working.ts';
import { addressesIn } from './address.ts';
import type { Shortcut } from './command.ts';
import { form } from './form.ts';
import { isAhead } from './register.ts';

/** The session that the channel was told of last is chosen already. */
export const registerLead: Shortcut['prepare'] = (said, { channel }) => ({
  access: 'operators',
  kind: 'form',
  open: loading('Register as lead'),
  async fill(deps) {
    const meant = await sessionMeant(deps, '', channel);
    const session = meant.kind === 'one' && isAhead(meant.match) ? meant.match : null;
    return leadFormView({ addresses: addressesIn(said), session, channel });
  },
});

export const leadForm = form({
  access: 'operators',
  meta: z.unknown(),
  read({ session, email }) {
    if (typeof session !== 'string') return { errors: { session: fieldFaults.noSession } };
    return { values: { sessionId: session, prefill: typeof email === 'string' ? { email } : {} } };
  },
  async submit({ sessionId, prefill }, { ask: { channel } }, deps) {
    return registerFormView(await registrationForm(deps, sessionId), { prefill, channel });
  },
});
