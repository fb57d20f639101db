// What a form brings back: what was typed, by block id, and what the form carried unseen.

import { z } from 'zod';

/** One entry a field: text, the chosen value or values, the ids of files, or null where nothing was. */
export type Typed = Record<string, string | string[] | null>;

const option = z.object({ value: z.string() }).nullable();

/** Slack gives each kind of input a field of its own (view state in the views reference). */
const input = z
  .object({
    value: z.string().nullish(),
    selected_option: option.nullish(),
    selected_options: z.array(z.object({ value: z.string() })).nullish(),
    selected_date: z.string().nullish(),
    selected_time: z.string().nullish(),
    files: z.array(z.object({ id: z.string() })).nullish(),
  })
  .transform(
    (given) =>
      given.selected_options?.map((chosen) => chosen.value) ??
      given.files?.map(({ id }) => id) ??
      given.selected_option?.value ??
      given.selected_date ??
      given.selected_time ??
      given.value ??
      null,
  );

const state = z.record(z.string(), z.record(z.string(), input));

/** Every block holds one input, so its one action is its value. */
export function typed(values: unknown): Typed {
  const read = state.parse(values);
  return Object.fromEntries(Object.entries(read).map(([block, actions]) => [block, Object.values(actions)[0] ?? null]));
}

const carried = z.object({
  /** The channel in which the form was opened. */
  channel: z.string().nullable().default(null),
  /** How often the form was shown again: with the view's id, the key of one submission. */
  attempt: z.number().int().default(0),
  meta: z.unknown().optional(),
});

export type Carried = z.output<typeof carried>;

export const carry = (meta: unknown, channel: string | null, attempt = 0): Carried => ({ channel, attempt, meta });

/** Reads what `carry` wrote. A view without it (or from an older version) gives nothing, and no channel. */
export function carriedBy(privateMetadata: string | undefined): Carried {
  try {
    return carried.parse(JSON.parse(privateMetadata || '{}'));
  } catch {
    return { channel: null, attempt: 0, meta: undefined };
  }
}
