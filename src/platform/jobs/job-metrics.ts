import { Counter } from 'prom-client';
import { METRICS } from '../metrics/metrics.js';

const ended = new Counter({
  name: 'kicker_jobs_total',
  help: 'Jobs that ended, by kind and how.',
  labelNames: ['kind', 'state'],
  registers: [METRICS],
});

/** Counts a job that ended. */
export function countEndedJob(kind: string, state: 'done' | 'failed'): void {
  ended.inc({ kind, state });
}
