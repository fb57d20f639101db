// What a session is.
import { z } from 'zod';
import { count, id, moment, orNull, spelt, whole } from './resource.ts';

// Livestorm writes `canceled` on sessions and `cancelled` on events (Q6); each resource keeps its own spelling.
const status = z.string().transform((value) => (value === 'cancelled' ? 'canceled' : value));

export const session = z
  .object({
    id,
    attributes: spelt(
      { event_id: 'event_type_id', canceled_at: 'cancelled_at' },
      z.object({
        event_id: id,
        status,
        timezone: z.string(),
        name: orNull(z.string()),
        room_link: orNull(z.string()),
        registrants_count: count,
        attendees_count: count,
        duration: whole,
        estimated_started_at: moment,
        started_at: moment,
        ended_at: moment,
        canceled_at: moment,
        created_at: moment,
        updated_at: moment,
      }),
    ),
  })
  .transform(({ id, attributes: a }) => ({
    id,
    eventId: a.event_id,
    /** upcoming, live, on_demand, past, past_not_started, canceled, draft, or one that came later. */
    status: a.status,
    /** IANA name. */
    timeZone: a.timezone,
    name: a.name,
    roomLink: a.room_link,
    registrantsCount: a.registrants_count,
    attendeesCount: a.attendees_count,
    /** null before the end. */
    durationSeconds: a.duration,
    /** When it is planned to start. */
    startsAt: a.estimated_started_at,
    startedAt: a.started_at,
    endedAt: a.ended_at,
    canceledAt: a.canceled_at,
    createdAt: a.created_at,
    updatedAt: a.updated_at,
  }));
export type Session = z.output<typeof session>;
