// The two allowances and their headers: calls per second and per month (section 5).
import { Refusal } from './refusal.ts';
import type { Switches } from './switches.ts';

const MONTH_MS = 30 * 24 * 3600 * 1000;
const DOCUMENTED_BURST = 5;

export interface Limits {
  /** Spends a call, or throws the 429. */
  spend(): void;
  /** The headers of every answer. */
  headers(): Record<string, string>;
  /** Calls of the month. */
  budget(): { limit: number; left: number };
}

export interface LimitOptions {
  monthlyLimit: number;
  monthlyUsed: number;
  /** Calls per sliding second; 0 for no limit. */
  burst: number;
  /** Milliseconds. */
  now: () => number;
  switches: Switches;
}

export function createLimits({ monthlyLimit, monthlyUsed, burst, now, switches }: LimitOptions): Limits {
  let used = monthlyUsed;
  // 30 days from the first request: the newer of the two official texts.
  let monthEnds = monthlyUsed > 0 ? now() + MONTH_MS : null;
  let recent: number[] = [];

  function refresh(): void {
    if (monthEnds !== null && now() >= monthEnds) {
      used = 0;
      monthEnds = null;
    }
    recent = recent.filter((at) => now() - at < 1000);
  }

  const refuse = (seconds: number) =>
    new Refusal(429, 'Throttle limit reached', {
      'Retry-After': String(Math.max(1, Math.ceil(seconds))),
      'RateLimit-Reset': String(Math.ceil((monthEnds ?? now() + MONTH_MS) / 1000)),
    });

  return {
    spend() {
      refresh();
      monthEnds ??= now() + MONTH_MS;
      // Whether a spent month has a long Retry-After is unknown (question 2); this one is true to its definition.
      if (used >= monthlyLimit) throw refuse((monthEnds - now()) / 1000);
      const [oldest = 0] = recent;
      if (burst > 0 && recent.length >= burst) throw refuse((oldest + 1000 - now()) / 1000);
      used += 1;
      recent.push(now());
    },
    budget() {
      refresh();
      return { limit: monthlyLimit, left: Math.max(0, monthlyLimit - used) };
    },
    headers() {
      refresh();
      const month = switches.montlySpelling ? 'Montly' : 'Monthly';
      const perSecond = burst || DOCUMENTED_BURST;
      return {
        [`RateLimit-${month}-Limit`]: String(monthlyLimit),
        [`RateLimit-${month}-Remaining`]: String(Math.max(0, monthlyLimit - used)),
        'RateLimit-Interval-Limit': String(perSecond),
        'RateLimit-Interval-Remaining': String(burst ? Math.max(0, burst - recent.length) : perSecond - 1),
      };
    },
  };
}
