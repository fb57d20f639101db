// An e-mail address out of what was typed.

import { z } from 'zod';
import { fieldFaults } from '../views/field-faults.ts';

/**
 * As RFC 5321 and 5322 have it, without what no mail service gives: quoted names, comments, bare IP addresses. A domain
 * of other letters is written in punycode. Livestorm's own check may be stricter; this one saves a call for what can
 * never be an address.
 */
const ADDRESS =
  /^(?=.{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])$/i;

const address = z.string().regex(ADDRESS, fieldFaults.notAnAddress).max(254, fieldFaults.longAddress);

export function readAddress(typed: string | string[] | null | undefined): { address: string } | { fault: string } {
  const read = address.safeParse(typeof typed === 'string' ? typed.trim() : '');
  return read.success ? { address: read.data } : { fault: read.error.issues[0]?.message ?? fieldFaults.notAnAddress };
}

/** What may be one, between what cannot be in one: spaces, and the signs that Slack and people put around them. */
const CANDIDATE = /[^\s<>()[\]|,;:/"“”]+@[^\s<>()[\]|,;:/"“”]+/g;

/** The addresses in somebody's words as Slack gives them (`&` escaped, `<mailto:…|…>`), each once, in their order. */
export function addressesIn(words: string): string[] {
  const found = words.replaceAll('&amp;', '&').match(CANDIDATE) ?? [];
  const read = found.map((candidate) => readAddress(candidate.replace(/^['.*_~`]+|['.!?*_~`]+$/g, '')));
  const each = new Map(read.flatMap((one) => ('address' in one ? [[one.address.toLowerCase(), one.address]] : [])));
  return [...each.values()];
}
