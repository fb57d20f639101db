// Trial: the power goes while commits run. What was acknowledged before must be there afterwards.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/store/store.ts';
import { shadowDisk } from './shadow-disk.ts';

export interface PowerCut {
  /** Commits that were acknowledged before the cut, this round's and those of all rounds before. */
  acknowledged: number;
  missing: number;
}

export interface PowerOptions {
  cuts: number;
  random: () => number;
  /** A data folder to begin with; a new one when left out. */
  from?: string;
}

/** One folder, one cut a round at a random call of the disk. Throws when what is left does not open. */
export async function powerCuts({ cuts, random, from }: PowerOptions): Promise<PowerCut[]> {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-power-'));
  const dataDir = join(folder, 'data');
  if (from === undefined) mkdirSync(dataDir);
  else cpSync(from, dataDir, { recursive: true });
  const seen: PowerCut[] = [];
  let acknowledged = 0;
  try {
    for (let round = 0; round < cuts; round++) {
      const after = join(folder, `after-${round}`);
      let calls = Math.ceil(random() * 400);
      let atCut: number | undefined;
      using disk = await shadowDisk(dataDir, {
        before() {
          if (--calls !== 0) return;
          disk.cut(after, random);
          atCut = acknowledged;
        },
      });
      const store = await openStore({ dataDir });
      while (atCut === undefined) {
        await (acknowledged % 10 === 9 ? wide(store, acknowledged) : store.settings.set(`${acknowledged}`, 'kept'));
        acknowledged++;
        if (acknowledged % 40 === 0) await store.tidy();
      }
      await store.close();
      seen.push({ acknowledged: atCut, missing: await missing(after, atCut) });
      rmSync(after, { recursive: true });
    }
    return seen;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A transaction of several statements, and of more than a page. */
async function wide(store: Store, id: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.settings.set(`wide ${id}`, 'x'.repeat(20_000));
    await tx.settings.set(`${id}`, 'kept');
  });
}

async function missing(dataDir: string, acknowledged: number): Promise<number> {
  const store = await openStore({ dataDir });
  const rows = await store.database.kysely.selectFrom('settings').select('key').where('value', '=', 'kept').execute();
  await store.close();
  const there = new Set(rows.map(({ key }) => key));
  return Array.from({ length: acknowledged }, (_, id) => `${id}`).filter((key) => !there.has(key)).length;
}
