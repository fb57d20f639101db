// The Web API: tokens, scopes, arguments, faults; then the method itself. Every call is kept in `calls`.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, argumentsOf, bodyOf, parseJson } from './http.ts';
import { chatMethods } from './methods/chat.ts';
import { fileMethods } from './methods/files.ts';
import { lookupMethods } from './methods/lookups.ts';
import type { Method } from './methods/method.ts';
import { viewMethods } from './methods/views.ts';
import { type Fault, type Json, Refusal, str } from './model.ts';
import type { World } from './world.ts';

const METHODS: Record<string, Method> = { ...lookupMethods, ...chatMethods, ...viewMethods, ...fileMethods };

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function authorize(method: Method, token: string, args: Json, world: World): void {
  if (method.token === 'none') return;
  if (!token) throw new Refusal('not_authed');
  const [right, wrong] = method.token === 'app' ? [world.appToken, world.botToken] : [world.botToken, world.appToken];
  if (token === wrong) throw new Refusal('not_allowed_token_type');
  if (token !== right) throw new Refusal('invalid_auth');
  const needed = typeof method.scope === 'function' ? method.scope(args, world) : method.scope;
  const granted = method.token === 'app' ? world.appScopes : world.scopes;
  if (needed && !granted.has(needed)) {
    throw new Refusal('missing_scope', { needed, provided: [...granted].join(',') });
  }
}

const READERS: Record<string, (value: unknown, name: string) => unknown> = {
  string: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  number: (value) => Number(value),
  boolean: (value) => value === true || value === 'true' || value === '1',
  json(value, name) {
    const parsed = typeof value === 'string' ? parseJson(value) : value;
    if (parsed === undefined)
      throw name === 'blocks' ? new Refusal('invalid_blocks_format') : invalid([`invalid JSON: ${name}`]);
    return parsed;
  },
};

const invalid = (messages: string[]): Refusal =>
  new Refusal('invalid_arguments', { response_metadata: { messages: messages.map((each) => `[ERROR] ${each}`) } });

/** Typed arguments; unknown and missing ones are refused. The SDK adds `team_id` to every call. */
function read(method: Method, given: Json): Json {
  const { token: _token, team_id: _team, ...rest } = given;
  const unknown = Object.keys(rest).filter((name) => !(name in method.args));
  if (unknown.length > 0) throw invalid(unknown.map((name) => `unknown parameter: ${name}`));
  const missing = Object.entries(method.args).filter(([name, kind]) => kind.endsWith('!') && (rest[name] ?? '') === '');
  if (missing.length > 0) throw invalid(missing.map(([name]) => `missing required field: ${name}`));
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => {
      const kind = (method.args[name] ?? 'string').replace('!', '');
      return [name, READERS[kind]?.(value, name)];
    }),
  );
}

interface Result {
  status: number;
  body: Json;
  headers: Record<string, string>;
}

function spoiled(fault: Fault): Result | undefined {
  if (fault.retryAfter !== undefined) {
    const headers = { 'retry-after': String(fault.retryAfter) };
    return { status: fault.status ?? 429, body: { ok: false, error: fault.error ?? 'ratelimited' }, headers };
  }
  if (fault.lagging) return { status: 200, body: { ok: true, messages: [], has_more: false }, headers: {} };
  if (fault.status === undefined && fault.error === undefined) return undefined;
  return { status: fault.status ?? 200, body: { ok: false, error: fault.error ?? 'internal_error' }, headers: {} };
}

function perform(name: string, token: string, given: Json, world: World): Result {
  const method = METHODS[name];
  const headers: Record<string, string> = {};
  try {
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    if (method.token !== 'none' && token === world.botToken) headers['x-oauth-scopes'] = [...world.scopes].join(',');
    authorize(method, token, given, world);
    return { status: 200, body: { ok: true, ...method.run(read(method, given), world) }, headers };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'ratelimited') headers['retry-after'] = '1';
    return {
      status: error.code === 'ratelimited' ? 429 : 200,
      body: { ok: false, error: error.code, ...error.extra },
      headers,
    };
  }
}

/** One call at /api/<method>. */
export async function handleApi(
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  world: World,
): Promise<void> {
  const given = argumentsOf(request, await bodyOf(request));
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const { token: inBody, ...args } = given ?? {};
  const fault = world.faults.take(name);
  if (fault?.delayMs) await pause(fault.delayMs);
  if (fault?.drop === 'before') return void request.socket.destroy();
  const result =
    (fault && spoiled(fault)) ??
    (given
      ? perform(name, bearer ?? str(inBody), args, world)
      : { status: 200, body: { ok: false, error: 'invalid_post_type' }, headers: {} });
  const error = result.body.ok === true ? undefined : str(result.body.error);
  const logged = decoded(METHODS[name], args);
  world.calls.push({ at: world.now(), method: name, args: logged, ok: !error, error, httpStatus: result.status });
  if (fault?.drop === 'after') request.socket.destroy();
  else answer(response, result.status, result.body, result.headers);
  world.changed();
}

/** Arguments as a reader of `calls` wants them: JSON opened. */
function decoded(method: Method | undefined, args: Json): Json {
  const open = ([name, value]: [string, unknown]): [string, unknown] => {
    const json = method?.args[name]?.startsWith('json') && typeof value === 'string';
    return [name, json ? (parseJson(value) ?? value) : value];
  };
  return Object.fromEntries(Object.entries(args).map(open));
}
