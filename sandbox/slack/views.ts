// Modals and Home tabs: each person's stack of at most three views, ids, hashes and what was typed.

import { checkView, slackMessages, viewTooLarge, withIds } from './blocks/check.ts';
import { freshId, upperId } from './ids.ts';
import { isRecord, type Json, Refusal, str, type View } from './model.ts';
import { stateOf } from './state.ts';
import type { Workspace } from './workspace.ts';

/** A view and what the server knows of it besides. */
export interface Held {
  view: View;
  owner: string;
  typed: Map<string, Json>;
  /** Options that an options request brought, by block and action. */
  suggested: Map<string, Json[]>;
}

export interface Views {
  /** From the root to the one on top. */
  stack(userId: string): Held[];
  home(userId: string): Held | undefined;
  open(userId: string, payload: unknown): View;
  push(userId: string, payload: unknown): View;
  update(held: Held, payload: unknown, hash?: string): View;
  publish(userId: string, payload: unknown, hash?: string): View;
  find(by: { id?: string | undefined; externalId?: string | undefined }): Held | undefined;
  /** Takes the top view away. */
  pop(userId: string): void;
  clear(userId: string): void;
  refresh(held: Held): void;
}

const MAX_STACK = 3;

export function createViews(workspace: Workspace, now: () => number, scopes: ReadonlySet<string>): Views {
  const stacks = new Map<string, Held[]>();
  const homes = new Map<string, Held>();
  const stack = (userId: string): Held[] => {
    const own = stacks.get(userId) ?? [];
    stacks.set(userId, own);
    return own;
  };
  const every = (): Held[] => [...[...stacks.values()].flat(), ...homes.values()];

  function accept(payload: unknown, type: View['type'], except?: Held): Json {
    if (!isRecord(payload))
      throw new Refusal('invalid_arguments', refusal(['[ERROR] must be an object [json-pointer:/view]']));
    if (payload.type !== type) {
      throw new Refusal('invalid_arguments', refusal([`[ERROR] must be of type ${type} [json-pointer:/view/type]`]));
    }
    const problems = checkView(payload, scopes);
    if (problems.length > 0) throw new Refusal('invalid_arguments', refusal(slackMessages(problems)));
    if (viewTooLarge(payload)) throw new Refusal('view_too_large');
    const externalId = str(payload.external_id);
    if (externalId && every().some((held) => held !== except && held.view.external_id === externalId)) {
      throw new Refusal('duplicate_external_id');
    }
    return payload;
  }

  const hash = (): string => `${Math.floor(now() / 1000)}.${freshId()}${freshId()}`;

  function build(
    payload: Json,
    place: { id: string; root: string; previous: string | null },
    typed: Map<string, Json>,
  ): View {
    const blocks = withIds(payload.blocks, freshId);
    return {
      clear_on_close: false,
      notify_on_close: false,
      submit: null,
      close: null,
      title: null,
      ...payload,
      type: payload.type === 'home' ? 'home' : 'modal',
      id: place.id,
      team_id: workspace.team.id,
      app_id: workspace.appId,
      bot_id: workspace.botId,
      app_installed_team_id: workspace.team.id,
      blocks,
      callback_id: str(payload.callback_id),
      external_id: str(payload.external_id),
      private_metadata: str(payload.private_metadata),
      root_view_id: place.root,
      previous_view_id: place.previous,
      hash: hash(),
      state: { values: stateOf(blocks, typed) },
    };
  }

  function stackOn(userId: string, payload: unknown): View {
    const own = stack(userId);
    const accepted = accept(payload, 'modal');
    if (own.length >= MAX_STACK) throw new Refusal('push_limit_reached');
    const id = upperId('V');
    const place = { id, root: own[0]?.view.id ?? id, previous: own.at(-1)?.view.id ?? null };
    const held: Held = {
      owner: userId,
      typed: new Map(),
      suggested: new Map(),
      view: build(accepted, place, new Map()),
    };
    own.push(held);
    return held.view;
  }

  function update(held: Held, payload: unknown, expected?: string): View {
    if (expected !== undefined && expected !== held.view.hash) throw new Refusal('hash_conflict');
    const accepted = accept(payload, held.view.type, held);
    const { id, root_view_id: root, previous_view_id: previous } = held.view;
    held.view = build(accepted, { id, root, previous }, held.typed);
    return held.view;
  }

  return {
    stack,
    home: (userId) => homes.get(userId),
    open(userId, payload) {
      const accepted = accept(payload, 'modal');
      // A new root replaces what was open: one modal at a time.
      stacks.set(userId, []);
      return stackOn(userId, accepted);
    },
    push(userId, payload) {
      if (stack(userId).length === 0) throw new Refusal('invalid_trigger_id');
      return stackOn(userId, payload);
    },
    update,
    publish(userId, payload, expected) {
      const old = homes.get(userId);
      if (old) return update(old, payload, expected);
      const accepted = accept(payload, 'home');
      const id = upperId('V');
      const view = build(accepted, { id, root: id, previous: null }, new Map());
      homes.set(userId, { owner: userId, typed: new Map(), suggested: new Map(), view });
      return view;
    },
    find: ({ id, externalId }) =>
      every().find(({ view }) => (id ? view.id === id : Boolean(externalId) && view.external_id === externalId)),
    pop: (userId) => void stack(userId).pop(),
    clear: (userId) => void stacks.set(userId, []),
    refresh(held) {
      held.view.state = { values: stateOf(held.view.blocks, held.typed) };
    },
  };
}

const refusal = (messages: string[]): Json => ({ response_metadata: { messages } });

/** The view as it travels: without what only the person sees. */
export function wireView(view: View): Json {
  const { errors: _shown, ...wire } = view;
  return wire;
}
