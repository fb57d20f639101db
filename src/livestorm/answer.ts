// Reads one answer, within bounds, and says what it is.
import { noLimits, type RateLimits, readRateLimits } from './rate-limits.ts';

const MAX_BYTES = 5_000_000;

/** What came of one try. */
export type Outcome =
  | { kind: 'answer'; status: number; limits: RateLimits; body: Body }
  /** `sent` is false when Livestorm cannot have seen the request. `status` is known when the answer was cut. */
  | { kind: 'lost'; status: number | null; limits: RateLimits; sent: boolean; detail: string };

export type Body = { kind: 'json'; value: unknown } | { kind: 'empty' | 'not_json' | 'too_large' };

export async function readAnswer(response: Response, now: number): Promise<Outcome> {
  const limits = readRateLimits(response.headers, now);
  try {
    return { kind: 'answer', status: response.status, limits, body: await readBody(response) };
  } catch (error) {
    return { kind: 'lost', status: response.status, limits, sent: true, detail: nameOf(error) };
  }
}

/** A try that ended without an answer: `error` is what `fetch` threw. */
export function lost(error: unknown): Outcome {
  const detail = nameOf(error);
  return { kind: 'lost', status: null, limits: noLimits, sent: !beforeSending.test(detail), detail };
}

async function readBody(response: Response): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the rest of the download.
    if (bytes > MAX_BYTES) return { kind: 'too_large' };
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'not_json' };
  }
}

// No connection, no name or no trusted certificate: nothing of the request has left.
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|\w*CERT\w*|\w*_LEAF_SIGNATURE)$/;

// The code only: an error's message may hold the address or a header.
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (cause instanceof Error) return nameOf(cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
