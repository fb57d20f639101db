// The database's own clock, which all instances share: as of this moment, not of the transaction's beginning.
import { sql } from 'kysely';

export const now = sql<Date>`clock_timestamp()`;

export const interval = (ms: number) => sql`make_interval(secs => ${ms}::float8 / 1000)`;

/** In so many milliseconds. */
export const soon = (ms: number) => sql<Date>`${now} + ${interval(ms)}`;
