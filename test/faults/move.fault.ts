// A team that moves to a server and back, with a real PostgreSQL; between embedded databases it is in test/scripts/move.test.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportTo } from '../../scripts/database/export.ts';
import { importFrom } from '../../scripts/database/import.ts';
import { openPlace } from '../../scripts/database/place.ts';
import { openStore } from '../../src/store/store.ts';
import { everything, fill, jobs } from '../scripts/hostile.ts';
import { noPostgres, startPostgres } from '../support/postgres.ts';
import { report } from './figures.ts';

const reason = noPostgres();

describe(reason ?? 'with a server', () => {
  test.skipIf(reason !== undefined)(
    'a team finds every value and every job as it was, there and back again',
    async () => {
      await using server = await startPostgres();
      const folder = mkdtempSync(join(tmpdir(), 'showrunner-move-'));
      const home = { dataDir: join(folder, 'home') };
      await (await openStore(home)).close();
      const places = [
        await openPlace(home),
        await openPlace({ ...home, databaseUrl: await server.create('away') }),
        await openPlace({ ...home, databaseUrl: await server.create('farther') }),
        await openPlace({ dataDir: join(folder, 'back') }),
      ];
      const [first] = places;
      if (first === undefined) throw new Error('there are four places');
      await fill(first);
      const seen = [];
      for (const [index, place] of places.entries()) {
        const before = places[index - 1];
        if (before !== undefined) {
          const file = join(folder, `${index}.gz`);
          await exportTo(before, file, new Date());
          seen.push(await importFrom(place, file));
        }
      }
      for (const place of places) {
        expect(await everything(place)).toEqual(await everything(first));
        expect(await jobs(place)).toEqual(expect.arrayContaining(await jobs(places[1] ?? first)));
      }
      report('moves', { from: 'embedded', through: ['server', 'server', 'embedded'], totals: seen });
      for (const place of places) await place.close();
      rmSync(folder, { recursive: true });
    },
  );
});
