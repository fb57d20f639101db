// How long things are kept. What is older is deleted by jobs.

const DAY = 24 * 60 * 60 * 1000;

/** In milliseconds. */
export const KEPT = {
  /** What somebody typed into a form whose answer could not be told. */
  unanswered: DAY,
  /** That a form was sent, and its outcome: longer than it can stand on a screen. */
  submissions: 30 * DAY,
  /** Who did what: a year and a month, so that a yearly webinar's last time is still there. */
  audit: 396 * DAY,
} as const;

export type Kept = typeof KEPT;
