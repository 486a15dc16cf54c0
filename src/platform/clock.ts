import { Injectable } from '@nestjs/common';

/** The only place that knows what time it is; tests give another. Pay never depends on it: business dates come with the facts. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Milliseconds that only ever grow, for measuring how long something took. */
  elapsed(): number {
    return performance.now();
  }
}
