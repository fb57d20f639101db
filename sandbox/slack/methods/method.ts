// What a Web API method is: whose token, which scope, which arguments, and what it does.

import type { Json } from '../model.ts';
import type { World } from '../world.ts';

/** How an argument arrives; `json` is JSON-encoded in form bodies. A `!` marks it as required. */
type Kind = 'string' | 'number' | 'boolean' | 'json';
export type Argument = Kind | `${Kind}!`;

export interface Method {
  /** The bot's token unless told otherwise. */
  token?: 'app' | 'none';
  scope?: string | ((args: Json, world: World) => string);
  args: Record<string, Argument>;
  run(args: Json, world: World): Json;
}
