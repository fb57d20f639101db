// The only file that talks to Livestorm: retries, time limits, and the report of every try. Who may go, the gate says.
import type { Logger } from 'pino';
import type { z } from 'zod';
import { LivestormError, type LivestormProblem } from '../errors.ts';
import { lost, type Outcome, readAnswer } from './answer.ts';
import { createCircuit } from './circuit.ts';
import type { Gate } from './gate.ts';
import { type Path, type Query, search } from './path.ts';
import type { Purpose, Tally } from './purpose.ts';
import type { RateLimits } from './rate-limits.ts';
import { redactProblem } from './redact.ts';
import { byType, nothing } from './resource.ts';
import { judge, type Verdict } from './verdict.ts';

export interface LivestormOptions {
  /** Private API token, sent as it is: Livestorm refuses `Bearer` before it (livestorm-api.md 2). */
  token: string;
  /** `https://api.livestorm.co/v1`, with or without a slash at the end. */
  baseUrl: string;
  log: Pick<Logger, 'info' | 'warn' | 'debug'>;
  /** Asked before every try. */
  gate: Gate;
  /** Told after every try, answered or not: the quota ledger listens. */
  onCall?: (call: Call) => void;
  /** Shown the headers of each answer. */
  onAnswer?: (headers: Headers) => void;
  fetch?: typeof fetch;
  sleep?: (ms: number) => Promise<void>;
  random?: () => number;
  now?: () => number;
}

/** One try, as the ledger sees it. `status` is null when no answer came. */
export interface Call {
  at: Date;
  purpose: Purpose;
  /** OpenAPI operationId. */
  operation: string;
  method: string;
  /** Without ids and query: `/events/{id}/people`. */
  path: string;
  status: number | null;
  milliseconds: number;
  headers: RateLimits;
}

export interface Request {
  operation: string;
  method?: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: Path;
  query?: Query;
  body?: unknown;
}

/** Sends one request and reads the answer with `schema`. Throws only LivestormError. */
export type Send = <S extends z.ZodType>(request: Request, schema: S) => Promise<z.output<S>>;

const TRIES = 3;
const TIME_LIMIT_MS = 10_000;
const FIRST_BACKOFF_SECONDS = 0.5;
/** A 503 may name any time; after this one a call finds out. */
const LONGEST_HOLD_SECONDS = 600;

export function createHttp(options: LivestormOptions): (purpose: Purpose) => Send {
  const { token, log, gate, onCall, random = Math.random, now = Date.now } = options;
  const ask = options.fetch ?? fetch;
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
  const base = options.baseUrl.replace(/\/+$/, '');
  const circuit = createCircuit(options.now ?? (() => performance.now()));
  // A token that no header can carry would be quoted in fetch's own error.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new LivestormError({ code: 'livestorm_token' });

  const failure = (problem: LivestormProblem) => new LivestormError(redactProblem(problem, token));

  async function attempt(request: Request, url: string): Promise<Outcome> {
    const { method = 'GET', body } = request;
    const headers: Record<string, string> = {
      accept: 'application/vnd.api+json',
      authorization: token,
      'user-agent': 'Showrunner',
    };
    if (body !== undefined) headers['content-type'] = 'application/vnd.api+json';
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    try {
      const response = await ask(url, { method, headers, signal, redirect: 'manual', ...sent });
      options.onAnswer?.(response.headers);
      return await readAnswer(response, now());
    } catch (error) {
      return lost(error);
    }
  }

  function report(purpose: Purpose, request: Request, at: number, outcome: Outcome): void {
    if (purpose.tally) count(purpose.tally, request, outcome);
    const call: Call = {
      at: new Date(at),
      purpose,
      operation: request.operation,
      method: request.method ?? 'GET',
      path: request.path.template,
      status: outcome.status,
      milliseconds: now() - at,
      headers: outcome.limits,
    };
    const { operation, method, path, status, milliseconds } = call;
    log.debug({ operation, method, path, status, milliseconds, purpose: purpose.kind }, 'livestorm_call');
    try {
      onCall?.(call);
    } catch {
      // Livestorm has answered; a ledger that cannot write must not turn that into a failure.
      log.warn({ operation }, 'livestorm_call_not_recorded');
    }
  }

  async function again(request: Request, verdict: Verdict & { kind: 'again' }, tries: number): Promise<void> {
    const backoff = FIRST_BACKOFF_SECONDS * 2 ** (tries - 1) * (0.75 + random() / 2);
    const seconds = verdict.wait ?? backoff;
    const { operation, path } = request;
    log.warn({ operation, path: path.template, tries, seconds, reason: verdict.problem.code }, 'livestorm_retry');
    await sleep(seconds * 1000);
  }

  function parse<S extends z.ZodType>(request: Request, path: string, schema: S, value: unknown): z.output<S> {
    const parsed = schema.safeParse(byType(value));
    if (parsed.success) return parsed.data;
    const { operation } = request;
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') || 'body';
    const detail = issue?.message ?? '';
    log.warn({ operation, path: request.path.template, field, detail }, 'livestorm_changed');
    // Livestorm said yes to a write: it is done, whatever the answer looks like.
    if (request.method) throw failure({ code: 'livestorm_unsure', detail: `an answer without a readable ${field}` });
    throw failure({ code: 'livestorm_changed', path, field, detail });
  }

  /** Throws when it may not go: nothing is sent then. */
  async function letGo(purpose: Purpose, { operation }: Request): Promise<void> {
    const known = circuit.known(purpose, operation);
    if (known) throw failure(known);
    await gate.turn(purpose);
  }

  /** The limits are the workspace's: everybody waits. */
  async function tellGate(problem: LivestormProblem): Promise<void> {
    if (problem.code === 'livestorm_quota') await gate.spent(problem.resetsAt);
    if (problem.code === 'livestorm_busy') {
      await gate.hold(Math.min(problem.retryAfterSeconds, LONGEST_HOLD_SECONDS) * 1000);
    }
  }

  async function send<S extends z.ZodType>(purpose: Purpose, request: Request, schema: S): Promise<z.output<S>> {
    const path = request.path.address();
    const url = base + path + search(request.query ?? {});
    const asked = { write: request.method !== undefined, path, mayBeEmpty: Object.is(schema, nothing) };
    for (let tries = 1; ; tries += 1) {
      await letGo(purpose, request);
      const at = now();
      const outcome = await attempt(request, url);
      report(purpose, request, at, outcome);
      const verdict = judge(asked, outcome, now());
      if (verdict.kind === 'good') {
        circuit.ended(request.operation, null);
        return parse(request, path, schema, verdict.value);
      }
      const { problem } = verdict;
      await tellGate(problem);
      if (verdict.kind === 'fail' || tries === TRIES) {
        circuit.ended(request.operation, problem);
        throw failure(problem);
      }
      await again(request, verdict, tries);
    }
  }

  return (purpose) => (request, schema) => send(purpose, request, schema);
}

function count(tally: Tally, { method }: Request, { status }: Outcome): void {
  tally.calls += 1;
  if (!method) return;
  tally.writes += 1;
  if (status !== null && status >= 200 && status < 300) tally.written += 1;
}
