import { momentOf } from '../sql/moment.js';
import type { Transaction } from '../transaction.js';
import type { AskedRequest } from '../request/asked-request.js';
import { givenBefore, keepAnswer } from '../request/request-log.js';
import { readAnswer, writeAnswer } from '../request/stored-answer.js';
import type { Job, JobFault, Progress } from './job.js';

/** What a job that begins is written as. */
export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly request: AskedRequest | undefined;
}

/** Seconds without a sign of life after which a job's process is taken to be gone. */
const LOST_AFTER = 30;
const IS_LOST = `(state = 'running' and beat_at < clock_timestamp() - make_interval(secs => ${LOST_AFTER}))`;

const LOST: JobFault = {
  code: 'JOB_LOST',
  message:
    'The process that worked on this ended. Nothing half-done was kept; whether all of it was done stands in the audit.',
  hint: 'Look there, then ask for it again, with a new idempotency key: what is known already changes nothing.',
};

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly actor: string;
  readonly state: Job['state'];
  readonly step: string;
  readonly done: string;
  readonly of: string;
  readonly outcome: unknown;
  readonly fault: JobFault | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly lost: boolean;
}

/** Writes a job that begins; or gives the one that this request began before, when it asked for the same. */
export async function insertJob(tx: Transaction, job: NewJob): Promise<{ id: string; isNew: boolean }> {
  const before = job.request && (await givenBefore(tx, job.request));
  if (before) return { id: String(before.result), isNew: false };
  await tx.query(
    `insert into job (job_id, actor, kind, subject, state) values ($1, current_setting('kicker.actor'), $2, $3, 'running')`,
    [job.id, job.kind, job.subject],
  );
  if (job.request) await keepAnswer(tx, job.request, { result: job.id, entry: null });
  return { id: job.id, isNew: true };
}

/** Jobs by id, those the actor may see. */
export async function readJobs(tx: Transaction, ids: readonly string[]): Promise<Job[]> {
  const rows = await tx.query<Row>(
    `select job_id as id, kind, subject, actor, state, step, done, of_all as of, outcome, fault, ${momentOf('started_at')} as "startedAt",
       ${momentOf(`case when ${IS_LOST} then beat_at else ended_at end`)} as "endedAt", ${IS_LOST} as lost
     from job where job_id = any($1::uuid[])`,
    [ids],
  );
  return rows.map(jobOf);
}

/** Tells how far a job is, which is a sign of life as well. */
export async function tellProgress(tx: Transaction, id: string, { step, done, of }: Progress): Promise<void> {
  await tx.query(
    `update job set step = $2, done = $3, of_all = $4, beat_at = clock_timestamp() where job_id = $1 and state = 'running'`,
    [id, step, done, of],
  );
}

/** Ends a job, with what came of it or why it failed; one that ended stays as it is. */
export async function endJob(
  tx: Transaction,
  id: string,
  ending: { outcome: unknown } | { fault: JobFault },
): Promise<void> {
  const failed = 'fault' in ending;
  await tx.query(
    `update job set state = $2, outcome = $3::jsonb, fault = $4::jsonb, ended_at = clock_timestamp(), beat_at = clock_timestamp()
     where job_id = $1 and state = 'running'`,
    [
      id,
      failed ? 'failed' : 'done',
      failed ? null : writeAnswer(ending.outcome),
      failed ? JSON.stringify(ending.fault) : null,
    ],
  );
}

function jobOf({ lost, done, of, outcome, ...row }: Row): Job {
  const known = { ...row, done: Number(done), of: Number(of), outcome: readAnswer(outcome) };
  return lost ? { ...known, state: 'failed', fault: LOST } : known;
}
