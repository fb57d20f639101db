// What every part of the server shares: the clock, the workspace, and what has happened so far.

import type { Faults } from './faults.ts';
import type { Hooks } from './hooks.ts';
import type { ApiCall, Json, Message, Outcome, StoredFile } from './model.ts';
import type { PersonFile } from './people-files.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Workspace } from './workspace.ts';

export interface Envelope {
  kind: 'slash_commands' | 'interactive' | 'events_api';
  payload: Json;
}

export interface Ping {
  channel: string;
  text: string;
}

export interface World {
  now(): number;
  /** http://127.0.0.1:PORT */
  origin: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  scopes: Set<string>;
  appScopes: Set<string>;
  slashCommand: string;
  /** How long the app has to acknowledge: 3,000 ms (docs.slack.dev/interactivity/handling-user-interaction). */
  ackTimeoutMs: number;
  /** Refuses more than one message a second and channel with `ratelimited`. */
  limitPosting: boolean;
  workspace: Workspace;
  calls: ApiCall[];
  pings: Ping[];
  faults: Faults;
  triggers: Triggers;
  hooks: Hooks;
  views: Views;
  ephemerals: Map<string, Message[]>;
  /** What people put into forms, by id. */
  personFiles: Map<string, PersonFile>;
  uploads: Map<string, StoredFile & { length: number }>;
  /** Steps of workflows that were started, by function_execution_id; what the app said of each. */
  executions: Map<string, { outputs?: Json; error?: string }>;
  /** Opens a ticket for one WebSocket; its URL. */
  socketUrl(): string;
  deliver(envelope: Envelope): Promise<Outcome>;
  /** Something happened: whoever waits looks again. */
  changed(): void;
  /** A message's ts: seconds and a counter, never twice the same. */
  ts(): string;
}
