// The floor under Livestorm's door: verified, parsed, one inserted row for each delivery, and only then answered.
// Plain JavaScript, so that it pays for nothing that it does not use.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

const { DATABASE_URL, LIVESTORM_WEBHOOK_SECRET, PORT } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
await pool.query('create table if not exists hooks (key text primary key, body jsonb, at timestamptz)');
const insert = 'insert into hooks values ($1, $2, $3) on conflict do nothing';

createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    if (request.method === 'GET') return response.end('ready');
    const body = Buffer.concat(parts);
    const [timestamp, given] = String(request.headers['x-livestorm-signature']).split(',');
    const signed = createHash('sha256').update(timestamp).update(LIVESTORM_WEBHOOK_SECRET).update(body).digest('hex');
    if (signed !== given) return response.writeHead(401).end();
    const { data } = JSON.parse(body.toString('utf8'));
    await pool.query(insert, [`${data.meta.webhook.event}:${data.id}`, body.toString('utf8'), new Date()]);
    response.writeHead(204).end();
  });
}).listen(Number(PORT), '127.0.0.1');
