// The vocabulary of Livestorm's JSON:API documents: how a resource, a moment and an absent value are read.
import { z } from 'zod';

/** For answers without a body, or with one that nobody reads. */
export const nothing = z.unknown().transform(() => undefined);

/** Absent and null are both null. */
export const orNull = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null);

/** A UUID, as all of Livestorm's, or another short word: what is no id would be no key in the store either. */
export const id = z.string().regex(/^[\x21-\x7e]{1,100}$/, 'Invalid input: expected an id');

/** null when Livestorm has not said it. Numbers also come as text (attendance_rate did once). */
export const amount = orNull(
  z.union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ]),
);

/** Rounded, and no more than the store takes. */
export const whole = amount
  .transform((value) => (value === null ? null : Math.round(value)))
  .pipe(z.int32().nullable());

/** A count that is not given is none. */
export const count = whole.transform((value) => value ?? 0);

export const flag = z.boolean().nullish().transform(Boolean);

/** Unix seconds; 0, null and absent mean "not yet" (livestorm-api.md Q5). Milliseconds and ISO text are read too. */
export const moment = z.union([z.number(), z.string()]).nullish().transform(toDate);

function toDate(value: number | string | null | undefined, context: z.RefinementCtx): Date | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  if (number === 0) return null;
  // 1e11 seconds are the year 5138, 1e11 milliseconds 1973.
  const date = new Date(Number.isNaN(number) ? value : number < 1e11 ? number * 1000 : number);
  if (Number.isNaN(date.getTime())) {
    context.addIssue({ code: 'custom', message: 'Invalid input: expected a moment' });
    return z.NEVER;
  }
  return date;
}

/** Some fields have two spellings (Q6, Q7): where the first is missing, the second is read. */
export const spelt = <S extends z.ZodType>(spellings: Record<string, string>, schema: S) =>
  z.preprocess((raw) => {
    if (!isRecord(raw)) return raw;
    const missing = Object.entries(spellings).filter(([wanted]) => raw[wanted] === undefined);
    return { ...raw, ...Object.fromEntries(missing.map(([wanted, other]) => [wanted, raw[other]])) };
  }, schema);

/** A document that holds one resource. */
export const one = <S extends z.ZodType>(resource: S) =>
  z.object({ data: resource }).transform((document) => (document as { data: z.output<S> }).data);

/** A list of resources that may be absent. */
export const many = <S extends z.ZodType>(resource: S) =>
  z
    .array(resource)
    .nullish()
    .transform((all) => all ?? []);

/** Side-loaded resources by type, after `byType`. */
export const sideLoaded = <S extends z.ZodRawShape>(types: S) => z.preprocess((value) => value ?? {}, z.object(types));

const meta = z
  .object({ next_page: z.number().nullish(), page_count: z.number().nullish(), record_count: z.number().nullish() })
  .nullish()
  .transform((value) => ({
    next: value?.next_page ?? null,
    pages: value?.page_count ?? null,
    count: value?.record_count ?? null,
  }));

/** A page of resources, and what else the document holds (livestorm-api.md 3.1). */
export const page = <S extends z.ZodType, E extends z.ZodRawShape>(resource: S, extra: E) =>
  z.object({ ...extra, data: z.array(resource), meta });

export interface Page {
  data: { id: string }[];
  meta: { next: number | null; pages: number | null; count: number | null };
}

/** Sorts a document's `included` into `{ sessions: […], people: […] }`, so that a schema can name what it reads. */
export function byType(document: unknown): unknown {
  if (!isRecord(document) || !Array.isArray(document.included)) return document;
  const included = Object.groupBy(document.included, (item) => (isRecord(item) ? String(item.type) : ''));
  return { ...document, included };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
