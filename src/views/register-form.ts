// The forms behind `register`: first the session when it is not clear, then the event's own fields.

import { z } from 'zod';
import type { RegistrationForm } from '../operations/register-person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { externalSelectInput } from './inputs.ts';
import { bold } from './names.ts';
import { sessionChoice } from './options.ts';
import { registrationFields } from './registration-fields.ts';
import { count, moment, sessionTitle } from './session-line.ts';
import { md, strip } from './text.ts';
import { carry } from './typed.ts';

/** What was typed with the command, by Livestorm's field id. */
const prefill = z.record(z.string(), z.string());
export type Prefill = z.output<typeof prefill>;

export const registerSessionMeta = z.object({ prefill });
export const registerMeta = z.object({ sessionId: z.string(), fields: z.array(z.string()) });

/** Words without control characters: those would take six places each in what a form carries. */
const stripped = (words: Prefill): Prefill =>
  Object.fromEntries(Object.entries(words).map(([id, value]) => [id, strip(value)]));

export function registerSessionView(data: {
  session: SessionWithEvent | null;
  notes: string[];
  prefill: Prefill;
  channel: string | null;
}): Modal {
  return modal({
    id: 'register.session',
    title: 'Register a person',
    submit: 'Next',
    close: 'Cancel',
    meta: carry({ prefill: stripped(data.prefill) }, data.channel),
    blocks: [
      ...data.notes.map((note) => section(note)),
      externalSelectInput({
        name: 'session',
        label: 'Session',
        placeholder: 'Words of its title',
        ...(data.session && { initial: sessionChoice(data.session) }),
      }),
      context('The next step asks for the person: nobody is registered yet.'),
    ],
  });
}

export function registerFormView(
  { session, fields }: RegistrationForm,
  { prefill: typed, channel }: { prefill: Prefill; channel: string | null },
): Modal {
  const empty = carry({ sessionId: session.id, fields: [] }, channel);
  const { blocks, ids, missing } = registrationFields(fields, typed, JSON.stringify(empty).length);
  return modal({
    id: 'register',
    title: 'Register a person',
    submit: 'Register',
    close: 'Cancel',
    meta: carry({ sessionId: session.id, fields: ids }, channel),
    blocks: [
      section(md`${bold(sessionTitle(session))}\n${moment(session.startsAt, session.timeZone)}`),
      ...blocks,
      ...notShown(missing),
      context('Costs 1 Livestorm call and counts as one active contact of the month.'),
    ],
  });
}

function notShown({ required, optional }: { required: number; optional: number }): Block[] {
  const all = count(required + optional, 'more field', 'more fields');
  if (required > 0) {
    const needed = count(required, 'of them is required', 'of them are required');
    const words = `This event asks for ${all} than fit here, and ${needed}: Livestorm may refuse the registration. Its registration page has them all.`;
    return [section(words)];
  }
  return optional > 0 ? [context(`This event has ${all}, all optional, on its registration page only.`)] : [];
}
