// npm run db:import -- FILE: what db:export wrote, into an empty database.
import { importFrom } from './database/import.ts';
import { openPlace, where } from './database/place.ts';
import { counted, run } from './database/run.ts';

await run('db:import', async (file) => {
  const place = await openPlace(where(process.env));
  try {
    return `Imported ${counted(await importFrom(place, file))} from ${file} into ${place.name}.`;
  } finally {
    await place.close();
  }
});
