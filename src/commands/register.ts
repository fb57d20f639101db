// `/webinar register`: the session when it is not clear, then a form of the event's own fields.

import { z } from 'zod';
import { AskError } from '../errors.ts';
import { findSessions } from '../operations/catalogue.ts';
import { registerPerson, registrationForm } from '../operations/register-person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { isOver, noMatch, severalMatch } from '../views/notes.ts';
import {
  type Prefill,
  registerFormView,
  registerMeta,
  registerSessionMeta,
  registerSessionView,
} from '../views/register-form.ts';
import { registered } from '../views/registered.ts';
import { choiceMeant } from '../views/registration-fields.ts';
import { sessionTitle } from '../views/session-line.ts';
import { loading } from '../views/working.ts';
import { readAddress } from './address.ts';
import { opening } from './command.ts';
import { form } from './form.ts';
import { splitEmail } from './words.ts';

const TITLE = 'Register a person';

export const register = opening({
  name: 'register',
  summary: 'Register a person for a session.',
  access: 'operators',
  usage: '<session> [email] [first] [last]',
  examples: ['register spring tour', 'register spring tour ada@example.com Ada Byron'],
  read: z.string().max(500, 'is longer than 500 characters').transform(splitEmail),
  open: () => loading(TITLE),
  async fill({ name, email, first, last }, { channel }, deps) {
    const given = { email, first_name: first, last_name: last };
    const prefill: Prefill = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    const chooseSession = (notes: string[]) => registerSessionView({ session: null, notes, prefill, channel });
    if (name === '') return chooseSession([]);
    const found = await findSessions(deps, name);
    if (found.kind === 'none') return chooseSession([noMatch('session', name, found.nearest)]);
    const all = found.kind === 'one' ? [found.match] : found.matches;
    const [session, ...others] = all.filter(isAhead);
    if (!session) return chooseSession([isOver(all[0] ? sessionTitle(all[0]) : name)]);
    if (others.length > 0) return chooseSession([severalMatch('session', name)]);
    return registerFormView(await registrationForm(deps, session.id), { prefill, channel });
  },
});

const isAhead = ({ endedAt, canceledAt }: SessionWithEvent) => endedAt === null && canceledAt === null;

export const registerSessionForm = form({
  access: 'operators',
  meta: registerSessionMeta,
  read: ({ session }) =>
    typeof session === 'string' ? { values: session } : { errors: { session: fieldFaults.noSession } },
  async submit(sessionId, { meta, ask }, deps) {
    return registerFormView(await registrationForm(deps, sessionId), { ...meta, channel: ask.channel });
  },
});

export const registerForm = form({
  access: 'operators',
  meta: registerMeta,
  read(typed, { fields }) {
    const email = readAddress(typed.email);
    if ('fault' in email) return { errors: { email: email.fault } };
    const filled = fields.flatMap((id) => {
      const value = typed[id];
      return value && value.length > 0 ? [{ id, value: id === 'email' ? email.address : value }] : [];
    });
    return { values: { email: email.address, fields: filled } };
  },
  async submit({ email, fields }, { meta: { sessionId }, intent }, deps) {
    const session = await deps.store.catalogue.session(sessionId);
    if (!session) throw new AskError({ code: 'not_found', what: 'session', words: sessionId, nearest: [] });
    const asked = session.event.fields ?? [];
    const meant = fields.map(({ id, value }) => {
      const options = asked.find((field) => field.id === id)?.options ?? [];
      return {
        id,
        value: Array.isArray(value) ? value.map((one) => choiceMeant(options, one)) : choiceMeant(options, value),
      };
    });
    const { thing: outcome, ...spent } = await registerPerson(deps, { sessionId, fields: meant }, intent);
    return registered({ outcome, email, session, spent });
  },
});
