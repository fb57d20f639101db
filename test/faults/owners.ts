// Trial: the owner of a data folder is killed, and all the others try for it at once.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** Claims the folder at each line it reads, and answers with '' or with what it was refused with. */
const SCRIPT = `import { createInterface } from 'node:readline';
  import { claimFolder } from ${JSON.stringify(resolve('src/store/owner.ts'))};
  console.log('here');
  for await (const _ of createInterface(process.stdin)) {
    await claimFolder(process.argv[1]).then(() => console.log(''), (error) => console.log(error.problem?.faults[0].fault ?? error));
  }`;

export interface Contest {
  owners: number[];
  refusals: string[];
}

/** Each round kills the owner while twelve wait. Returns who had the folder and what the others read, a round each. */
export async function contests({ rounds, starters = 12 }: { rounds: number; starters?: number }): Promise<Contest[]> {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-owners-'));
  let waiting: Contender[] = [];
  let owner: Contender | undefined;
  const seen: Contest[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const fresh = Array.from({ length: starters - waiting.length }, () => contender(folder));
      waiting.push(...(await Promise.all(fresh)));
      await owner?.kill();
      const answers = await Promise.all(waiting.map(async (one) => ({ one, refusal: await one.claim() })));
      const won = answers.filter(({ refusal }) => refusal === '').map(({ one }) => one);
      seen.push({ owners: won.map(({ pid }) => pid), refusals: answers.map(({ refusal }) => refusal).filter(Boolean) });
      owner = won[0];
      waiting = waiting.filter((one) => one !== owner);
    }
    return seen;
  } finally {
    await Promise.all([...waiting, ...(owner ? [owner] : [])].map((one) => one.kill()));
    rmSync(folder, { recursive: true });
  }
}

interface Contender {
  pid: number;
  claim(): Promise<string>;
  kill(): Promise<void>;
}

async function contender(folder: string): Promise<Contender> {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ['--input-type=module', '-e', SCRIPT, folder],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface(child.stdout);
  await once(lines, 'line');
  return {
    pid: child.pid ?? 0,
    async claim() {
      const answer = once(lines, 'line');
      child.stdin.write('\n');
      return String((await answer)[0]);
    },
    async kill() {
      if (child.kill('SIGKILL')) await once(child, 'exit');
    },
  };
}
