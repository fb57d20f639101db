// `/webinar unregister`: a question that names the person and the session, then one call.

import { sessionById } from '../operations/known.ts';
import { unregisterPerson } from '../operations/unregister-person.ts';
import { unregistered, unregisterFormView, unregisterMeta } from '../views/unregister-form.ts';
import { loading } from '../views/working.ts';
import { readAddress } from './address.ts';
import { opening, someWords } from './command.ts';
import { form } from './form.ts';
import { formOnSession } from './which.ts';
import { splitEmail } from './words.ts';

const TITLE = 'Unregister a person';

export const unregister = opening({
  name: 'unregister',
  summary: "Take a person's registration for a session back.",
  access: 'operators',
  usage: '[session] [email]',
  examples: ['unregister spring tour ada@example.com', 'unregister ada@example.com'],
  read: someWords.transform(splitEmail),
  open: () => loading(TITLE),
  fill: ({ name, email }, { channel }, deps) =>
    formOnSession(deps, { verb: 'unregister', words: name, rest: email, channel, title: TITLE }, async (session) => {
      const read = readAddress(email);
      return unregisterFormView({ session, email: 'address' in read ? read.address : null, typed: email, channel });
    }),
});

export const unregisterForm = form({
  access: 'operators',
  meta: unregisterMeta,
  read(typed, { email }) {
    const read = readAddress(email ?? typed.email);
    return 'fault' in read ? { errors: { email: read.fault } } : { values: read.address };
  },
  async submit(email, { meta: { sessionId }, intent }, deps) {
    const session = await sessionById(deps, sessionId);
    const { thing: outcome, ...spent } = await unregisterPerson(deps, { sessionId, email }, intent);
    return unregistered({ outcome, email, session, spent });
  },
});
