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
