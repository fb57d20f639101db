// The tables that hold people's names and addresses, each for a short while; see `tables.ts`.
import type { ColumnType } from 'kysely';

interface ReadingRow {
  /** The Slack user it was read for. */
  person: string;
  /** What was read, by name and id. */
  what: string;
  data: ColumnType<unknown, string, string>;
  readAt: Date;
}

export interface PeopleTables {
  readings: ReadingRow;
}
