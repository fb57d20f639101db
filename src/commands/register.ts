// `/webinar register`: the session when it is not clear, then a form of the event's own fields.

import { sessionById } from '../operations/known.ts';
import { registerPerson, registrationForm } from '../operations/register-person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { type Prefill, registerFormView, registerMeta } from '../views/register-form.ts';
import { registered } from '../views/registered.ts';
import { choiceMeant } from '../views/registration-fields.ts';
import { loading } from '../views/working.ts';
import { readAddress } from './address.ts';
import { opening, someWords } from './command.ts';
import { form } from './form.ts';
import { formOnSession } from './which.ts';
import { splitEmail } from './words.ts';

const TITLE = 'Register a person';

export const register = opening({
  name: 'register',
  summary: 'Register a person for a session.',
  access: 'operators',
  usage: '<session> [email] [first] [last]',
  examples: ['register spring tour', 'register spring tour ada@example.com Ada Byron'],
  read: someWords.transform(splitEmail),
  open: () => loading(TITLE),
  fill({ name, email, first, last }, { channel }, deps) {
    const given = { email, first_name: first, last_name: last };
    const prefill: Prefill = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    const rest = [email, first, last].filter((word) => word !== '').join(' ');
    return formOnSession(
      deps,
      { verb: 'register', words: name, rest, channel, title: TITLE, only: isAhead },
      async ({ id }) => registerFormView(await registrationForm(deps, id), { prefill, channel }),
    );
  },
});

export const isAhead = ({ endedAt, canceledAt }: SessionWithEvent) => endedAt === null && canceledAt === null;

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
    const session = await sessionById(deps, sessionId);
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
