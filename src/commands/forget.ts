// `/webinar forget`: everything that is kept here of one person goes, after a question that says what.

import { forgetPerson, knownOf } from '../operations/forget-person.ts';
import { words as shownAs } from '../views/digest-people.ts';
import { EDITS, forgetFormView, forgetMeta, forgotten } from '../views/forget-form.ts';
import { loading } from '../views/working.ts';
import { readAddress } from './address.ts';
import { opening, someWords } from './command.ts';
import { form } from './form.ts';

const TITLE = 'Forget a person';

export const forget = opening({
  name: 'forget',
  summary: 'Erase what Showrunner keeps of one person: names, words, lists.',
  access: 'operators',
  usage: '<email>',
  examples: ['forget ada@example.com', 'forget grace.hopper@example.com'],
  read: someWords,
  open: () => loading(TITLE),
  async fill(words, { channel }, deps) {
    const read = readAddress(words);
    if (!('address' in read)) return forgetFormView({ email: null, typed: words, known: null, channel });
    const known = await knownOf(deps, { email: read.address, name: null, shownAs });
    return forgetFormView({ email: read.address, typed: words, known, channel });
  },
});

const same = (name: string, shown: string): boolean => flat(name) === flat(shown);
const flat = (name: string): string => name.replace(/\s+/g, ' ').toLowerCase();

export const forgetForm = form({
  access: 'operators',
  meta: forgetMeta,
  read(typed, { email, shown }) {
    const read = readAddress(email ?? typed.email);
    if ('fault' in read) return { errors: { email: read.fault } };
    const name = typeof typed.name === 'string' ? typed.name.trim() : '';
    const edits = Array.isArray(typed[EDITS]) && typed[EDITS].length > 0;
    return {
      values: { email: read.address, name, edits, isShown: email !== null && (name === '' || same(name, shown)) },
    };
  },
  async submit({ isShown, ...person }, { intent, ask: { channel } }, deps) {
    // Who has that name, nobody has read yet.
    if (!isShown) {
      const known = await knownOf(deps, { ...person, name: person.name || null, shownAs });
      const { email, name, edits } = person;
      return forgetFormView({ email, typed: email, known, channel, again: { name, edits } });
    }
    // For the audit log: something is changed, although nothing goes to Livestorm.
    await intent.begin();
    return forgotten(await forgetPerson(deps, { ...person, shownAs }));
  },
});
