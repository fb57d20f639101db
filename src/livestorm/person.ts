// What a person is: a registrant, speaker or team member. Join links, their keys and IP data are never read.
import { z } from 'zod';
import { amount, count, flag, many, moment, orNull } from './resource.ts';

const words = orNull(z.string());

/** `field` is the slug of a people attribute; several choices are a list. */
const fieldValue = z.object({ id: z.string(), value: orNull(z.union([z.string(), z.array(z.string())])) });

// Partial for people of an event, null for team members (livestorm-api.md Q8).
const registration = z
  .object({
    event_id: words,
    session_id: words,
    attended: orNull(z.boolean()),
    attendance_rate: amount,
    attendance_duration: amount,
    created_at: moment,
    updated_at: moment,
    fields: many(fieldValue),
    has_viewed_replay: flag,
    is_guest_speaker: flag,
  })
  .transform((r) => ({
    eventId: r.event_id,
    sessionId: r.session_id,
    attended: r.attended,
    /** Per cent, 0 to 100; null before the end. */
    attendanceRate: r.attendance_rate,
    attendanceSeconds: r.attendance_duration,
    registeredAt: r.created_at,
    updatedAt: r.updated_at,
    fields: r.fields,
    hasViewedReplay: r.has_viewed_replay,
    isGuestSpeaker: r.is_guest_speaker,
  }));

export const person = z
  .object({
    id: z.string(),
    attributes: z.object({
      role: z.string(),
      first_name: words,
      last_name: words,
      email: words,
      created_at: moment,
      updated_at: moment,
      registrant_detail: orNull(registration),
      messages_count: count,
      replay_view_detail: orNull(z.object({ watched_at: moment })),
    }),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    /** participant or team_member. */
    role: a.role,
    firstName: a.first_name,
    lastName: a.last_name,
    email: a.email,
    createdAt: a.created_at,
    updatedAt: a.updated_at,
    registration: a.registrant_detail,
    messagesCount: a.messages_count,
    replayWatchedAt: a.replay_view_detail?.watched_at ?? null,
  }));
export type Person = z.output<typeof person>;
