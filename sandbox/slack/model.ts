// What a workspace holds: people, channels, messages, views. Fields that travel keep Slack's own names.

export type Json = Record<string, unknown>;

export interface Block extends Json {
  type: string;
  block_id?: string;
}

export interface User {
  id: string;
  name: string;
  realName: string;
  email: string;
  /** IANA zone, as users.info says it. */
  tz: string;
  isBot: boolean;
  isAdmin: boolean;
  /** Guests: restricted sees several channels, ultra-restricted one. */
  isRestricted: boolean;
  isUltraRestricted: boolean;
  /** Somebody of another workspace, met through Slack Connect. */
  isStranger: boolean;
  /** Their own workspace's id, when it is another one: such a person may share a channel, and is then no stranger. */
  teamId?: string;
  deleted: boolean;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  archived: boolean;
  members: Set<string>;
  /** Every message still standing, oldest first, replies included. */
  messages: Message[];
}

export interface Usergroup {
  id: string;
  handle: string;
  users: string[];
}

interface MessageVersion {
  /** Milliseconds of the server's clock. */
  at: number;
  text: string;
  blocks: Block[];
}

export interface Message {
  channel: string;
  ts: string;
  /** Set on replies: the root's ts. */
  threadTs: string | undefined;
  user: string;
  /** Undefined when a person wrote it. */
  botId: string | undefined;
  text: string;
  blocks: Block[];
  metadata: Json | undefined;
  files: StoredFile[];
  /** Whom alone it is shown to. */
  ephemeralTo: string | undefined;
  /** Every version it had, first to last; the last one is what stands now. */
  versions: MessageVersion[];
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  altText: string | undefined;
  content: Buffer;
}

export interface ViewState {
  values: Record<string, Record<string, Json>>;
}

/** A modal or a Home tab as Slack sends it, plus what the person sees under the inputs (`errors`, not on the wire). */
export interface View extends Json {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  callback_id: string;
  external_id: string;
  private_metadata: string;
  blocks: Block[];
  state: ViewState;
  root_view_id: string;
  previous_view_id: string | null;
  errors?: Record<string, string>;
}

export interface ApiCall {
  /** Milliseconds of the server's clock. */
  at: number;
  method: string;
  args: Json;
  ok: boolean;
  error: string | undefined;
  httpStatus: number;
}

/** Something that goes wrong on purpose. `method` is a Web API method, 'response_url', 'files.upload', 'files.download' or '*'. */
export interface Fault {
  method: string;
  /** How many calls it spoils; once unless told. */
  times?: number;
  status?: number;
  error?: string;
  /** Seconds, or what else a header may say; makes it HTTP 429 `ratelimited`. */
  retryAfter?: number | string;
  /** For a look into a channel: what was posted last is not in it yet. */
  lagging?: boolean;
  delayMs?: number;
  /** Cuts the connection: before the call did anything, or after it did everything. */
  drop?: 'before' | 'after';
}

export interface Outcome {
  acknowledged: boolean;
  ackMs: number;
  /** HTTP status of the answer; 200 over Socket Mode. */
  status: number | undefined;
  body: unknown;
  /** 'operation_timeout' after 3 s, 'http_404', 'connection_failed', 'dispatch_failed', ... */
  failure: string | undefined;
  /** Words under inputs, by block_id. */
  errors: Record<string, string> | undefined;
}

export interface OptionsOutcome extends Outcome {
  options: Json[];
}

/** A refused Web API call: the code, and what else the answer holds. */
export class Refusal extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function str(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
