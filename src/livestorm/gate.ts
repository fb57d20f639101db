// Who lets a call go. The client asks before every try; how it is decided is not its business (operations/governor.ts).

import type { Purpose } from './purpose.ts';

export interface Gate {
  /** Resolves when it is this call's turn. Throws a LivestormError when it may not go: nothing was sent. */
  turn(purpose: Purpose): Promise<void>;
  /** Livestorm asked everybody to wait so many milliseconds. */
  hold(milliseconds: number): Promise<void>;
  /** Livestorm said that the calls of this period are spent, and perhaps until when. */
  spent(resetsAt: Date | null): Promise<void>;
}
