import { Context, Parent, ObjectType, Resolver } from '@nestjs/graphql';
import { Payload } from '../graphql/mutation/payload.js';
import type { RequestContext } from '../graphql/request-context.js';
import { ShownWhenAsked } from '../graphql/schema/shown.js';
import { shownJob } from './job.resolver.js';
import { JobType } from './job.type.js';
import { JobsService } from './jobs.service.js';

/** What a mutation answers that begins long work. */
@ObjectType({ description: 'Long work that was begun.' })
export class JobPayload extends Payload {
  /** The id of the job. */
  jobId: string | undefined;
}

/** The job that was begun, as it is now. */
@Resolver(() => JobPayload)
export class JobPayloadResolver {
  constructor(private readonly jobs: JobsService) {}

  @ShownWhenAsked(() => JobType, {
    to: 'everyone',
    nullable: true,
    description: 'The job, as it is now; ask job(id) again until it is no longer RUNNING.',
  })
  async job(@Parent() { jobId }: JobPayload, @Context() context: RequestContext): Promise<JobType | null> {
    if (jobId === undefined) return null;
    const job = await context.load('job', jobId, (ids) => this.jobs.byId(context.viewer, ids));
    return job && shownJob(job);
  }
}
