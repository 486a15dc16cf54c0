import { Global, Module } from '@nestjs/common';
import { JobPayloadResolver } from './job-payload.js';
import { JobResolver } from './job.resolver.js';
import { JobsService } from './jobs.service.js';

/** Long work that goes on after the answer, in the API. */
@Global()
@Module({ providers: [JobsService, JobResolver, JobPayloadResolver], exports: [JobsService] })
export class JobsModule {}
