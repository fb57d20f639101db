// What Livestorm's headers say about the allowance (livestorm-api.md 5). A header that makes no sense is null.

export interface RateLimits {
  monthlyLimit: number | null;
  monthlyRemaining: number | null;
  intervalLimit: number | null;
  intervalRemaining: number | null;
  /** The next monthly period. */
  resetsAt: Date | null;
  retryAfterSeconds: number | null;
}

export const noLimits: RateLimits = {
  monthlyLimit: null,
  monthlyRemaining: null,
  intervalLimit: null,
  intervalRemaining: null,
  resetsAt: null,
  retryAfterSeconds: null,
};

/** `now` in milliseconds: a Retry-After may be a date. */
export function readRateLimits(headers: Headers, now: number): RateLimits {
  return {
    monthlyLimit: monthly(headers, 'limit'),
    monthlyRemaining: monthly(headers, 'remaining'),
    intervalLimit: integer(headers.get('ratelimit-interval-limit')),
    intervalRemaining: integer(headers.get('ratelimit-interval-remaining')),
    resetsAt: resetsAt(headers.get('ratelimit-reset')),
    retryAfterSeconds: retryAfter(headers.get('retry-after'), now),
  };
}

// Livestorm's 2021 OpenAPI file spells it "Montly", and at least one client reads that.
const monthly = (headers: Headers, what: string) =>
  integer(headers.get(`ratelimit-monthly-${what}`)) ?? integer(headers.get(`ratelimit-montly-${what}`));

const integer = (text: string | null) => (text !== null && /^-?\d{1,12}$/.test(text) ? Number(text) : null);

// Documented as Unix seconds; milliseconds and ISO are read too. Anything before 2001 is not a date but a mistake.
function resetsAt(text: string | null): Date | null {
  if (text === null) return null;
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return new Date(Number(text));
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time);
}

function retryAfter(text: string | null, now: number): number | null {
  if (text === null) return null;
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text));
  const time = /GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : Math.max(0, Math.ceil((time - now) / 1000));
}
