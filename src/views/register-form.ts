// The form behind `register`: the event's own fields.

import { z } from 'zod';
import type { RegistrationForm } from '../operations/register-person.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { bold } from './names.ts';
import { count } from './numbers.ts';
import { registrationFields } from './registration-fields.ts';
import { moment, sessionTitle } from './session-line.ts';
import { md } from './text.ts';
import { carry } from './typed.ts';

/** What was typed with the command, by Livestorm's field id. */
export type Prefill = Record<string, string>;

export const registerMeta = z.object({ sessionId: z.string(), fields: z.array(z.string()) });

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
  const all = count(required + optional, 'more field');
  if (required > 0) {
    const needed = count(required, 'of them is required', 'of them are required');
    const words = `This event asks for ${all} than fit here, and ${needed}: Livestorm may refuse the registration. Its registration page has them all.`;
    return [section(words)];
  }
  return optional > 0 ? [context(`This event has ${all}, all optional, on its registration page only.`)] : [];
}
