// The zone picker: what people type, and what they find.

import { expect, test } from 'vitest';
import { isTimeZone } from '../../src/time/wall-time.ts';
import { findZones, zoneOf } from '../../src/time/zones.ts';

test('an empty query gives zones that many teams are in', () => {
  expect(findZones('', 4)).toEqual(['UTC', 'Europe/London', 'Europe/Paris', 'Europe/Berlin']);
});

test.each([
  ['paris', 'Europe/Paris'],
  ['new y', 'America/New_York'],
  ['york', 'America/New_York'],
  ['SAO PAULO', 'America/Sao_Paulo'],
  ['são', 'America/Sao_Paulo'],
  ['america/arg', 'America/Argentina/Buenos_Aires'],
  ['kyiv', 'Europe/Kyiv'],
  ['est', 'America/New_York'],
  ['+5:30', 'Asia/Kolkata'],
  ['UTC-3', 'America/Sao_Paulo'],
  ['gmt+1', 'Europe/London'],
])('“%s” finds %s first', (query, zone) => {
  expect(findZones(query, 5)[0]).toBe(zone);
});

test('what no zone is called finds none', () => {
  for (const query of ['atlantis', '+27', '.*', '((', 'x'.repeat(200)])
    expect([query, findZones(query, 5)]).toEqual([query, []]);
});

test('a picker never gets more than it asked for, nor a zone we could not use', () => {
  const all = findZones('a', 1_000);
  expect(findZones('a', 100)).toEqual(all.slice(0, 100));
  expect(all.filter((id) => !isTimeZone(id))).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
});

test('abbreviations that mean several places are nobody’s zone', () => {
  expect(['CST', 'IST', 'BST'].map(zoneOf)).toEqual([undefined, undefined, undefined]);
});
