// Time zones by the names people give them: an id, a city, an abbreviation, an offset.

import { isTimeZone, offsetAt } from './wall-time.ts';

/** Abbreviations that people everywhere read as one place. CST, IST and BST are not among them. */
const ABBREVIATIONS: Record<string, string> = {
  utc: 'UTC',
  gmt: 'UTC',
  cet: 'Europe/Paris',
  cest: 'Europe/Paris',
  eet: 'Europe/Athens',
  eest: 'Europe/Athens',
  wet: 'Europe/Lisbon',
  west: 'Europe/Lisbon',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  sgt: 'Asia/Singapore',
  hkt: 'Asia/Hong_Kong',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  nzst: 'Pacific/Auckland',
  nzdt: 'Pacific/Auckland',
};

/** ICU keeps names that the IANA database has replaced; people look for the new ones. */
const RENAMED: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

const COMMON = `UTC Europe/London Europe/Paris Europe/Berlin Europe/Madrid Europe/Athens Africa/Casablanca Africa/Lagos
  Asia/Dubai Asia/Kolkata Asia/Singapore Asia/Shanghai Asia/Tokyo Australia/Sydney America/New_York America/Chicago
  America/Denver America/Los_Angeles America/Toronto America/Mexico_City America/Sao_Paulo`.split(/\s+/);

const folded = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_.-]+/g, ' ')
    .trim();

const cityOf = (id: string): string => folded(id.slice(id.lastIndexOf('/') + 1));

interface Zone {
  id: string;
  name: string;
  city: string;
}

let zones: Zone[] | undefined;

/** Common zones first, then by name. Built when first asked for: 420 names, 1 ms. */
function allZones(): Zone[] {
  if (zones) return zones;
  const known = Intl.supportedValuesOf('timeZone').map((id) => RENAMED[id] ?? id);
  const ids = [...new Set([...COMMON, ...known.filter(isTimeZone).sort()])];
  zones = ids.map((id) => ({ id, name: folded(id), city: cityOf(id) }));
  return zones;
}

/** The zone that these words name exactly, without regard to case and accents; undefined when they name none. */
export function zoneOf(words: string): string | undefined {
  const wanted = folded(words);
  const zone = allZones().find(({ name, city }) => name === wanted || city === wanted);
  const old = Object.keys(RENAMED).find((id) => folded(id) === wanted || cityOf(id) === wanted);
  return ABBREVIATIONS[wanted] ?? zone?.id ?? (old && RENAMED[old]) ?? (isTimeZone(words) ? words : undefined);
}

/** For a picker: zones by id, city, abbreviation or offset ('+2', 'UTC-5:30'), best first; '' gives common ones. */
export function findZones(query: string, limit: number): string[] {
  const wanted = folded(query.replace(/[\u2212+-]\s*\d.*$/, ''));
  const offset = /(?:^|utc|gmt)\s*([+\u2212-])\s*(\d{1,2}):?(\d\d)?$/i.exec(query.trim());
  if (offset) return zonesAt(offset).slice(0, limit);
  if (wanted === '') return COMMON.slice(0, limit);
  const rank = ({ id, name, city }: Zone): number => {
    if (ABBREVIATIONS[wanted] === id || name === wanted || city === wanted) return 0;
    if (city.startsWith(wanted)) return 1;
    if (name.split(/[ /]/).some((word) => word.startsWith(wanted)) || name.startsWith(wanted)) return 2;
    return name.includes(wanted) ? 3 : 4;
  };
  const ranked = allZones().map((zone) => ({ id: zone.id, rank: rank(zone) }));
  return ranked
    .filter((zone) => zone.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map((zone) => zone.id)
    .slice(0, limit);
}

/** Zones that stand at this offset in January or in July (of any recent year: a picker need not know today's date). */
function zonesAt([, sign, hours, minutes = '0']: RegExpExecArray): string[] {
  const wanted = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const seasons = [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)].map((ms) => new Date(ms));
  return allZones()
    .map(({ id }) => id)
    .filter((id) => seasons.some((at) => offsetAt(at, id) === wanted));
}
