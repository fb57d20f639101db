// The digest: what a session left behind, as plain data. Built once per session, shown per channel.

/** A person as the digest names them. `name` is '' when Livestorm does not say. */
export interface DigestPerson {
  name: string;
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
  chatters: number;
  highlights: Highlights;
  /** Of what Livestorm has more than was read: the numbers above are about the part that was. */
  cutOff: { what: 'people' | 'questions' | 'chat'; read: number }[];
  /** When the numbers were read from Livestorm. */
  readAt: Date;
}

export interface Highlights {
  /** Links the team shared, each once, in the order of their first appearance. */
  links: { url: string; by: DigestPerson | null; offset: number; times: number }[];
  /** The busiest stretches of the chat, busiest first; at most three, none overlapping. */
  moments: { offset: number; lengthSeconds: number; messages: number; quotes: DigestMessage[] }[];
}

/** A digest as the store gives it back, after JSON. */
export function digestFromJson(saved: unknown): Digest {
  const digest = saved as Omit<Digest, 'startedAt' | 'endedAt' | 'readAt' | 'cutOff'> &
    Record<'startedAt' | 'endedAt', string | null> & { readAt: string; cutOff?: Digest['cutOff'] };
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...digest,
    cutOff: digest.cutOff ?? [], // saved before digests said so
    startedAt: moment(digest.startedAt),
    endedAt: moment(digest.endedAt),
    readAt: new Date(digest.readAt),
  };
}
