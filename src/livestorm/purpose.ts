// For whom or what a call is spent: the ledger and the gate ask.

/** What calls are spent for. */
export const PURPOSES = ['command', 'digest', 'live', 'upkeep', 'import'] as const;
export type PurposeKind = (typeof PURPOSES)[number];

/** For whom or what a call is spent. `who`: a Slack user id or a job's name. */
export interface Purpose {
  kind: PurposeKind;
  who?: string;
  /** Counts them, for one request. */
  tally?: Tally;
}

/** Calls of one request; those of them that may have changed something; those that did. */
export interface Tally {
  calls: number;
  writes: number;
  written: number;
}
