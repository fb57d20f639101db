// How long things are kept: the one table of periods, with the reason for each. docs/retention.md says it to people.
import { type RawBuilder, sql } from 'kysely';

export interface Period {
  what: string;
  days: number;
  why: string;
  /** Deletes or empties what is from before that moment. Running again changes nothing. */
  forget(before: Date): RawBuilder<unknown>;
}

/** The same months of two years can be compared. */
const MONTHS_13 = 396;

/** A message without its words. */
export const SILENT = JSON.stringify({ text: '', blocks: [] });

export const RETENTION: Period[] = [
  {
    what: 'The words of what Showrunner posted, or could not post',
    days: 30,
    why: 'They hold names and what people said; what stands in a channel is the channel’s own',
    // What still waits by then is not posted any more.
    forget: (before) => sql`update outbox set message = ${SILENT}, looks = 0, looked_at = null,
      error = case when state in ('sent', 'there', 'failed') then error else 'too_old' end,
      state = case when state in ('sent', 'there') then state else 'failed' end
      where created_at < ${before} and message::text <> ${SILENT}`,
  },
  {
    what: 'Where and when it posted something',
    days: MONTHS_13,
    why: 'Nothing is said twice, and a channel is known by what it was told last; without words and names',
    forget: (before) => sql`delete from outbox where created_at < ${before}`,
  },
  {
    what: 'What a digest was made of: questions, chat, names',
    days: 30,
    why: 'For a second try, and for a channel that subscribes a little late',
    forget: (before) => sql`update digests set data = 'null' where built_at < ${before} and data::text <> 'null'`,
  },
  {
    what: 'Questions to follow up: their words, who asked, who has them',
    days: 30,
    why: 'As long as the digest that shows them',
    forget: (before) => sql`delete from follow_ups where made_at < ${before}`,
  },
  {
    what: 'Pages that were read of a long session: who came, what they wrote',
    days: 30,
    why: 'A reading that was cut goes on from there, and the whole chat can be given as a file',
    forget: (before) => sql`delete from heard_pages where read_at < ${before}`,
  },
  {
    what: 'What was decided about reading a long session whole, and by whom (a user id)',
    days: 30,
    why: 'One decision holds for all channels',
    forget: (before) => sql`delete from long_sessions where decided_at < ${before}`,
  },
  {
    what: 'What a session came to, in figures: registrants, attendees, how long they stayed',
    days: MONTHS_13,
    why: 'A digest is compared with the sessions before it; without names, and without what was said',
    forget: (before) => sql`delete from session_figures where ended_at < ${before}`,
  },
  {
    what: 'What Livestorm delivered, when it is worked',
    days: 7,
    why: 'To look into a fault of last week; what matters of it is in the catalogue',
    forget: (before) => sql`update deliveries set body = 'null'
      where received_at < ${before} and done_at is not null and body::text <> 'null'`,
  },
  {
    what: 'What Livestorm delivered, when it could not be worked',
    days: 30,
    why: 'Showrunner may have been down for weeks with it still to do',
    forget: (before) => sql`update deliveries set body = 'null', error = coalesce(error, 'too_old')
      where received_at < ${before} and done_at is null and body::text <> 'null'`,
  },
  {
    what: 'That Livestorm delivered something, without what it said',
    days: 90,
    why: 'Delivered again within that time, it has no second effect',
    forget: (before) => sql`delete from deliveries where received_at < ${before}`,
  },
  {
    what: 'Who spent a call to Livestorm (a user id)',
    days: 90,
    why: 'To see where the calls of this month and of the two before it went',
    forget: (before) => sql`update ledger set who = null where at < ${before} and who is not null`,
  },
  {
    what: 'Each call to Livestorm: when, what for, how it ended',
    days: MONTHS_13,
    why: 'To compare a month with the same one a year before',
    forget: (before) => sql`delete from ledger where at < ${before}`,
  },
  {
    what: 'That a form was sent, and how it ended',
    days: 30,
    why: 'A form sent twice is done once; what was typed goes with the answer, after a day at the latest',
    forget: (before) => sql`delete from submissions where claimed_at < ${before} and view is null`,
  },
  {
    what: 'Who did what, and who was refused (the audit log)',
    days: MONTHS_13,
    why: 'Last year’s webinar can still be looked into; it holds no address of anybody registered',
    // The one deletion that the log's trigger lets pass (migrations/0005-audit.ts), for this statement alone.
    forget: (before) => sql`with allowed as materialized (select set_config('showrunner.retention', 'on', true))
      delete from audit where at < ${before} and (select count(*) from allowed) = 1`,
  },
  {
    what: 'That a session was looked at, and when again',
    days: 30,
    why: 'Nobody looks at it after three days; nothing of what it said is kept here',
    forget: (before) => sql`delete from looks where next_at < ${before}`,
  },
  {
    what: 'Names of who registered, until a channel that asked for each is told: a minute',
    days: 2,
    why: 'Showrunner may have been down for hours with it still to say',
    forget: (before) => sql`delete from arrivals where at < ${before}`,
  },
  {
    what: 'What was asked and written in a session that was followed live',
    days: 30,
    why: 'As long as what its digest was made of, which is made of it',
    forget: (before) => sql`delete from live_follows where began_at < ${before}`,
  },
  {
    what: 'Which channel asked to follow a session live, or not to',
    days: 30,
    why: 'The session is over by then; without words and names',
    forget: (before) => sql`delete from live_channels where changed_at < ${before}
      and not exists (select from sessions where id = session_id and ended_at is null and starts_at > ${before})`,
  },
  {
    what: 'Which session had a card in which channel',
    days: MONTHS_13,
    why: 'A session that is planned anew goes on in the card it had; without words and names',
    forget: (before) => sql`delete from cards where done_at < ${before}`,
  },
  {
    what: 'Names and addresses of people who own no event any more',
    days: 0,
    why: 'Only owners of events are offered as owners',
    forget: () => sql`delete from people where not exists (select from events where owner_id = people.id)`,
  },
];
