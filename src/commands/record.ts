// What becomes of what people ask for, as the audit log has it: every write, and every refusal.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError, LivestormError } from '../errors.ts';
import type { Tally } from '../livestorm/client.ts';
import { registrantOf } from '../operations/registrant.ts';
import type { AuditedThing, AuditResult, NewAuditEntry } from '../store/audit.ts';
import { sessionTitle } from '../views/session-line.ts';
import { carriedBy, type Typed, typed } from '../views/typed.ts';
import { errorCode } from './outcome.ts';
import { isRefusal } from './permission.ts';
import { forms } from './registry.ts';
import { verbOf } from './verbs.ts';

export interface Asked {
  user: string;
  verb: string;
}

/** How it ended. `error` is left out when it did not fail. */
export interface Ending extends Partial<About> {
  error?: unknown;
  tally: Tally;
  /** Whether a write may have gone out before this try, or something was changed without Livestorm. */
  wrote: boolean;
  made?: string | null;
}

/** What a request is about. */
export interface About {
  thing: AuditedThing | null;
  registrant: string | null;
}

/** Null when nothing was changed and nobody refused: reading leaves no trace. */
export function auditEntry(at: Date, { user, verb }: Asked, ending: Ending): NewAuditEntry | null {
  const { error, tally, thing = null, registrant = null, made = null } = ending;
  const wrote = ending.wrote || tally.writes > 0;
  if (!wrote && !isRefusal(error)) return null;
  const about = { person: user, verb, thing, made, registrant, calls: tally.calls };
  if (error === undefined) return { at, ...about, result: 'done', code: null };
  return { at, ...about, result: resultOf(error, wrote, tally), code: errorCode(error) };
}

function resultOf(error: unknown, wrote: boolean, { written }: Tally): AuditResult {
  if (isRefusal(error)) return 'refused';
  const known = error instanceof AskError || error instanceof LivestormError;
  const code = errorCode(error);
  const inDoubt = code === 'livestorm_unsure' || code === 'livestorm_changed' || (wrote && !known);
  return inDoubt || written > 0 ? 'unsure' : 'failed';
}

/** For what has no transaction of its own. Never throws: what was done is done, and the person waits for the answer. */
export async function record(deps: Pick<Deps, 'store' | 'clock' | 'log'>, asked: Asked, ending: Ending): Promise<void> {
  const entry = auditEntry(deps.clock(), asked, ending);
  if (!entry) return;
  await deps.store.audit.add(entry).catch((error: unknown) => {
    deps.log.error({ err: error, request: asked.verb, user: asked.user }, 'the audit log was not written');
  });
}

/** A form that was sent, as Slack gives it back. */
export interface SentForm {
  callback_id: string;
  private_metadata: string;
  state: { values: unknown };
}

/** For a form that was refused before it was kept. Never throws. */
export async function recordRefusal(
  deps: Pick<Deps, 'store' | 'clock' | 'log'>,
  user: string,
  form: SentForm,
  error: unknown,
): Promise<void> {
  const tally: Tally = { calls: 0, writes: 0, written: 0 };
  const about = await aboutForm(deps, form).catch(() => null);
  await record(deps, { user, verb: verbOfForm(form) }, { error, tally, wrote: false, ...about });
}

/** The form that asks which thing is meant belongs to the verb that wants to know. */
export function verbOfForm({ callback_id: form, private_metadata: carried }: SentForm): string {
  if (!Object.hasOwn(forms, form)) return 'unknown';
  const { verb } = asks.parse(carriedBy(carried).meta);
  return form.startsWith('which.') ? verbOf(verb) : (form.split('.')[0] ?? form);
}

const asks = z.object({ verb: z.string() }).catch({ verb: 'unknown' });

const id = z.string().min(1).max(200).optional().catch(undefined);
const carried = z.object({ sessionId: id, eventId: id, email: id }).catch({});

/** What a form is about, by what it carries and what was typed in it. Costs no call. */
export async function aboutForm({ store }: Pick<Deps, 'store'>, form: SentForm): Promise<About> {
  const filled = typed(form.state.values);
  const meta = carried.parse(carriedBy(form.private_metadata).meta);
  const { sessionId = text(filled.session), eventId = text(filled.event), email = text(filled.email) } = meta;
  const registrant = email === undefined ? null : await registrantOf({ store }, email);
  if (sessionId !== undefined) {
    const session = await store.catalogue.session(sessionId);
    const title = session && sessionTitle(session);
    return { thing: { kind: 'session', id: sessionId, title, eventId: session?.eventId ?? null }, registrant };
  }
  const title = text(filled.title) ?? null;
  if (eventId === undefined) return { thing: title === null ? null : { kind: 'event', id: null, title }, registrant };
  const event = await store.catalogue.event(eventId);
  return { thing: { kind: 'event', id: eventId, title: event?.title ?? title, eventId }, registrant };
}

const text = (value: Typed[string] | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.replaceAll('\0', '').trim() : undefined;
