// The form behind *Register as lead*: which of the addresses in a message, and for which session.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { externalSelectInput, selectInput } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { count } from './numbers.ts';
import { sessionChoice } from './options.ts';
import { carry } from './typed.ts';

export interface LeadFormData {
  /** Those that the message has. */
  addresses: string[];
  session: SessionWithEvent | null;
  channel: string | null;
}

export function leadFormView({ addresses, session, channel }: LeadFormData): Modal {
  return modal({
    id: 'register.lead',
    title: 'Register as lead',
    submit: 'Next',
    close: 'Cancel',
    meta: carry(undefined, channel),
    blocks: [
      ...addressChoice(addresses),
      externalSelectInput({
        name: 'session',
        label: 'Session',
        placeholder: 'Words of its title',
        ...(session && { initial: sessionChoice(session) }),
      }),
      context('The next step asks what the event wants to know: nobody is registered yet.'),
    ],
  });
}

/** A single one is chosen already; without one the next step asks, where every address can be typed. */
function addressChoice(addresses: string[]): Block[] {
  const choices = addresses
    .filter(({ length }) => length <= LIMITS.optionValue)
    .slice(0, LIMITS.options)
    .map((address) => ({ value: address, label: address }));
  const [first] = choices;
  const missing = addresses.length - choices.length;
  const others = count(missing, 'more address', 'more addresses');
  return [
    ...(first
      ? [
          selectInput({
            name: 'email',
            label: 'E-mail address',
            choices,
            ...(choices.length === 1 && { initial: first.value }),
          }),
        ]
      : [section('There is no e-mail address in this message. The next step asks for one.')]),
    ...(first && missing > 0 ? [context(`${others} of this message can be typed in the next step.`)] : []),
  ];
}
