// What the local Livestorm holds: flat records with Livestorm's own attribute names. Times are Unix seconds, 0 = not yet.

export interface EventField {
  id: string;
  type: 'text' | 'file' | 'multiple';
  order: number;
  required: boolean;
  custom?: boolean;
  options?: { items: { value: string }[]; multiple_answers: boolean };
}

export interface EventRecord {
  id: string;
  title: string;
  slug: string;
  /** Minutes. */
  estimated_duration: number;
  registration_page_enabled: boolean;
  detailed_registration_page_enabled: boolean;
  light_registration_page_enabled: boolean;
  everyone_can_speak: boolean;
  description: string | null;
  status: 'draft' | 'published';
  recording_enabled: boolean;
  recording_public: boolean | null;
  show_in_company_page: boolean;
  chat_enabled: boolean;
  polls_enabled: boolean;
  questions_enabled: boolean;
  language: string;
  published_at: number;
  created_at: number;
  updated_at: number;
  owner_id: string;
  fields: EventField[];
  /** Titles, as they were first written in the workspace. */
  tags: string[];
}

type SessionStatus = 'upcoming' | 'live' | 'on_demand' | 'past' | 'past_not_started' | 'canceled' | 'draft';

export interface SessionRecord {
  id: string;
  event_id: string;
  status: SessionStatus;
  timezone: string;
  name: string | null;
  attendees_count: number;
  /** Seconds; null until the end. */
  duration: number | null;
  estimated_started_at: number;
  started_at: number;
  ended_at: number;
  canceled_at: number;
  created_at: number;
  updated_at: number;
  registrants_count: number;
  breakout_room_parent_session_id: string | null;
}

type Role = 'participant' | 'team_member';

/** Someone the workspace knows; the same id in every session, message and question. */
export interface Person {
  id: string;
  role: Role;
  created_at: number;
  updated_at: number;
  timezone: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string;
  avatar_link: string | null;
}

export interface FieldValue {
  id: string;
  type: string;
  value: string | string[] | null;
  required: boolean | null;
  custom?: boolean;
}

/** Where a visit came from and what it was made with; all null for someone registered through the API. */
export type Visit = Record<
  | 'referrer'
  | `utm_${'source' | 'medium' | 'term' | 'content' | 'campaign'}`
  | `${'browser' | 'os'}_${'name' | 'version'}`
  | `screen_${'height' | 'width'}`
  | `ip_${'city' | 'country_code' | 'country_name'}`,
  string | null
>;

/** One person in one session. */
export interface SessionPerson extends Visit {
  /** The person's id. */
  id: string;
  person: Person;
  session_id: string;
  event_id: string;
  role: Role;
  created_at: number;
  updated_at: number;
  fields: FieldValue[];
  password_key: string;
  attended: boolean;
  attendance_rate: number | null;
  /** Seconds. */
  attendance_duration: number;
  has_viewed_replay: boolean;
  /** Unix seconds of the replay view, or null. */
  watched_at: number | null;
  registration_type: string;
  is_highlighted: boolean;
  is_guest_speaker: boolean;
  session_role: string | null;
  messages_count: number;
  questions_count: number;
  votes_count: number;
  up_votes_count: number;
}

export interface Message {
  id: string;
  session_id: string;
  event_id: string;
  author_id: string | null;
  text_content: string | null;
  html_content: string | null;
  from_team_member: boolean;
  from_guest_speaker: boolean;
  created_at: number;
  updated_at: number;
}

export interface Question {
  id: string;
  session_id: string;
  event_id: string;
  question: string;
  response: string | null;
  question_author_id: string | null;
  response_author_id: string | null;
  responded_orally: boolean;
  responded_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface Recording {
  id: string;
  session_id: string;
  event_id: string;
  file_type: string;
  mime_type: string;
  /** Bytes, as Livestorm would say; the file served here is tiny. */
  file_size: number;
  file_name: string;
}

export interface User {
  id: string;
  role: 'host' | 'moderator';
  created_at: number;
  updated_at: number;
  first_name: string | null;
  last_name: string | null;
  email: string;
  avatar_link: string | null;
  locale: string;
  pending_invite: boolean;
}

export interface Subscription {
  id: string;
  url: string;
  event: string;
  created_at: number;
  updated_at: number;
  /** Livestorm stops firing after the last failed retry, and shows no flag for it (section 6.1). */
  disabled: boolean;
}

export interface Task {
  id: string;
  status: 'processing' | 'succeeded' | 'failed';
  errors?: { title: string; detail: string }[];
}

export interface Job {
  id: string;
  status: 'processing' | 'ended' | 'failed';
  tasks: Task[];
}
