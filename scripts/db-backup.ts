// npm run db:backup -- FILE: a copy of the embedded database, while the bot is stopped.
import { backUp } from './database/backup.ts';
import { where } from './database/place.ts';
import { onlyEmbedded, run } from './database/run.ts';

await run('db:backup', async (file) => {
  const { databaseUrl, dataDir } = where(process.env);
  onlyEmbedded(databaseUrl, 'pg_dump');
  await backUp(dataDir, file);
  return `Copied the database in ${dataDir} to ${file}.`;
});
