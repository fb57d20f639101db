// What an event is. It has no date of its own: dates live on its sessions (livestorm-api.md 4.3).
import { z } from 'zod';
import { count, flag, id, many, moment, orNull, whole } from './resource.ts';

const words = orNull(z.string());

const field = z
  .object({
    id: z.string(),
    type: z.string(),
    order: count,
    required: flag,
    custom: flag,
    options: orNull(z.object({ items: many(z.object({ value: z.string() })), multiple_answers: flag })),
  })
  .transform(({ options, ...rest }) => ({
    ...rest,
    options: options?.items.map(({ value }) => value) ?? [],
    multiple: options?.multiple_answers ?? false,
  }));
/** A field of the registration form. `id` is the slug that a registration names. */
export type EventField = z.output<typeof field>;

const owner = z
  .object({ id, attributes: z.object({ first_name: words, last_name: words, email: words }) })
  .transform(({ id, attributes: a }) => ({ id, firstName: a.first_name, lastName: a.last_name, email: a.email }));

// Livestorm writes `cancelled` on events and `canceled` on sessions (Q6); each resource keeps its own spelling.
const schedulingStatus = z.string().transform((value) => (value === 'canceled' ? 'cancelled' : value));

export const event = z
  .object({
    id,
    attributes: z.object({
      title: z.string(),
      slug: words,
      description: words,
      status: z.string(),
      scheduling_status: schedulingStatus,
      registration_link: words,
      estimated_duration: whole,
      chat_enabled: flag,
      questions_enabled: flag,
      polls_enabled: flag,
      recording_enabled: flag,
      recording_public: flag,
      everyone_can_speak: flag,
      show_in_company_page: flag,
      detailed_registration_page_enabled: flag,
      light_registration_page_enabled: flag,
      owner: orNull(owner),
      fields: many(field),
      created_at: moment,
      updated_at: moment,
      sessions_count: count,
    }),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    title: a.title,
    slug: a.slug,
    /** HTML. */
    description: a.description,
    /** draft or published. */
    status: a.status,
    /** live, upcoming, on_demand, ended, not_started, draft, cancelled, not_scheduled, or one that came later. */
    schedulingStatus: a.scheduling_status,
    registrationLink: a.registration_link,
    estimatedDurationMinutes: a.estimated_duration,
    chatEnabled: a.chat_enabled,
    questionsEnabled: a.questions_enabled,
    pollsEnabled: a.polls_enabled,
    recordingEnabled: a.recording_enabled,
    recordingPublic: a.recording_public,
    everyoneCanSpeak: a.everyone_can_speak,
    showInCompanyPage: a.show_in_company_page,
    detailedRegistrationPageEnabled: a.detailed_registration_page_enabled,
    lightRegistrationPageEnabled: a.light_registration_page_enabled,
    owner: a.owner,
    fields: a.fields,
    createdAt: a.created_at,
    updatedAt: a.updated_at,
    sessionsCount: a.sessions_count,
  }));
export type Event = z.output<typeof event>;

export const tag = z
  .object({ id: z.string(), attributes: z.object({ title: z.string() }) })
  .transform(({ id, attributes: { title } }) => ({ id, title }));
export type Tag = z.output<typeof tag>;
