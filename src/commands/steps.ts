// The steps that Workflow Builder offers: what the verbs do, without a person at a form.

import { z } from 'zod';
import { AskError } from '../errors.ts';
import { createEvent } from '../operations/create-event.ts';
import { keptDigest, renewDigest } from '../operations/make-digest.ts';
import { registerPerson } from '../operations/register-person.ts';
import { scheduleSessions } from '../operations/schedule-session.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { MOST_TITLE } from '../views/create-form.ts';
import type { StepId } from '../views/ids.ts';
import { sessionTitle } from '../views/session-line.ts';
import { stepFaults } from '../views/step.ts';
import { placeHere } from './digest-here.ts';
import { isAhead } from './register.ts';
import { orNull, type Step, step, words } from './step.ts';
import {
  address,
  fault,
  moment,
  namedEvent,
  namedSession,
  page,
  sessionId,
  start,
  text,
  theSession,
  wallOf,
} from './step-inputs.ts';

const MOST_WORDS = 500;

export const steps: Record<StepId, Step> = {
  create_webinar: step({
    verb: 'create',
    title: 'Create webinar',
    description: 'Creates an event at Livestorm, with its first session',
    access: 'operators',
    inputs: {
      title: text('Title', 'Of the event'),
      description: text('Description', 'Plain words for the registration page', false),
      start: start(false),
      publish: { type: 'boolean', title: 'Publish', description: 'Else it stays a draft', isRequired: false },
    },
    outputs: {
      event_id: text('Event id', 'For the steps after this one'),
      session_id: { ...sessionId, isRequired: false },
      registration_page: page,
    },
    read: z.object({
      title: words(MOST_TITLE),
      description: orNull(words(3_000)),
      start: orNull(moment),
      publish: orNull(z.string()),
    }),
    async run({ title, description, start: at, publish }, { user, now, intent }, deps) {
      const status = publish === 'true' ? 'published' : 'draft';
      const session = at && (await wallOf(at, user, now, deps));
      const sessions = session ? [session] : [];
      const { thing } = await createEvent(deps, { title, description, status, ownerId: null, sessions }, intent);
      const [made] = thing.sessions;
      return { outputs: { event_id: thing.event.id, session_id: made?.id ?? '', ...link(thing.event) } };
    },
  }),

  schedule_session: step({
    verb: 'schedule',
    title: 'Schedule session',
    description: 'Adds a session to an event',
    access: 'operators',
    inputs: {
      event: text('Event', 'Words of its title, its id or its Livestorm link'),
      start: start(true),
      name: text('Name', "The session's own, beside its event's title", false),
    },
    outputs: { session_id: sessionId, registration_page: page },
    read: z.object({ event: words(MOST_WORDS), start: moment, name: orNull(words(MOST_TITLE)) }),
    async run({ event: named, start: at, name }, { user, now, intent }, deps) {
      const event = await namedEvent(named, intent, deps);
      const wall = await wallOf(at, user, now, deps);
      const { things } = await scheduleSessions(deps, { eventId: event.id, sessions: [wall], name }, intent);
      return { outputs: { session_id: things[0]?.id ?? '', ...link(event) } };
    },
  }),

  register_person: step({
    verb: 'register',
    title: 'Register person',
    description: 'Registers somebody for a session',
    access: 'operators',
    inputs: {
      session: theSession,
      email: text('E-mail address', 'Of the person'),
      first_name: text('First name', 'Most events ask for it', false),
      last_name: text('Last name', 'Most events ask for it', false),
    },
    outputs: { result: text('Result', 'registered, or already_registered'), session_id: sessionId },
    read: z.object({
      session: words(MOST_WORDS),
      email: address,
      first_name: orNull(words(MOST_WORDS)),
      last_name: orNull(words(MOST_WORDS)),
    }),
    async run({ session: named, email, ...names }, { intent }, deps) {
      const session = await namedSession(named, intent, deps);
      if (!isAhead(session) && intent.since === null) throw fault('Session', stepFaults.notAhead);
      const given = Object.entries({ email, ...names });
      const fields = given.flatMap(([id, value]) => (value === null ? [] : [{ id, value }]));
      const { thing } = await registerPerson(deps, { sessionId: session.id, fields }, intent);
      const { id, eventId } = session;
      const did = { kind: 'session', id, title: sessionTitle(session), eventId };
      return { outputs: { result: thing, session_id: id }, did };
    },
  }),

  post_digest: step({
    verb: 'digest',
    title: 'Post digest',
    description: 'Posts the digest of a session that is over in a channel',
    access: 'operators',
    inputs: {
      session: theSession,
      channel: {
        type: 'slack#/types/channel_id',
        title: 'Channel',
        description: 'Where Showrunner may post: invite it there first',
        isRequired: true,
      },
    },
    outputs: { session_id: sessionId },
    read: z.object({ session: words(MOST_WORDS), channel: words(50) }),
    async run({ session: named, channel }, { intent }, deps) {
      const session = await namedSession(named, intent, deps);
      if (session.endedAt === null) throw fault('Session', stepFaults.notOver);
      const where = await deps.slack.isIn(channel);
      if (where.kind === 'out') throw new AskError({ code: 'cannot_post', channel, reason: 'not_in_channel' });
      const digest = (await keptDigest(deps, session.id)) ?? (await renewDigest(deps, session));
      await placeHere(deps, { digest, channel, format: 'compact' });
      return { outputs: { session_id: session.id }, did: aboutDigest(session, channel) };
    },
  }),
};

const aboutDigest = (session: SessionWithEvent, channel: string) => ({
  kind: 'channel',
  id: channel,
  title: sessionTitle(session),
  eventId: session.eventId,
});

const link = ({ registrationLink }: { registrationLink: string | null }) => ({
  registration_page: registrationLink ?? '',
});
