// Registering one person for a session, with the event's own fields.

import type { Deps } from '../deps.ts';
import type { EventField } from '../livestorm/event.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { orForget, remember } from './catalogue.ts';
import { sessionById } from './known.ts';
import { type Intent, type Written, writeOnce } from './write-once.ts';

/** An event's fields change rarely and no webhook tells; a form older than this asks again, for one call. */
const FIELDS_KEPT_MS = 24 * 60 * 60 * 1000;

export interface RegistrationForm {
  session: SessionWithEvent;
  /** In the event's order; `email` is always among them. */
  fields: EventField[];
}

/** What a registration asks for. No call when the event's fields were read within a day, else one. */
export async function registrationForm(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  sessionId: string,
): Promise<RegistrationForm> {
  const session = await sessionById(deps, sessionId);
  return { session, fields: ordered(await fieldsOf(deps, session)) };
}

async function fieldsOf(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock'>,
  { eventId }: SessionWithEvent,
): Promise<EventField[]> {
  const known = await deps.store.catalogue.event(eventId);
  const age = known?.fieldsReadAt ? deps.clock().getTime() - known.fieldsReadAt.getTime() : Number.POSITIVE_INFINITY;
  if (known?.fields && age < FIELDS_KEPT_MS) return known.fields;
  const { event } = await deps.livestorm.events.get(eventId);
  await remember(deps, { event });
  return event.fields;
}

const EMAIL: EventField = {
  id: 'email',
  type: 'text',
  required: true,
  order: -1,
  custom: false,
  options: [],
  multiple: false,
};

function ordered(fields: EventField[]): EventField[] {
  const withEmail = fields.some((field) => field.id === 'email') ? fields : [EMAIL, ...fields];
  return withEmail.toSorted((a, b) => a.order - b.order);
}

export type RegistrationOutcome = 'registered' | 'already_registered';

/**
 * One call. Somebody who is already registered is a result, not an error; after a lost answer it is sent again, and
 * who is registered then was registered by us.
 */
export async function registerPerson(
  { livestorm, store }: Pick<Deps, 'livestorm' | 'store'>,
  { sessionId, fields }: { sessionId: string; fields: { id: string; value: string | string[] }[] },
  intent: Intent,
): Promise<Written<RegistrationOutcome>> {
  let before = intent.since === null ? 0 : 1;
  async function send(): Promise<RegistrationOutcome> {
    before += 1;
    const { outcome } = await livestorm.sessions.register(sessionId, { fields });
    return before > 1 ? 'registered' : outcome;
  }
  const forget = () => store.catalogue.removeSession(sessionId);
  return await orForget(forget, () => writeOnce(intent, { send }));
}
