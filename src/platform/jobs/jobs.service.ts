import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database, type Actor } from '../database/database.js';
import { takeRequest, withoutRequest } from '../database/request/asked-request.js';
import { withoutDeadline } from '../database/request/deadline.js';
import { Logger } from '../process/logging.js';
import { Refusal } from '../refusal.js';
import type { Job, JobFault, Progress } from '../database/jobs/job.js';
import { countEndedJob } from './job-metrics.js';
import { endJob, insertJob, readJobs, tellProgress } from '../database/jobs/job-table.js';

/** What a job is and what it is about, for whoever reads the list. */
export interface JobToStart {
  readonly kind: string;
  readonly subject: string;
}

type Work = (tell: (progress: Progress) => void) => Promise<unknown>;

const BEAT = 5_000;
const TOLD_EVERY = 500;
const LOOK_EVERY = 250;

/** Long work that goes on after the answer: anybody who may see it can ask how far it is, in whatever process it runs. */
@Injectable()
export class JobsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger();
  private readonly running = new Map<string, { actor: Actor; pulse: Pulse }>();

  constructor(private readonly database: Database) {}

  /** Begins a job and gives its id at once. The request that asked before gets the id of that time, and nothing is begun. */
  async start(actor: Actor, { kind, subject }: JobToStart, work: Work): Promise<string> {
    const asked = takeRequest();
    const job = { id: randomUUID(), kind, subject, request: asked?.request };
    const { id, isNew } = await this.database.inTransaction(actor, async (tx) => {
      await actor.standsBy?.(tx);
      return await insertJob(tx, job);
    });
    if (isNew) withoutRequest(() => withoutDeadline(() => void this.run(actor, { id, kind, work })));
    else asked?.replay();
    return id;
  }

  /** Jobs by id, those that the actor may see. */
  async byId(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Job>> {
    const jobs = await this.database.inTransaction(actor, (tx) => readJobs(tx, ids));
    return new Map(jobs.map((job) => [job.id, job]));
  }

  /** A job each time it changed, until it ended. Nothing for a job that is not there or not to be seen. */
  async *follow(actor: Actor, id: string): AsyncGenerator<Job> {
    let told = '';
    for (;;) {
      const job = (await this.byId(actor, [id])).get(id);
      if (!job) return;
      const now = JSON.stringify([job.state, job.step, job.done, job.of]);
      if (now !== told) yield job;
      if (job.state !== 'running') return;
      told = now;
      await sleep(LOOK_EVERY);
    }
  }

  /** Says of what runs that the service was stopped. */
  async beforeApplicationShutdown(): Promise<void> {
    const fault = {
      code: 'JOB_STOPPED',
      message: 'The service was stopped while it worked on this. Nothing half-done was kept.',
      hint: 'Ask for it again, with a new idempotency key.',
    };
    const running = [...this.running];
    this.running.clear();
    for (const [id, { actor, pulse }] of running) {
      await pulse.stop();
      await this.end(actor, id, { fault });
    }
  }

  private async run(
    actor: Actor,
    { id, kind, work }: { id: string; kind: string; work: Work },
  ): Promise<void> {
    const pulse = new Pulse((progress) =>
      this.database.inTransaction(actor, (tx) => tellProgress(tx, id, progress)),
    );
    this.running.set(id, { actor, pulse });
    try {
      const outcome = await work((progress) => pulse.tell(progress));
      await pulse.stop();
      await this.end(actor, id, { outcome });
      countEndedJob(kind, 'done');
    } catch (error) {
      await pulse.stop();
      countEndedJob(kind, 'failed');
      if (this.running.has(id)) await this.end(actor, id, { fault: this.faultOf(error, id) });
    } finally {
      this.running.delete(id);
    }
  }

  private async end(
    actor: Actor,
    id: string,
    ending: { outcome: unknown } | { fault: JobFault },
  ): Promise<void> {
    try {
      await this.database.inTransaction(actor, (tx) => endJob(tx, id, ending));
    } catch (error) {
      this.logger.error(error, { job: id });
    }
  }

  private faultOf(error: unknown, id: string): JobFault {
    if (error instanceof Refusal) {
      const { code, message, hint } = error;
      return { code, message, hint };
    }
    this.logger.error(error, { job: id });
    return {
      code: 'INTERNAL',
      message: 'This is a fault of Kicker.',
      hint: `The log has it under job ${id}.`,
    };
  }
}

/** Writes progress now and then, and a sign of life when there is none to tell. */
class Pulse {
  private latest: Progress = { step: '', done: 0, of: 0 };
  private next = 0;
  private last: Promise<unknown> = Promise.resolve();
  private stopped = false;
  private readonly beat = setInterval(() => this.write(), BEAT);

  constructor(private readonly tellIt: (progress: Progress) => Promise<void>) {
    this.beat.unref();
  }

  tell(progress: Progress): void {
    const stepped = progress.step !== this.latest.step;
    this.latest = progress;
    if (stepped || performance.now() >= this.next) this.write();
  }

  /** Nothing is told any more, also when the work goes on. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.beat);
    await this.last;
  }

  private write(): void {
    if (this.stopped) return;
    this.next = performance.now() + TOLD_EVERY;
    const progress = this.latest;
    this.last = this.last.then(() => this.tellIt(progress)).catch(() => undefined);
  }
}
