// New records with sensible values: what the builders of the world start from.
import { FIELDS, filledFields, NO_VISIT } from './defaults.ts';
import type {
  EventRecord,
  Message,
  Person,
  Question,
  Recording,
  SessionPerson,
  SessionRecord,
  User,
} from './records.ts';

/** What every new record gets: an id and two times in Unix seconds. */
export interface Stamp {
  id: string;
  created_at: number;
  updated_at: number;
}

export const newUser = (stamp: Stamp, given: Partial<User>): User => ({
  ...stamp,
  role: 'host',
  first_name: 'Lin',
  last_name: 'Host',
  email: 'lin.host@example.com',
  avatar_link: null,
  locale: 'en',
  pending_invite: false,
  ...given,
});

export const newEvent = (stamp: Stamp, slug: string, ownerId: string, given: Partial<EventRecord>): EventRecord => ({
  ...stamp,
  title: 'Quarterly product tour',
  slug,
  estimated_duration: 30,
  registration_page_enabled: true,
  detailed_registration_page_enabled: true,
  light_registration_page_enabled: true,
  everyone_can_speak: false,
  description: '<p>What is new</p>',
  status: 'published',
  recording_enabled: true,
  recording_public: null,
  show_in_company_page: false,
  chat_enabled: true,
  polls_enabled: true,
  questions_enabled: true,
  language: 'en',
  published_at: given.status === 'draft' ? 0 : stamp.created_at,
  owner_id: ownerId,
  fields: structuredClone(FIELDS),
  tags: [],
  ...given,
});

/** A session a day after its creation, unless told otherwise. */
export const newSession = (stamp: Stamp, event: EventRecord, given: Partial<SessionRecord>): SessionRecord => ({
  ...stamp,
  status: 'upcoming',
  timezone: 'Europe/Paris',
  name: null,
  attendees_count: 0,
  duration: null,
  estimated_started_at: stamp.created_at + 86_400,
  started_at: 0,
  ended_at: 0,
  canceled_at: 0,
  registrants_count: 0,
  breakout_room_parent_session_id: null,
  ...given,
  event_id: event.id,
});

export const newPerson = (stamp: Stamp, given: Partial<Person>): Person => ({
  ...stamp,
  role: 'participant',
  timezone: null,
  first_name: 'Ada',
  last_name: 'Byron',
  email: 'ada@example.com',
  avatar_link: null,
  ...given,
});

export function newSessionPerson(
  stamp: Stamp,
  place: { event: EventRecord; session: SessionRecord; person: Person },
  given: Partial<SessionPerson>,
): SessionPerson {
  const { event, session, person } = place;
  return {
    ...NO_VISIT,
    created_at: stamp.created_at,
    updated_at: stamp.updated_at,
    role: person.role,
    fields: filledFields(event.fields, person, new Map()),
    password_key: stamp.id.replaceAll('-', '').slice(0, 22),
    attended: false,
    attendance_rate: null,
    attendance_duration: 0,
    has_viewed_replay: false,
    watched_at: null,
    registration_type: 'API',
    is_highlighted: false,
    is_guest_speaker: false,
    session_role: null,
    messages_count: 0,
    questions_count: 0,
    votes_count: 0,
    up_votes_count: 0,
    ...given,
    id: person.id,
    person,
    session_id: session.id,
    event_id: event.id,
  };
}

export const newMessage = (stamp: Stamp, session: SessionRecord, given: Partial<Message>): Message => {
  const text = given.text_content === undefined ? 'Hello from Paris' : given.text_content;
  return {
    ...stamp,
    author_id: null,
    text_content: text,
    html_content: text === null ? null : `<p>${escapeHtml(text)}</p>`,
    from_team_member: false,
    from_guest_speaker: false,
    ...given,
    session_id: session.id,
    event_id: session.event_id,
  };
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

export const newQuestion = (stamp: Stamp, session: SessionRecord, given: Partial<Question>): Question => ({
  ...stamp,
  question: 'Is there a Slack app?',
  response: null,
  question_author_id: null,
  response_author_id: null,
  responded_orally: false,
  responded_at: null,
  ...given,
  session_id: session.id,
  event_id: session.event_id,
});

export const newRecording = (stamp: Stamp, session: SessionRecord, given: Partial<Recording>): Recording => ({
  id: stamp.id,
  file_type: 'video',
  mime_type: 'mp4',
  file_size: 48_318_223,
  file_name: `${session.id.slice(0, 8)}.mp4`,
  ...given,
  session_id: session.id,
  event_id: session.event_id,
});
