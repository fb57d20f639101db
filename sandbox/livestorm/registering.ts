// One registration: the event's form is checked, the person made or found, the counters moved, the webhook sent.
import { filledFields } from './defaults.ts';
import { isOver } from './operations/sessions.ts';
import type { EventField, SessionPerson, SessionRecord, Visit } from './records.ts';
import { found, Refusal } from './refusal.ts';
import { sessionPersonResource } from './resources.ts';
import type { Stage } from './stage.ts';

type Value = string | string[];

export interface PersonWrite extends Partial<Pick<Visit, (typeof ORIGINS)[number]>> {
  fields?: { id: string; value: Value }[];
}

const ORIGINS = ['referrer', 'utm_source', 'utm_medium', 'utm_term', 'utm_content', 'utm_campaign'] as const;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PICTURE = /^https?:\/\/.+\.(png|jpe?g)$/i;

/** The origins that a write names. */
export const originsOf = (write: PersonWrite): Partial<Visit> =>
  Object.fromEntries(ORIGINS.flatMap((key) => (write[key] === undefined ? [] : [[key, write[key]]])));

/** The given values by field id. 400 for an id that the form does not have (BATCH's text), 422 for a wrong value. */
export function readFields(form: EventField[], write: PersonWrite): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const { id, value } of write.fields ?? []) {
    const field = form.find((known) => known.id === id);
    if (!field) throw new Refusal(400, `The field '${id}' doesn't exist`);
    if (values.has(id)) throw new Refusal(400, `The field '${id}' is given twice`);
    const problem = wrong(field, value);
    if (problem) throw new Refusal(422, `The field '${id}' ${problem}`);
    values.set(id, value);
  }
  return values;
}

/** Multi-select takes an array of strings, the rest a string; `avatar` a public picture's URL (REF-REG). */
function wrong({ id, type, options }: EventField, value: Value): string | undefined {
  const isList = Array.isArray(value);
  if (isList !== (options?.multiple_answers === true)) return isList ? 'takes one value' : 'takes a list of values';
  const allowed = options?.items.map((item) => item.value);
  const stray = [value].flat().find((one) => allowed && !allowed.includes(one));
  if (stray !== undefined) return `has no option '${stray}'`;
  if (id === 'email' && !ADDRESS.test(String(value))) return 'is not an e-mail address';
  return type === 'file' && !PICTURE.test(String(value)) ? 'must be the URL of a PNG or JPG' : undefined;
}

/** Registers one person as the API does. Throws 400, 402, 409 or 422. */
export function register(session: SessionRecord, write: PersonWrite, { world, emit }: Stage): SessionPerson {
  const { switches } = world;
  const event = found(world.events.get(session.event_id), 'Event');
  const values = readFields(event.fields, write);
  const email = values.get('email');
  // The only mandatory id: other required fields can be completed later (REF-REG).
  if (typeof email !== 'string') throw new Refusal(422, "The field 'email' can't be blank");
  if (isOver(session)) throw new Refusal(422, 'This session is past');
  const same = (address: string) => address.toLowerCase() === email.toLowerCase();
  if (world.peopleOf(session.id).some(({ person }) => same(person.email))) {
    const texts = { 409: 'This person is already registered', 422: 'Email has already been taken' };
    throw new Refusal(switches.duplicateStatus, texts[switches.duplicateStatus]);
  }
  const isNew = ![...world.people.values()].some((person) => same(person.email));
  if (isNew && switches.contactsLeft <= 0) throw new Refusal(402, 'Active contact allowance reached');
  if (isNew) switches.contactsLeft -= 1;
  const names = { first_name: text(values, 'first_name'), last_name: text(values, 'last_name') };
  const here = world.addPerson(session, {
    email,
    ...names,
    role: 'participant',
    avatar_link: text(values, 'avatar'),
    ...originsOf(write),
  });
  here.fields = filledFields(event.fields, here.person, values);
  emit('people.registered', sessionPersonResource(here));
  return here;
}

const text = (values: Map<string, Value>, id: string): string | null => {
  const value = values.get(id);
  return typeof value === 'string' ? value : null;
};
