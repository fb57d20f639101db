// Links to recordings: signed, and good for as long as they say.
import { expect, test } from 'vitest';
import { startLivestorm } from '../../../sandbox/livestorm/server.ts';
import { ask } from './asking.ts';

test('a link gives the file until it expires; a forged one never does', async () => {
  const now = () => now.at;
  now.at = Date.parse('2026-11-23T09:00:00Z');
  await using livestorm = await startLivestorm({ now });
  const session = livestorm.world.addSession(livestorm.world.addEvent());
  livestorm.world.addRecording(session);
  const told = await ask(livestorm, 'GET', `/sessions/${session.id}/recordings?url_expires_in=3600`);
  const { url, url_generated_at, url_expires_in, mime_type } = told.body.data[0]?.attributes ?? {};
  expect([url_generated_at, url_expires_in, mime_type]).toEqual([now.at / 1000, 3600, 'mp4']);

  now.at += 3599_000;
  const good = await fetch(String(url));
  expect([good.status, good.headers.get('content-type')]).toEqual([200, 'video/mp4']);
  expect((await good.arrayBuffer()).byteLength).toBeGreaterThan(0);
  expect((await fetch(String(url).replace(/expires=\d+/, 'expires=9999999999'))).status).toBe(403);
  expect((await fetch(String(url).replace(/signature=.*/, ''))).status).toBe(403);

  now.at += 1000;
  expect((await fetch(String(url))).status).toBe(403);
  // A download is no call of the API.
  expect(livestorm.calls).toHaveLength(1);
});

test.each([3599, 604_801])('a lifetime of %i seconds is a bad request', async (seconds) => {
  await using livestorm = await startLivestorm();
  const session = livestorm.world.addSession(livestorm.world.addEvent());
  expect((await ask(livestorm, 'GET', `/sessions/${session.id}/recordings?url_expires_in=${seconds}`)).status).toBe(
    400,
  );
});
