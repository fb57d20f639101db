// npm run db:restore -- FILE: what db:backup wrote, into a folder without a database.
import { restore } from './database/backup.ts';
import { where } from './database/place.ts';
import { onlyEmbedded, run } from './database/run.ts';

await run('db:restore', async (file) => {
  const { databaseUrl, dataDir } = where(process.env);
  onlyEmbedded(databaseUrl, 'pg_restore');
  await restore(dataDir, file);
  return `Restored the database from ${file} to ${dataDir}.`;
});
