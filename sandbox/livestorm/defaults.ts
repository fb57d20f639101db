// Sensible records: what each builder of the world starts from.
import type { EventField, FieldValue, Person, Visit } from './records.ts';

export const ORGANIZATION = {
  id: '9b0f5c52-6c1f-4b53-9b3e-0c0c0c0c0001',
  name: 'Example Corp',
  slug: 'example-corp',
};

/** The form of the document's sample event, plus the job title that its PATCH sample writes. */
export const FIELDS: EventField[] = [
  { id: 'email', type: 'text', order: 0, required: true },
  { id: 'first_name', type: 'text', order: 1, required: true },
  { id: 'last_name', type: 'text', order: 2, required: true },
  { id: 'avatar', type: 'file', order: 3, required: false },
  { id: 'job_title', type: 'text', order: 4, required: false },
  {
    id: 'interests',
    type: 'multiple',
    order: 5,
    custom: true,
    required: false,
    options: { items: [{ value: 'api' }, { value: 'slack' }], multiple_answers: true },
  },
];

/** The workspace's people attributes; their slugs are the ids of form fields. */
export const ATTRIBUTES = [
  attribute(1, 'email', 'Email', 'email'),
  attribute(2, 'first_name', 'First name', 'text'),
  attribute(3, 'last_name', 'Last name', 'text'),
  attribute(4, 'avatar', 'Avatar', 'avatar'),
  attribute(5, 'job_title', 'Job title', 'text'),
  {
    ...attribute(6, 'interests', 'Interests', 'multiple_select'),
    builtin: false,
    placeholder: 'Pick some',
    options: [
      { label: 'API', position: 0, value: 'api' },
      { label: 'Slack', position: 1, value: 'slack' },
    ],
  },
];

function attribute(number: number, slug: string, name: string, type: string) {
  return {
    id: `b1b1b1b1-0000-4000-8000-80808080000${number}`,
    slug,
    name,
    type,
    description: null as string | null,
    placeholder: null as string | null,
    builtin: true,
    user_id: null as string | null,
    options: [] as { label: string; position: number; value: string }[],
  };
}

export const NO_VISIT: Visit = {
  referrer: null,
  utm_source: null,
  utm_medium: null,
  utm_term: null,
  utm_content: null,
  utm_campaign: null,
  browser_version: null,
  browser_name: null,
  os_name: null,
  os_version: null,
  screen_height: null,
  screen_width: null,
  ip_city: null,
  ip_country_code: null,
  ip_country_name: null,
};

/** A form filled in with what the person record says and the given values. */
export function filledFields(form: EventField[], person: Person, given: Map<string, string | string[]>): FieldValue[] {
  const known = new Map<string, string | string[] | null>([
    ['email', person.email],
    ['first_name', person.first_name],
    ['last_name', person.last_name],
    ['avatar', person.avatar_link],
    ...given,
  ]);
  return form.map(({ id, type, required, custom }) => ({
    id,
    type,
    value: known.get(id) ?? null,
    required,
    ...(custom ? { custom } : {}),
  }));
}

export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'event';
