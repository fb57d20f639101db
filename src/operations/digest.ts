// The digest: what a session left behind, as plain data. Built once per session, shown per channel.

import type { PersonName } from '../store/person-name.ts';
import type { Activity } from './activity.ts';
import type { History } from './history.ts';
import type { Theme } from './themes.ts';

/** A person as the digest names them. `name` is '' when Livestorm does not say. */
export interface DigestPerson {
  name: PersonName;
  team: boolean;
}

export interface DigestQuestion {
  id: string;
  question: string;
  asker: DigestPerson | null;
  /** Seconds after the session's start. */
  offset: number;
  /** The written answer, or null. */
  response: string | null;
  responder: DigestPerson | null;
  /** 'aloud' when the team marked it as answered orally and wrote nothing. */
  answered: 'written' | 'aloud' | 'no';
}

export interface DigestMessage {
  id: string;
  text: string;
  author: DigestPerson | null;
  /** Seconds after the session's start. */
  offset: number;
}

export interface Digest {
  eventId: string;
  sessionId: string;
  title: string;
  sessionName: string | null;
  /** IANA zone of the session. */
  timeZone: string;
  startedAt: Date | null;
  endedAt: Date | null;
  durationSeconds: number | null;
  registrants: number;
  attendees: number;
  /** Mean seconds in the room over those who came; null when Livestorm has not said it for any of them. */
  averageStaySeconds: number | null;
  /** Attendees whose stay is known: the denominator of `averageStaySeconds`. */
  stayKnownFor: number;
  /** In the order they were asked. */
  questions: DigestQuestion[];
  messageCount: number;
  /** 0 while the chat is unread. */
  chatters: number;
  highlights: Highlights;
  /** Null when nothing was said, or in a moment. */
  activity: Activity | null;
  /** Questions that ask the same, the most asked first. */
  themes: Theme[];
  /** What is usual, as it was known when the numbers were read; null while the end is not known. */
  history: History | null;
  /** What was not read, because nobody was asked yet whether to spend the calls; null where Livestorm does not say. */
  unread: { what: 'people' | 'questions' | 'chat'; rows: number | null; calls: number | null }[];
  /** What is known of reading the rest; null when nothing is unread. */
  rest: Rest | null;
  /** Calls to Livestorm that the reading cost; null of digests made before this was noted. */
  calls: number | null;
  /** Of what Livestorm has more than was read: the numbers above are about the part that was. */
  cutOff: { what: 'people' | 'questions' | 'chat'; read: number }[];
  /** When the numbers were read from Livestorm. */
  readAt: Date;
  /** Whether attendance had settled by then. */
  isFinal: boolean;
  /** Null where nobody looks for it. */
  recording: RecordingState | null;
  /** People who watched it after the end, as told until then; null where Livestorm does not tell, or nobody did. */
  watched: { people: number; at: Date } | null;
}

/** `off`: the event does not record. `there` since that look, or `none` at the last one. */
export type RecordingState = { state: 'off' | 'awaited' } | { state: 'there' | 'none'; at: Date };
export interface Rest {
  /** Calls of the period when the numbers were read; null while Livestorm has not said. */
  left: { remaining: number; limit: number | null } | null;
  /** Once for all channels, by a Slack user; null until then. */
  decided: { what: 'read' | 'left'; by: string } | null;
}

export interface Highlights {
  /** Links the team shared, each once, in the order of their first appearance. */
  links: { url: string; by: DigestPerson | null; offset: number; times: number }[];
  /** The busiest stretches of the chat, busiest first; at most three, none overlapping. */
  moments: { offset: number; lengthSeconds: number; messages: number; quotes: DigestMessage[] }[];
}

/** How much of it a channel is shown: `digest:full` among its subscription's features, or `digest` (product.md, section 4). */
export type DigestFormat = 'compact' | 'full';
export const formatOf = (features: readonly string[]): DigestFormat =>
  features.includes('digest:full') ? 'full' : 'compact';

/** What digests of earlier versions do not say. */
type Later = Pick<
  Digest,
  'cutOff' | 'unread' | 'rest' | 'activity' | 'themes' | 'history' | 'calls' | 'isFinal' | 'recording' | 'watched'
>;
const LATER: Later = {
  cutOff: [],
  unread: [],
  rest: null,
  activity: null,
  themes: [],
  history: null,
  calls: null,
  isFinal: true,
  recording: null,
  watched: null,
};

/** A digest as the store gives it back, after JSON. */
export function digestFromJson(saved: unknown): Digest {
  const digest = saved as Omit<Digest, 'startedAt' | 'endedAt' | 'readAt' | keyof Later> &
    Record<'startedAt' | 'endedAt', string | null> & { readAt: string } & Partial<Later>;
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  const { recording, watched } = digest;
  return {
    ...LATER,
    ...digest,
    startedAt: moment(digest.startedAt),
    endedAt: moment(digest.endedAt),
    readAt: new Date(digest.readAt),
    recording: recording && 'at' in recording ? { ...recording, at: new Date(recording.at) } : (recording ?? null),
    watched: watched ? { ...watched, at: new Date(watched.at) } : null,
  };
}
