// Behaviour that the documents leave open or that changed over time; tests may turn each.

export interface Switches {
  /** The 2021 spelling of the rate-limit headers. */
  montlySpelling: boolean;
  /** 409 today; 422 with a duplicate's text in 2021 (Q12). */
  duplicateStatus: 409 | 422;
  /** How many new people may still register this month; at 0 they are answered 402. */
  contactsLeft: number;
  /** 403 for everything: "The API access to your workspace is currently blocked". */
  apiBlocked: boolean;
  /** Real milliseconds until a bulk job is worked off. */
  jobDelayMs: number;
  /** Webinar seconds between the end of a played session and its recording. */
  recordingDelayS: number;
  /** Whether GET /webhooks still shows a disabled subscription; no document says. */
  disabledWebhooksListed: boolean;
  /**
   * What a receiver that cannot be reached causes. Livestorm's developer pages except TCP and certificate errors from
   * some retries, and its help page on disabled webhooks names them as the reason to disable: both happen somewhere.
   */
  unreachable: 'retry' | 'disable';
  /** How many deliveries from now on never leave, and are not sent again. */
  deliveriesToLose: number;
}

export const defaultSwitches = (): Switches => ({
  montlySpelling: false,
  duplicateStatus: 409,
  contactsLeft: Number.POSITIVE_INFINITY,
  apiBlocked: false,
  jobDelayMs: 30,
  recordingDelayS: 600,
  disabledWebhooksListed: true,
  unreachable: 'retry',
  deliveriesToLose: 0,
});
