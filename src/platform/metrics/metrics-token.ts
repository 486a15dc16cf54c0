/** The key under which the token that may read the metrics is handed over. */
export const METRICS_TOKEN = Symbol('metrics token');
