// The addresses an app meets: the Web API, response_urls, and where files go and come from.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { respond } from './hooks.ts';
import { answer, bodyOf, parseJson, uploadedFile } from './http.ts';
import { isRecord, type Json, Refusal } from './model.ts';
import { serveFile } from './people-files.ts';
import { handleApi, pause } from './web-api.ts';
import type { World } from './world.ts';

interface Result {
  status: number;
  body: Json;
}

/** 404 once the address is used up or too old; 400 for what could not be shown. */
function useHook(world: World, token: string, body: unknown): Result {
  let status = 404;
  try {
    const hook = world.hooks.use(token);
    status = 400;
    if (!isRecord(body)) throw new Refusal('invalid_payload');
    respond(world, hook, body);
    return { status: 200, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status, body: { ok: false, error: error.code, ...error.extra } };
  }
}

async function handleHook(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  world: World,
): Promise<void> {
  const body = parseJson((await bodyOf(request)).toString('utf8'));
  const fault = world.faults.take('response_url');
  if (fault?.delayMs) await pause(fault.delayMs);
  if (fault?.drop === 'before') return void request.socket.destroy();
  const status = fault?.status ?? (fault?.retryAfter === undefined ? undefined : 429);
  const spoiled = fault && (status !== undefined || fault.error !== undefined);
  const result: Result = spoiled
    ? { status: status ?? 500, body: { ok: false, error: fault.error ?? 'internal_error' } }
    : useHook(world, token, body);
  const ok = result.status === 200;
  const error = ok ? undefined : String(result.body.error);
  world.calls.push({
    at: world.now(),
    method: 'response_url',
    args: isRecord(body) ? body : {},
    ok,
    error,
    httpStatus: result.status,
  });
  if (fault?.drop === 'after') request.socket.destroy();
  else
    answer(
      response,
      result.status,
      result.body,
      fault?.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
    );
  world.changed();
}

/** Where a file goes between files.getUploadURLExternal and files.completeUploadExternal. */
async function handleUpload(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  world: World,
): Promise<void> {
  const content = await uploadedFile(request);
  const fault = world.faults.take('files.upload');
  if (fault?.drop) return void request.socket.destroy();
  if (fault?.status !== undefined) return answer(response, fault.status, fault.error ?? 'upload failed');
  const file = world.uploads.get(id);
  if (!file) return answer(response, 404, 'no such upload');
  if (content.length !== file.length)
    return answer(response, 400, `expected ${file.length} bytes, got ${content.length}`);
  file.content = content;
  answer(response, 200, `OK - ${content.length}`);
  world.changed();
  return undefined;
}

export async function route(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const [, first = '', second = ''] = new URL(request.url ?? '/', 'http://local').pathname.split('/');
  if (first === 'api') await handleApi(request, response, second, world);
  else if (first === 'response' && request.method === 'POST') await handleHook(request, response, second, world);
  else if (first === 'upload' && request.method === 'POST') await handleUpload(request, response, second, world);
  else if (first === 'files-pri' && request.method === 'GET') serveFile(request, response, second, world);
  else answer(response, 404, 'not found');
}
