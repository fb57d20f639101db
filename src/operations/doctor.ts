// Whether all that Showrunner needs is there, one finding each: what is seen of Livestorm, the store and the clock.

import type { Deps, Members, Outsider, Unknown } from '../deps.ts';
import { LivestormError, type LivestormProblem } from '../errors.ts';
import { isCatalogueStale } from './catalogue.ts';
import { isTold } from './check-webhooks.ts';
import { type FollowingCost, followingCost } from './follow.ts';
import { type Late, lateOf } from './gap.ts';
import { type WebhookReport, webhookReport } from './webhooks.ts';

/** What views may know of how the process was set up, and of who may change things. */
export type Setup = Deps['setup'];
export type Operators = NonNullable<Deps['operators']>;

export type Finding =
  | { check: 'token'; problem: LivestormProblem | null }
  | { check: 'rights'; rights: Right[] }
  | {
      check: 'webhooks';
      report: WebhookReport | null;
      problem: LivestormProblem | null;
      isSigned: boolean;
      /** What looking by the schedule costs, when Livestorm tells nothing. */
      following: FollowingCost | null;
      late: Late | null;
    }
  | { check: 'clock'; aheadBySeconds: number | null }
  | { check: 'store'; kind: Setup['store']; answers: boolean }
  | { check: 'catalogue'; readAt: Date | null; isStale: boolean }
  | { check: 'address'; publicUrl: string | null; transport: Setup['transport'] }
  | { check: 'scopes'; given: { kind: 'known'; missing: { scope: string; isRequired: boolean }[] } | Unknown }
  | { check: 'operators'; operators: Deps['operators']; people: OddPerson[]; groups: OddGroup[] }
  | { check: 'channels'; all: number; out: string[]; unseen: number }
  /** It could not be made: the log says why. */
  | { check: 'broken'; name: string };

/** A scope of Livestorm's token, as far as its answers have shown. */
export interface Right {
  scope: 'events:read' | 'events:write' | 'webhooks:read' | 'webhooks:write';
  state: 'seen' | 'refused' | 'untried';
}

/** Named as an operator, and yet refused. */
export interface OddPerson {
  id: string;
  standing: Outsider;
}

export interface OddGroup {
  id: string;
  members: Exclude<Members, { kind: 'known' }> | { kind: 'empty' };
}

/** One call. */
export async function checkToken({ livestorm }: Pick<Deps, 'livestorm'>): Promise<Finding> {
  return { check: 'token', problem: await problemOf(() => livestorm.ping()) };
}

async function problemOf(ask: () => Promise<unknown>): Promise<LivestormProblem | null> {
  try {
    await ask();
    return null;
  } catch (error) {
    if (error instanceof LivestormError) return error.problem;
    throw error;
  }
}

const SCOPES: Right['scope'][] = ['events:read', 'events:write', 'webhooks:read', 'webhooks:write'];

/** No call says which scopes a token has; the answers so far do. Costs no call. */
export async function checkRights({ store }: Pick<Deps, 'store'>): Promise<Finding> {
  const states = new Map<string, Right['state']>();
  for (const { method, path, status } of await store.ledger.statuses()) {
    const what = /^\/(events|sessions|people|jobs|webhooks)\b/.exec(path)?.[1];
    const state = shownBy(status ?? 0);
    if (!what || !state) continue;
    states.set(`${what === 'webhooks' ? 'webhooks' : 'events'}:${method === 'GET' ? 'read' : 'write'}`, state);
  }
  return { check: 'rights', rights: SCOPES.map((scope) => ({ scope, state: states.get(scope) ?? 'untried' })) };
}

/** Scopes are looked at before what was asked for (livestorm-api.md, section 2): a 404 or a 422 has passed them. */
function shownBy(status: number): Right['state'] | null {
  if (status === 403) return 'refused';
  return status < 300 || [404, 409, 422].includes(status) ? 'seen' : null;
}

/** One call, none without a public address. */
export async function checkWebhooksThere(
  deps: Pick<Deps, 'livestorm' | 'store' | 'clock' | 'webhookUrl' | 'setup'>,
): Promise<Finding> {
  const { isSigned } = deps.setup;
  const [late, following] = await Promise.all([
    lateOf(deps),
    isTold(deps).then((told) => (told ? null : followingCost(deps))),
  ]);
  const known = { check: 'webhooks', isSigned, following, late } as const;
  if (deps.webhookUrl === null) return { ...known, report: null, problem: null };
  let report: WebhookReport | null = null;
  const problem = await problemOf(async () => {
    report = await webhookReport(deps);
  });
  return { ...known, report, problem };
}

export async function checkStore({ store, setup }: Pick<Deps, 'store' | 'setup'>): Promise<Finding> {
  const answers = await store.ping().then(
    () => true,
    () => false,
  );
  return { check: 'store', kind: setup.store, answers };
}

export async function checkCatalogue(deps: Pick<Deps, 'store' | 'clock'>): Promise<Finding> {
  return { check: 'catalogue', readAt: await deps.store.catalogue.readAt(), isStale: await isCatalogueStale(deps) };
}
