// Is this a message, is this a view? Every problem with its JSON pointer, in the words of Slack's validator.

import { type Block, isRecord, type Json, records, str } from '../model.ts';
import { blockTable, surfacesOf } from './blocks.ts';
import { optionGroup, plainOption, plainText } from './objects.ts';
import {
  byType,
  type Check,
  exactlyOne,
  flag,
  list,
  note,
  object,
  oneOf,
  type Problem,
  type Surface,
  string,
  type Walk,
} from './schema.ts';

const NO_SCOPES: ReadonlySet<string> = new Set();

const walkOn = (surface: Surface, scopes: ReadonlySet<string>): Walk => ({
  surface,
  scopes,
  problems: [],
  blockIds: new Set(),
  totals: { markdown: 0, table: 0, dataTable: 0, tables: 0, charts: 0, focus: 0 },
});

const known = byType(blockTable);

const block: Check = (value, at, walk) => {
  known(value, at, walk);
  for (const each of withChildren(value)) {
    if (!surfacesOf(str(each.type)).includes(walk.surface)) {
      note(walk, `${at}/type`, `block ${str(each.type)} is not allowed in a ${walk.surface}`);
    }
    const id = each.block_id;
    if (typeof id !== 'string') continue;
    if (walk.blockIds.has(id)) note(walk, `${at}/block_id`, `block_id already exists: ${id}`);
    walk.blockIds.add(id);
  }
};

function withChildren(value: unknown): Json[] {
  return isRecord(value) ? [value, ...records(value.child_blocks)] : [];
}

/** Blocks of a message, at `/blocks`. No blocks at all is fine. */
export function checkBlocks(blocks: unknown, scopes = NO_SCOPES, at = '/blocks'): Problem[] {
  const walk = walkOn('message', scopes);
  list(block, 0, 50)(blocks, at, walk);
  return walk.problems;
}

const viewFields = {
  'blocks!': list(block, 0, 100),
  private_metadata: string(0, 3000),
  callback_id: string(0, 255),
  external_id: string(0, 255),
};

const modal = object(
  {
    ...viewFields,
    'title!': plainText(24),
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: flag,
    notify_on_close: flag,
  },
  (value, at, walk) => {
    const inputs = records(value.blocks)
      .flatMap(withChildren)
      .some((each) => each.type === 'input');
    if (inputs && value.submit === undefined) note(walk, at, 'missing required field: submit (the view has inputs)');
  },
);

const view = byType({ modal, home: object(viewFields) });

/** A view payload, at `/view`. */
export function checkView(value: unknown, scopes = NO_SCOPES, at = '/view'): Problem[] {
  const surface: Surface = isRecord(value) && value.type === 'home' ? 'home' : 'modal';
  const walk = walkOn(surface, scopes);
  view(value, at, walk);
  return walk.problems;
}

/** A whole view weighs at most 250 kB. */
export const viewTooLarge = (value: unknown): boolean => Buffer.byteLength(JSON.stringify(value)) > 250_000;

const NOT_READ = new Set(['options', 'option_groups', 'confirm', 'rows']);

/** Characters of block text; tables have their own budgets, and menus are not read until they are opened. */
export function blockTextLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + blockTextLength(each), 0);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce((sum, [name, each]) => {
    if (NOT_READ.has(name)) return sum;
    return sum + (name === 'text' && typeof each === 'string' ? each.length : blockTextLength(each));
  }, 0);
}

/** Measured, not published: around 13,200 characters of rendered text `msg_blocks_too_long` begins (bolt-js#2509, #2867). */
export const MESSAGE_TEXT_BUDGET = 13_200;

export const slackMessages = (problems: Problem[]): string[] =>
  problems.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`);

const metadataShape = object({
  'event_type!': string(1, 255),
  'event_payload!': (value, at, walk) => {
    if (!isRecord(value)) note(walk, at, 'must be an object');
  },
});

/** `metadata` of a message: an event type and a flat payload. */
export function checkMetadata(value: unknown): Problem[] {
  const walk = walkOn('message', NO_SCOPES);
  metadataShape(value, '/metadata', walk);
  return walk.problems;
}

const responseAction = object({
  'response_action!': oneOf('errors', 'update', 'push', 'clear'),
  view: () => undefined,
  errors: () => undefined,
});

/** What an app may answer to a view_submission, apart from nothing. */
export function checkResponseAction(value: unknown): Problem[] {
  const walk = walkOn('modal', NO_SCOPES);
  responseAction(value, '', walk);
  return walk.problems;
}

/** Slack names what the app left unnamed: every block and every interactive element gets an id. */
export function withIds(blocks: unknown, fresh: () => string): Block[] {
  return records(blocks).map((given) => {
    const named: Block = { ...given, type: str(given.type), block_id: str(given.block_id) || fresh() };
    if (Array.isArray(given.child_blocks)) named.child_blocks = withIds(given.child_blocks, fresh);
    for (const slot of ['accessory', 'element'])
      if (isRecord(given[slot])) named[slot] = withAction(given[slot], fresh);
    if (['actions', 'context_actions'].includes(named.type)) {
      named.elements = records(given.elements).map((each) => withAction(each, fresh));
    }
    return named;
  });
}

const withAction = (element: Json, fresh: () => string): Json =>
  element.type === 'image' || element.action_id !== undefined ? element : { ...element, action_id: fresh() };

const suggestions = object(
  { options: list(plainOption, 0, 100), option_groups: list(optionGroup, 0, 100) },
  exactlyOne('options', 'option_groups'),
);

/** What an app may answer to a block_suggestion: at most 100 options, or 100 groups of them. */
export function checkSuggestions(value: unknown): Problem[] {
  const walk = walkOn('modal', NO_SCOPES);
  suggestions(value, '', walk);
  return walk.problems;
}
