// Whether a token works, asked of Slack and Livestorm themselves. What they say of it is told; the token never is.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readRateLimits } from '../../src/livestorm/rate-limits.ts';

/** `isGood: null`: nobody said. */
export interface Verdict {
  isGood: boolean | null;
  said: string;
}

const PATIENCE_MS = 10_000;

interface SlackAnswer {
  ok: boolean;
  error?: string;
  team?: string;
  user?: string;
}

type Called = { answer: SlackAnswer; headers: Headers } | { unheard: string };

async function slack(apiUrl: string, method: string, token: string): Promise<Called> {
  try {
    const response = await fetch(new URL(method, apiUrl.replace(/\/?$/, '/')), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { answer: (await response.json()) as SlackAnswer, headers: response.headers };
  } catch (error) {
    return { unheard: `Slack could not be asked (${reason(error)}).` };
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}

/** Which scopes the manifest asks for: those that are needed, and those without which something less is done. */
export function scopesOfManifest(): { needed: string[]; optional: string[] } {
  const { scopes } = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')).oauth_config;
  const optional: string[] = scopes.bot_optional ?? [];
  return { needed: (scopes.bot as string[]).filter((scope) => !optional.includes(scope)), optional };
}

/** `auth.test` names the app's scopes in the header x-oauth-scopes (slack-platform.md, section 7). */
export async function checkBotToken(token: string, apiUrl: string): Promise<Verdict> {
  const called = await slack(apiUrl, 'auth.test', token);
  if ('unheard' in called) return { isGood: null, said: called.unheard };
  const { answer, headers } = called;
  if (!answer.ok) return { isGood: false, said: `Slack refuses it (${answer.error ?? 'no reason given'}).` };
  const given = (headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim());
  const { needed, optional } = scopesOfManifest();
  const missing = needed.filter((scope) => !given.includes(scope));
  const works = `Slack knows it: ${answer.user} in ${answer.team}.`;
  if (missing.length > 0) {
    const what = `${works} The app lacks ${missing.join(' and ')}: add them under OAuth & Permissions and install it again.`;
    return { isGood: false, said: what };
  }
  const absent = optional.filter((scope) => !given.includes(scope));
  const rest = absent.length > 0 ? ` Optional scopes it does not have: ${absent.join(', ')}.` : ' It has every scope.';
  return { isGood: true, said: works + rest };
}

export async function checkAppToken(token: string, apiUrl: string): Promise<Verdict> {
  const called = await slack(apiUrl, 'apps.connections.open', token);
  if ('unheard' in called) return { isGood: null, said: called.unheard };
  if (called.answer.ok) return { isGood: true, said: 'Slack opens Socket Mode for it.' };
  return { isGood: false, said: `Slack refuses it (${called.answer.error ?? 'no reason given'}).` };
}

/** Costs a call. */
export async function checkLivestormToken(token: string, apiUrl: string): Promise<Verdict> {
  try {
    const response = await fetch(`${apiUrl.replace(/\/+$/, '')}/ping`, {
      headers: { authorization: token.replace(/^bearer\s+/i, ''), accept: 'application/vnd.api+json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { monthlyLimit, monthlyRemaining } = readRateLimits(response.headers, Date.now());
    if (response.status === 401) return { isGood: false, said: 'Livestorm refuses it (401).' };
    if (!response.ok) return { isGood: null, said: `Livestorm answers ${response.status}: try again later.` };
    const number = (calls: number) => calls.toLocaleString('en');
    const left =
      monthlyRemaining === null || monthlyLimit === null
        ? ''
        : ` ${number(monthlyRemaining)} of ${number(monthlyLimit)} calls are left in this period.`;
    return { isGood: true, said: `Livestorm knows it.${left}` };
  } catch (error) {
    return { isGood: null, said: `Livestorm could not be asked (${reason(error)}).` };
  }
}
