import { collectDefaultMetrics, Registry } from 'prom-client';

/** What is counted about this process, for Prometheus. Labels are closed lists: never a person, a document or an amount. */
export const METRICS = new Registry();

let collecting = false;

/** Counts what Node itself knows: memory, event loop, garbage. Once a process. */
export function collectProcessMetrics(): void {
  if (collecting) return;
  collecting = true;
  collectDefaultMetrics({ register: METRICS, prefix: 'kicker_' });
}
