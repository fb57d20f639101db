// The client and the local Livestorm on one clock: a wait of the client is time that passes for both.
import type { startLivestorm } from '../../sandbox/livestorm/server.ts';
import { startLivestorm as start } from '../../sandbox/livestorm/server.ts';
import { type Call, createLivestorm, type Livestorm } from '../../src/livestorm/client.ts';

type Sandbox = Awaited<ReturnType<typeof startLivestorm>>;

export interface Stage extends AsyncDisposable {
  livestorm: Livestorm;
  sandbox: Sandbox;
  world: Sandbox['world'];
  calls: Call[];
  logs: string[];
  waits: number[];
  pass(milliseconds: number): void;
}

export async function stage(options: Parameters<typeof startLivestorm>[0] = {}): Promise<Stage> {
  let clock = Date.UTC(2026, 10, 28, 9);
  const now = () => clock;
  const pass = (milliseconds: number) => {
    clock += milliseconds;
  };
  let free = 0;
  const sandbox = await start({ now, ...options });
  const calls: Call[] = [];
  const logs: string[] = [];
  const waits: number[] = [];
  const log = (line: unknown, message?: string) => void logs.push(JSON.stringify([message, line]));
  const livestorm = createLivestorm({
    token: sandbox.token,
    baseUrl: sandbox.url,
    log: { info: log, warn: log, debug: log },
    // As the governor spaces them: the sandbox refuses a sixth within a second.
    gate: {
      async turn() {
        if (free > clock) pass(free - clock);
        free = clock + 250;
      },
      async hold(ms) {
        free = Math.max(free, clock + ms);
      },
      spent: async () => {},
    },
    onCall: (call) => calls.push(call),
    sleep: async (ms) => {
      waits.push(ms);
      pass(ms);
    },
    random: () => 0.5,
    now,
  });
  return {
    livestorm,
    sandbox,
    world: sandbox.world,
    calls,
    logs,
    waits,
    pass,
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}
