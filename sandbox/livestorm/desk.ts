// One request from arrival to answer: fault, gate, handler, check, record.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkAnswer } from './checks.ts';
import { findOperation } from './document.ts';
import type { Fault } from './faults.ts';
import { admit, type GateOptions } from './gate.ts';
import { content } from './operations/content.ts';
import { events } from './operations/events.ts';
import { people } from './operations/people.ts';
import { sessions } from './operations/sessions.ts';
import { workspace } from './operations/workspace.ts';
import { isLinkGood, TINY_VIDEO } from './recordings.ts';
import { Refusal } from './refusal.ts';
import type { Handlers, Stage } from './stage.ts';
import { type Call, parseJson, type Reply, type Request, readRequest, spoil, writeReply } from './wire.ts';

/** By operationId. */
const handlers: Handlers = { ...workspace, ...events, ...sessions, ...people, ...content };

export interface DeskOptions {
  stage: Stage;
  gate: GateOptions;
  faults: { take(operation: string | null): Fault | undefined };
  calls: Call[];
  complain: (problem: string) => void;
  /** Milliseconds. */
  now: () => number;
}

type Match = ReturnType<typeof findOperation>;

/** Answers requests; keeps a record of each. */
export function createDesk(options: DeskOptions) {
  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = options.now();
    const request = await readRequest(incoming, options.stage.origin);
    if (request.url.pathname.startsWith('/recordings/')) writeReply(response, serveRecording(request, options.stage));
    else await serve(request, response, at, options);
  };
}

const matchOf = ({ method, url }: Request): Match =>
  url.pathname.startsWith('/v1/') ? findOperation(method, url.pathname.slice('/v1'.length)) : null;

async function serve(request: Request, response: ServerResponse, at: number, options: DeskOptions): Promise<void> {
  const match = matchOf(request);
  const operation = match?.operation.id ?? null;
  const fault = options.faults.take(operation);
  const nothing = { status: 0, headers: options.gate.limits.headers() };
  const reply = spoil(isIdle(fault) ? nothing : handle(match, request, options), fault);
  const call = record(options, request, { at, operation, status: fault?.drop ? 0 : reply.status });
  if (fault?.delayMs && !(await options.stage.signals.sleep(fault.delayMs))) return;
  call.ms = options.now() - at;
  options.stage.signals.changed();
  if (fault?.drop) response.destroy();
  else writeReply(response, reply);
}

/** True when the fault keeps the call from being done at all. */
const isIdle = (fault: Fault | undefined): boolean =>
  fault !== undefined &&
  fault.done !== true &&
  (fault.drop === 'before' || fault.status !== undefined || fault.body !== undefined);

function handle(match: Match, request: Request, { stage, gate, complain }: DeskOptions): Reply {
  const refuse = (refusal: Refusal): Reply => ({
    status: refusal.status,
    body: refusal.body,
    headers: { ...gate.limits.headers(), ...refusal.headers },
  });
  const reply = attempt(
    () => {
      const ask = admit(match, request, gate);
      const handler = handlers[match?.operation.id ?? ''];
      if (!handler) throw new Refusal(404, 'Not found');
      return { ...handler(ask, stage), headers: gate.limits.headers() };
    },
    (error) => {
      if (error instanceof Refusal) return refuse(error);
      complain(`${match?.operation.id}: ${error instanceof Error ? error.stack : error}`);
      return refuse(new Refusal(500, 'Internal server error'));
    },
  );
  // The sandbox must keep to the document too: an answer that is not in it is a mistake of the sandbox.
  for (const problem of match ? checkAnswer(match.operation, reply.status, reply.body) : []) {
    complain(`${match?.operation.id} ${reply.status}: ${problem}`);
  }
  return reply;
}

function attempt<T>(job: () => T, recover: (error: unknown) => T): T {
  try {
    return job();
  } catch (error) {
    return recover(error);
  }
}

function record(
  { calls, stage }: DeskOptions,
  { method, url, headers, text }: Request,
  fate: Pick<Call, 'at' | 'operation' | 'status'>,
): Call {
  const { authorization: _token, ...requestHeaders } = headers;
  const call: Call = {
    ...fate,
    method,
    path: url.pathname.replace(/^\/v1/, ''),
    query: Object.fromEntries(url.searchParams),
    body: text === '' ? undefined : parseJson(text),
    requestHeaders,
  };
  calls.push(call);
  stage.signals.changed();
  return call;
}

function serveRecording({ url }: Request, { world }: Stage): Reply {
  if (!isLinkGood(url, world.now())) return { status: 403, headers: {} };
  return { status: 200, headers: {}, body: TINY_VIDEO, contentType: 'video/mp4' };
}
