// Who did what, as asked: by person, by event, by day. Costs no call.

import type { Deps } from '../deps.ts';
import type { AuditFilter, AuditPage, AuditPlace } from '../store/audit.ts';
import { findEvents } from './catalogue.ts';

/** `words` name an event, or stand in a title; '' for all. */
export interface AuditQuestion extends Omit<AuditFilter, 'events' | 'words'> {
  words: string;
}

const AUDIT_PAGE = 20;

/** Events that no longer are are found by the titles they had. */
export async function auditReport(
  { store }: Pick<Deps, 'store'>,
  { words, ...filter }: AuditQuestion,
  place: AuditPlace,
): Promise<AuditPage> {
  return await store.audit.page({ ...filter, ...(await about({ store }, words)) }, place, AUDIT_PAGE);
}

async function about({ store }: Pick<Deps, 'store'>, words: string): Promise<Pick<AuditFilter, 'events' | 'words'>> {
  if (words === '') return {};
  const found = await findEvents({ store }, words);
  if (found.kind === 'none') return { words };
  return { events: (found.kind === 'one' ? [found.match] : found.matches).map(({ id }) => id) };
}
