// What the page may do with the bot: see whether it runs, kill it, start it again.

export interface BotControl {
  readonly state: 'running' | 'starting' | 'stopped';
  readonly pid: number | undefined;
  /** How often it was killed. */
  readonly kills: number;
  /** Milliseconds its last start took. */
  readonly readyMs: number | undefined;
  /** Ends it where it stands, as a power cut would. */
  kill(): Promise<void>;
  /** Resolves when it is ready again; over what it kept. */
  start(): Promise<void>;
  /** Calls `job` when its state changed. */
  watch(job: () => void): void;
}
