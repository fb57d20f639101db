// PGlite as a good neighbour in its process: it lets others run, says when it waits for itself, and dies aloud.
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { refuseInside } from './within.ts';

type Exec = PGlite['execProtocolStream'];

export class PoliteDatabase extends PGlite {
  /** Why nothing can be asked any more. */
  #stopped: Error | undefined;
  readonly #onStop: (error: Error) => void;

  constructor(options: PGliteOptions, onStop: (error: Error) => void) {
    super(options);
    this.#onStop = onStop;
  }

  get stopped(): boolean {
    return this.#stopped !== undefined;
  }

  /**
   * PGlite answers in microtasks only: thousands of awaited queries would let no timer, socket or heartbeat through
   * (store-engines.md, section 1, fault 3). Each query ends with a turn of the event loop.
   */
  override async _runExclusiveQuery<T>(work: () => Promise<T>): Promise<T> {
    const result = await super._runExclusiveQuery(work);
    await new Promise<void>((turn) => setImmediate(turn));
    return result;
  }

  /** What a transaction asks does not come through here, but through the one call that is the transaction. */
  override async _runExclusiveTransaction<T>(work: () => Promise<T>): Promise<T> {
    refuseInside();
    return await super._runExclusiveTransaction(work);
  }

  /**
   * A PANIC is how PostgreSQL says that the disk did not take what it was given; it then ends, and recovers at its next
   * start. Here it lives on, and the next question would turn in a circle for ever (measured with 0.5.16).
   */
  override async execProtocolStream(...args: Parameters<Exec>): ReturnType<Exec> {
    if (this.#stopped !== undefined) throw this.#stopped;
    try {
      return await super.execProtocolStream(...args);
    } catch (error) {
      if (isEnd(error)) {
        this.#stopped = new Error(`the database has stopped: ${error.message}`, { cause: error });
        this.#onStop(this.#stopped);
      }
      throw error;
    }
  }
}

const isEnd = (error: unknown): error is Error =>
  error instanceof Error && 'severity' in error && (error.severity === 'PANIC' || error.severity === 'FATAL');
