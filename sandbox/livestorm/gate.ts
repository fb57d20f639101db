// What a request must pass before it reaches a handler: credential, allowance, scope, and the OpenAPI document.
import { checkBody, isPathFine, readQuery } from './checks.ts';
import type { Operation } from './document.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { Ask } from './stage.ts';
import type { Switches } from './switches.ts';
import type { Request } from './wire.ts';

export interface GateOptions {
  token: string;
  /** A `:write` scope includes its `:read`: in the token's form each is none, read or write (AUTH). */
  scopes: string[];
  limits: Limits;
  switches: Switches;
}

const UNVERIFIED = 'Authentication could not be verified';

/** A private token is sent raw; anything after `Bearer` is looked up among OAuth2 tokens, and this is none (W6W). */
function authenticate(token: string, given: string | undefined): void {
  if (given === token) return;
  const doorkeeper = 'Bearer realm="Doorkeeper", error="invalid_token"';
  throw new Refusal(401, UNVERIFIED, /^Bearer /i.test(given ?? '') ? { 'www-authenticate': doorkeeper } : {});
}

function authorize(operation: Operation, scopes: string[]): void {
  const has = (scope: string) => scopes.includes(scope) || scopes.includes(scope.replace(/:read$/, ':write'));
  if (operation.scopes.length > 0 && !operation.scopes.some(has)) {
    throw new Refusal(403, `The scope ${operation.scopes.join(' or ')} is missing`);
  }
}

function readBody(operation: Operation, { headers, text }: Request): unknown {
  if (text === '') {
    if (operation.body) throw new Refusal(400, 'The body is missing');
    return undefined;
  }
  // Both are accepted in real code (disagreement 15).
  if (!/^application\/(vnd\.api\+)?json\b/.test(headers['content-type'] ?? '')) {
    throw new Refusal(400, 'The body must be sent as application/vnd.api+json');
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not JSON');
  }
  const [problem] = checkBody(operation, body);
  if (problem) throw new Refusal(400, problem);
  return body;
}

/** The request as handlers read it. Throws 400, 401, 403, 404, 429 or 500. */
export function admit(
  match: { operation: Operation; params: Record<string, string> } | null,
  request: Request,
  { token, scopes, limits, switches }: GateOptions,
): Ask {
  authenticate(token, request.headers.authorization);
  limits.spend();
  if (switches.apiBlocked) throw new Refusal(403, 'The API access to your workspace is currently blocked');
  if (!match) throw new Refusal(404, 'Not found');
  const { operation, params } = match;
  authorize(operation, scopes);
  if (!operation.pathParameters.every((parameter) => isPathFine(parameter, params[parameter.name] ?? ''))) {
    throw new Refusal(404, 'Not found');
  }
  const names = [...request.url.searchParams.keys()];
  if (operation.id === 'listJobTasks' && names.some((name) => name.startsWith('page['))) {
    // Q2: BATCH recorded that any page parameter does this.
    throw new Refusal(500, 'Internal server error');
  }
  const { query, problems } = readQuery(operation, request.url.searchParams);
  const [problem] = problems;
  if (problem) throw new Refusal(400, problem);
  return { params, query, body: readBody(operation, request) };
}
