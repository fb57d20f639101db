// npm run db:export -- FILE: all the bot remembers, in a file that any newer version reads into any database.
import { exportTo } from './database/export.ts';
import { hasCluster, openPlace, where } from './database/place.ts';
import { counted, run } from './database/run.ts';

await run('db:export', async (file) => {
  const from = where(process.env);
  if (from.databaseUrl === undefined && !(await hasCluster(from.dataDir))) {
    throw new Error(`there is no database in ${from.dataDir}`);
  }
  const place = await openPlace(from);
  try {
    return `Exported ${counted(await exportTo(place, file, new Date()))} from ${place.name} to ${file}.`;
  } finally {
    await place.close();
  }
});
