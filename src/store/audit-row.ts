// A row of the audit log.
import type { Generated } from 'kysely';

/**
 * - done: it is so
 * - refused: the person may not
 * - failed: nothing was changed
 * - unsure: it may have been done
 */
export interface AuditRow {
  id: Generated<number>;
  at: Date;
  /** Slack's id. */
  person: string;
  verb: string;
  kind: string | null;
  thing: string | null;
  title: string | null;
  eventId: string | null;
  made: string | null;
  registrant: string | null;
  result: 'done' | 'refused' | 'failed' | 'unsure';
  code: string | null;
  calls: number;
}
