// The forms behind `register`: first the session when it is not clear, then the event's own fields.

import { z } from 'zod';
import type { RegistrationForm } from '../operations/register-person.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { emailInput, externalSelectInput, multiSelectInput, selectInput, textInput, urlInput } from './inputs.ts';
import { sessionChoice } from './options.ts';
import { moment } from './session-line.ts';
import { md, oneLine } from './text.ts';
import { carry } from './typed.ts';

/** What was typed with the command, by Livestorm's field id. */
const prefill = z.record(z.string(), z.string());
export type Prefill = z.output<typeof prefill>;

export const registerSessionMeta = z.object({ prefill });
export const registerMeta = z.object({ sessionId: z.string(), fields: z.array(z.string()) });

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
    meta: carry({ prefill: data.prefill }, data.channel),
    blocks: [
      ...data.notes.map((note) => section(note)),
      externalSelectInput({
        name: 'session',
        label: 'Session',
        placeholder: 'Words of its title',
        ...(data.session && { initial: sessionChoice(data.session) }),
      }),
    ],
  });
}

type Field = RegistrationForm['fields'][number];

/** More would pass Slack's limits of a form; an event with that many fields asks too much of anybody. */
const MOST_FIELDS = 40;

export function registerFormView(
  { session, fields }: RegistrationForm,
  { prefill: typed, channel }: { prefill: Prefill; channel: string | null },
): Modal {
  const shown = fields.slice(0, MOST_FIELDS);
  const starts = moment(session.startsAt, session.timeZone);
  return modal({
    id: 'register',
    title: 'Register a person',
    submit: 'Register',
    close: 'Cancel',
    meta: carry({ sessionId: session.id, fields: shown.map(({ id }) => id) }, channel),
    blocks: [
      section(md`*${oneLine(session.event.title ?? session.event.slug)}*\n${starts}`),
      ...shown.map((field) => fieldInput(field, typed[field.id])),
      context('Costs 1 Livestorm call and counts as one active contact of the month.'),
    ],
  });
}

function fieldInput({ id, type, required, options, multiple }: Field, typed: string | undefined): Block {
  const field = { name: id, label: labelOf(id), optional: !required };
  const initial = typed === undefined ? {} : { initial: typed };
  if (id === 'email') return emailInput({ ...field, ...initial });
  if (type === 'file') return urlInput({ ...field, hint: 'The address of a public image (PNG or JPEG).', ...initial });
  if (options.length > 0) {
    const choices = options.map((value) => ({ value, label: value }));
    return multiple ? multiSelectInput({ ...field, choices }) : selectInput({ ...field, choices, ...initial });
  }
  return textInput({ ...field, maxLength: 3_000, ...initial });
}

/** `first_name` → First name. Livestorm's event names its fields by slug only. */
function labelOf(id: string): string {
  const words = id.replace(/[_-]+/g, ' ').trim();
  return words === 'email' ? 'E-mail address' : words.charAt(0).toUpperCase() + words.slice(1);
}
