import { Args, Context, ID, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../graphql/request-context.js';
import type { Viewer } from '../identity/viewer.js';
import { readId, UUID, writeId } from '../graphql/schema/node-id.js';
import { Ask, Follow } from '../graphql/schema/shown.js';
import type { Job } from '../database/jobs/job.js';
import { JobState, JobType } from './job.type.js';
import { JobsService } from './jobs.service.js';

const ID_ARGUMENT = {
  type: () => ID,
  description: 'As the mutation that began it told it. Example: "job_6f1c…"',
};

/** How far long work is. */
@Resolver(() => JobType)
export class JobResolver {
  constructor(private readonly jobs: JobsService) {}

  @Ask(() => JobType, {
    to: 'everyone',
    nullable: true,
    description:
      'A job by its id; null when there is none that you may see. Ask again until it is no longer RUNNING, or follow jobProgress.',
  })
  async job(
    @Args('id', ID_ARGUMENT) id: string,
    @Context() context: RequestContext,
  ): Promise<JobType | null> {
    const job = await context.load('job', jobId(id), (ids) => this.jobs.byId(context.viewer, ids));
    return job && shownJob(job);
  }

  @Follow(() => JobType, {
    to: 'everyone',
    description: 'A job each time it gets on, until it ended.',
    resolve: (job: JobType) => job,
  })
  jobProgress(
    @Args('id', ID_ARGUMENT) id: string,
    @Context() { viewer }: RequestContext,
  ): AsyncGenerator<JobType> {
    // Read before the first answer is asked for: what is refused later than that is told as a fault of ours.
    return this.progress(viewer, jobId(id));
  }

  private async *progress(viewer: Viewer, id: string): AsyncGenerator<JobType> {
    for await (const job of this.jobs.follow(viewer, id)) yield shownJob(job);
  }
}

/** The id of a job as people meet it. */
export function jobIdOf(id: string): string {
  return writeId('job', id);
}

function jobId(id: string): string {
  return readId('job', id, UUID)[0] ?? '';
}

/** A job as the API shows it. */
export function shownJob({ id, state, fault, ...job }: Job): JobType {
  return {
    ...job,
    id: jobIdOf(id),
    state: state as JobState,
    fault: fault && { ...fault, path: [] },
  };
}
