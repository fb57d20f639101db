// Requests on a server: at a given rate, or as many as it takes.

import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Measured } from './process.ts';

export interface Sent {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A different one each time: nothing is known already. */
export type Make = () => Sent;

export interface Load {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Processor time of the server. */
  cpuMicroseconds: number;
}

const CONNECTIONS = 50;

/** `rate` a second, whether or not the server keeps up. */
export async function atRate(server: Measured, make: Make, rate: number, seconds: number): Promise<Load> {
  return await measured(server, async (send) => {
    const sending: Promise<void>[] = [];
    const startedAt = performance.now();
    for (let n = 0; n < rate * seconds; n++) {
      const wait = startedAt + (n * 1_000) / rate - performance.now();
      if (wait > 0) await pause(wait);
      sending.push(send(make()));
    }
    await Promise.all(sending);
  });
}

/** Each of 50 connections sends the next when it has the answer to the last. */
export async function asMany(server: Measured, make: Make, seconds: number): Promise<Load> {
  return await measured(server, async (send) => {
    const until = performance.now() + seconds * 1_000;
    const connection = async () => {
      while (performance.now() < until) await send(make());
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  });
}

async function measured(server: Measured, run: (send: (sent: Sent) => Promise<void>) => Promise<void>): Promise<Load> {
  const pool = new Pool(server.url, { connections: CONNECTIONS });
  const took: number[] = [];
  async function send({ path, headers, body }: Sent): Promise<void> {
    const at = performance.now();
    const answer = await pool.request({ method: 'POST', path, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${text}`);
    took.push(performance.now() - at);
  }
  const [cpu, startedAt] = [server.cpuMs(), performance.now()];
  await run(send);
  const seconds = (performance.now() - startedAt) / 1_000;
  const used = server.cpuMs() - cpu;
  await pool.close();
  took.sort((a, b) => a - b);
  const quantile = (part: number) => took[Math.ceil(took.length * part) - 1] ?? Number.NaN;
  return {
    perSecond: took.length / seconds,
    p50: quantile(0.5),
    p99: quantile(0.99),
    cpuMicroseconds: (used * 1_000) / took.length,
  };
}
