// npm run db:restore -- FILE: what db:backup wrote, into a folder without a database. With DATABASE_URL, and without a
// file: what pg_restore has brought onto that server.
import { restore, restoredOnServer } from './database/backup.ts';
import { where } from './database/place.ts';
import { run, runAlone } from './database/run.ts';

const { databaseUrl, dataDir } = where(process.env);

if (databaseUrl === undefined) {
  await run('db:restore', async (file) => {
    await restore(dataDir, file);
    return `Restored the database from ${file} to ${dataDir}.`;
  });
} else {
  await runAlone('db:restore', async () => {
    const name = await restoredOnServer(databaseUrl);
    return `Marked ${name} as restored: for a day, what may have been done already is looked for first.`;
  });
}
