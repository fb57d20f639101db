// What must not leave this room in an error or a log line.
import type { LivestormProblem } from '../errors.ts';

/** Hides the token, personal join links' keys, signed URLs' queries and e-mail addresses; cuts at 300 characters. */
export function redact(text: string, token: string): string {
  return text
    .replaceAll(token, '[token]')
    .replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '[token]')
    .replace(/\b(bearer)\s+\S+/gi, '$1 [token]')
    .replace(/(https?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi, '$1')
    .replace(/\b(\w*(?:key|token|signature|secret))=[^&\s"'<>]+/gi, '$1=[hidden]')
    .replace(/[^\s@/?&=<>"'():,;]+(?:@|%40)[^\s@/?&=<>"'():,;]+/gi, '[e-mail]')
    .slice(0, 300);
}

/** The same problem, each of its texts redacted. */
export function redactProblem(problem: LivestormProblem, token: string): LivestormProblem {
  const entries = Object.entries(problem).map(([name, value]) => [
    name,
    typeof value === 'string' && name !== 'code' ? redact(value, token) : value,
  ]);
  return Object.fromEntries(entries);
}
