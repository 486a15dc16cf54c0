import { Histogram } from 'prom-client';
import { METRICS } from '../../metrics/metrics.js';

const duration = new Histogram({
  name: 'kicker_graphql_seconds',
  help: 'How long GraphQL requests took, by kind of operation and outcome.',
  labelNames: ['kind', 'outcome'],
  buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
  registers: [METRICS],
});

/** Counts a request that was answered. */
export const GRAPHQL_METRICS = {
  observe(kind: string, outcome: string, seconds: number): void {
    duration.observe({ kind, outcome }, seconds);
  },
};
