// `/webinar audit`: who did what. For operators, since it names people.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { type AuditQuestion, auditReport } from '../operations/audit-report.ts';
import { registrantOf } from '../operations/registrant.ts';
import type { AuditPlace } from '../store/audit.ts';
import { readDays } from '../time/words-to-days.ts';
import { auditView } from '../views/audit.ts';
import { type Action, answering, readBack } from './command.ts';

const USAGE = '[person|event] [date words]';

export const audit = answering({
  name: 'audit',
  summary: 'Who changed what, and who was refused.',
  access: 'operators',
  usage: USAGE,
  examples: ['audit last week', 'audit spring tour since Monday'],
  read: z.string().max(300, 'is longer than 300 characters'),
  async answer(words, _ask, deps) {
    return { to: 'asker', message: await page(deps, await question(words, deps), {}) };
  },
});

/** What an older or a newer page is asked with: it comes back from the client, and selects only. */
const carried = z.object({
  words: z.string().max(300),
  person: z.string().optional(),
  registrant: z.string().optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  before: z.int32().optional(),
  after: z.int32().optional(),
});

/** *Older* and *Newer*: another page of the same, in its place. */
export const turnAudit: Action = (value) => ({
  access: 'operators',
  kind: 'answer',
  async answer(deps) {
    const { before, after, from, to, words, person, registrant } = readBack(carried, parsed(value));
    const asked: AuditQuestion = {
      words,
      ...(person !== undefined && { person }),
      ...(registrant !== undefined && { registrant }),
      ...(from !== undefined && { from: new Date(from) }),
      ...(to !== undefined && { to: new Date(to) }),
    };
    const place = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    return { to: 'asker', message: await page(deps, asked, place), replace: true };
  },
});

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

async function page(deps: Deps, asked: AuditQuestion, place: AuditPlace) {
  return auditView({ asked, page: await auditReport(deps, asked, place), timeZone: deps.timeZone });
}

/** A person as Slack escapes them, an address, a quoted name. */
const PERSON = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/;
const ADDRESS = /\S+@\S+/;

async function question(words: string, deps: Deps): Promise<AuditQuestion> {
  const person = PERSON.exec(words)?.[1];
  const unnamed = words.replace(PERSON, ' ');
  const email = ADDRESS.exec(unnamed)?.[0];
  const rest = unnamed.replace(ADDRESS, ' ').replace(/\s+/g, ' ').trim();
  const stranger = /(?:^|\s)(@\S+)/.exec(rest)?.[1];
  if (stranger !== undefined) {
    const reason = 'is nobody I can tell apart: choose the person from the list that Slack shows after the @';
    throw new AskError({ code: 'bad_argument', command: 'audit', value: stranger, reason, usage: USAGE });
  }
  const { name, days } = splitDays(rest, deps.clock(), deps.timeZone);
  return {
    words: name,
    ...(person !== undefined && { person }),
    ...(email !== undefined && { registrant: await registrantOf(deps, email) }),
    ...days,
  };
}

/** Where a name ends and days begin: the longest end of the words that reads as days. A quoted name is only a name. */
function splitDays(words: string, now: Date, timeZone: string) {
  const [, quoted, after = ''] = /^"([^"]*)"?\s*(.*)$/.exec(words) ?? [];
  if (quoted !== undefined) return { name: quoted, days: readDays(after, { now, timeZone }) };
  const parts = words.split(' ');
  for (let first = 0; first < parts.length; first++) {
    const days = readDays(parts.slice(first).join(' '), { now, timeZone });
    if (days) return { name: parts.slice(0, first).join(' '), days };
  }
  return { name: words, days: null };
}
