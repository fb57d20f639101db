// compose.yaml: what it starts waits for what it needs, keeps what it must, and has no password of its own.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { optional, required } from '../../src/config/variables.ts';

const text = readFileSync('compose.yaml', 'utf8');
const { services, volumes } = parse(text);
const { showrunner, database } = services;

test('the bot waits until the database is healthy, and each says how that is seen', () => {
  expect(showrunner.depends_on).toEqual({ database: { condition: 'service_healthy' } });
  expect(database.healthcheck.test).toContain('pg_isready --username=showrunner --dbname=showrunner');
  expect(readFileSync('Dockerfile', 'utf8')).toContain('HEALTHCHECK');
});

test('the password is asked for, in both places, and there is no default', () => {
  expect(text.match(/\$\{POSTGRES_PASSWORD:\?[^}]+\}/g)).toHaveLength(2);
  expect(text.match(/POSTGRES_PASSWORD/g)).toHaveLength(4);
  expect(database.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
});

test('the database keeps its data in a volume, and nobody outside reaches it', () => {
  expect(database.volumes).toEqual(['database:/var/lib/postgresql']);
  expect(volumes).toHaveProperty('database');
  expect(database.ports).toBeUndefined();
});

test('the bot is given variables that it knows, and no more rights than it needs', () => {
  const known = [...Object.keys(optional), ...Object.keys(required)];
  for (const name of Object.keys(showrunner.environment)) expect(known).toContain(name);
  expect(showrunner.env_file).toBe('.env');
  expect(showrunner).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  // Longer than the ten seconds in which it finishes what is in flight.
  expect(showrunner.stop_grace_period).toBe('20s');
});
