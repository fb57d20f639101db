// Between what a date field says and Unix seconds, in the reader's zone.

const parts = (ms, zone) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );

/** '2026-12-01T15:00' of Unix seconds. */
export function localOf(seconds, zone) {
  const { year, month, day, hour, minute } = parts(seconds * 1000, zone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** Unix seconds of '2026-12-01T15:00'; the first of two, the hour after one that is skipped. */
export function secondsOf(local, zone) {
  const wanted = Date.parse(`${local}:00Z`);
  let guess = wanted;
  for (let turn = 0; turn < 2; turn += 1) guess += wanted - Date.parse(`${localOf(guess / 1000, zone)}:00Z`);
  return Math.round(guess / 1000);
}
