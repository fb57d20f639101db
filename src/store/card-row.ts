// The columns of the cards, and of who has just registered.
import type { Generated } from 'kysely';
import type { PersonName } from './person-name.ts';

/** The one message in a channel that stands for a session. Its words are in the outbox, under `card <session> <channel>`. */
export interface CardRow {
  sessionId: string;
  channel: string;
  /** As it was called when it was first heard of: for when Livestorm no longer has it. */
  title: string;
  /** When the channel was told that it starts. */
  startsAt: Date | null;
  /** When the channel heard of that start: what should have been said before is not said any more. */
  heardAt: Date;
  /** How many had registered when the channel was told last. */
  toldRegistrants: number;
  toldAt: Date;
  /** A fingerprint of what it says; null before it was said. */
  shown: string | null;
  /** From then on it stays as it is. */
  doneAt: Date | null;
}

/** Somebody who registered, until a channel that asked for each is told: a minute. */
export interface ArrivalRow {
  id: Generated<number>;
  sessionId: string;
  name: PersonName;
  /** Of the team, and not a participant. */
  team: boolean;
  at: Date;
}
