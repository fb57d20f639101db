// The floor under Slack's door: Bolt and nothing else; with DATABASE_URL, a form is one inserted row before it is acknowledged.
// Plain JavaScript, so that it pays for nothing that it does not use.
import { createRequire } from 'node:module';
import bolt from '@slack/bolt';

const { DATABASE_URL, PORT, SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET } = process.env;

const receiver = new bolt.HTTPReceiver({
  signingSecret: SLACK_SIGNING_SECRET,
  customRoutes: [{ path: '/readyz', method: 'GET', handler: (_request, response) => response.end('ready') }],
});
const app = new bolt.App({ token: SLACK_BOT_TOKEN, receiver, clientOptions: { slackApiUrl: SLACK_API_URL } });

if (DATABASE_URL) {
  const pg = createRequire(import.meta.url)('pg');
  const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
  await pool.query('create table if not exists forms (key text primary key, view jsonb, at timestamptz)');
  const insert = 'insert into forms values ($1, $2, $3) on conflict do nothing';
  app.view(/.*/, async ({ ack, view }) => {
    await pool.query(insert, [`${view.id}:${view.callback_id}`, JSON.stringify(view), new Date()]);
    await ack();
  });
}
await app.start({ port: Number(PORT), host: '127.0.0.1' });
