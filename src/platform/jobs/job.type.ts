import { Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { UserError } from '../graphql/mutation/payload.js';
import { Moment } from '../graphql/scalars/scalars.js';
import { Shown } from '../graphql/schema/shown.js';

export enum JobState {
  RUNNING = 'running',
  DONE = 'done',
  FAILED = 'failed',
}

registerEnumType(JobState, {
  name: 'JobState',
  description: 'Where long work stands. Example: RUNNING',
  valuesMap: {
    RUNNING: { description: 'It goes on. Example: RUNNING' },
    DONE: { description: 'It is done; what came of it is there. Example: DONE' },
    FAILED: { description: 'It failed, and nothing half-done was kept; fault says why. Example: FAILED' },
  },
});

const to = 'everyone';

/** Long work that somebody asked for; seen by who asked, and by those who see everybody's pay. */
@ObjectType('Job', {
  description: 'Long work that goes on after the answer: how far it is, and what came of it.',
})
export class JobType {
  @Shown(() => ID, { to, description: 'Its id.', example: '"job_6f1c…"' })
  id: string;

  @Shown(() => String, { to, description: 'What kind of work.', example: '"calculation"' })
  kind: string;

  @Shown(() => String, { to, description: 'What it is about.', example: '"bookings from crm"' })
  subject: string;

  @Shown(() => JobState, { to, description: 'Where it stands.', example: 'RUNNING' })
  state: JobState;

  @Shown(() => String, { to, description: 'What is being done at the moment.', example: '"earn"' })
  step: string;

  @Shown(() => Float, { to, description: 'How much of the step is done.', example: '1200' })
  done: number;

  @Shown(() => Float, {
    to,
    description: 'How much the step is in all; 0 while that is not known.',
    example: '2000',
  })
  of: number;

  @Shown(() => Moment, { to, description: 'When it was begun.', example: '"2026-04-02T09:30:00Z"' })
  startedAt: string;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'When it ended.',
    example: '"2026-04-02T09:30:05Z"',
  })
  endedAt: string | null;

  @Shown(() => UserError, { to, nullable: true, description: 'Why it failed.' })
  fault: UserError | null;

  /** What came of it; later modules show it in the fields of its kind. */
  outcome: unknown;
}
