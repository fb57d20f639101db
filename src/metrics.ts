// What Prometheus may ask: counters of calls, deliveries and what is left of Livestorm's allowance.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  call(call: {
    purpose: string;
    operation: string;
    status: number | null;
    milliseconds: number;
    remaining: number | null;
  }): void;
  delivery(event: string, outcome: 'stored' | 'known' | 'busy'): void;
  expose(): Promise<{ contentType: string; text: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Histogram({
    name: 'showrunner_livestorm_call_seconds',
    help: 'Calls to the Livestorm API, by purpose, operation and status.',
    labelNames: ['purpose', 'operation', 'status'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const remaining = new Gauge({
    name: 'showrunner_livestorm_calls_remaining',
    help: 'Calls left in the period, as the newest answer said.',
    registers,
  });
  const deliveries = new Counter({
    name: 'showrunner_webhook_deliveries_total',
    help: 'Webhook deliveries accepted from Livestorm, by event; known ones had been delivered before.',
    labelNames: ['event', 'outcome'],
    registers,
  });
  return {
    call(call) {
      const status = call.status === null ? 'none' : String(call.status);
      calls.observe({ purpose: call.purpose, operation: call.operation, status }, call.milliseconds / 1000);
      if (call.remaining !== null) remaining.set(call.remaining);
    },
    delivery: (event, outcome) => deliveries.inc({ event, outcome }),
    async expose() {
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
