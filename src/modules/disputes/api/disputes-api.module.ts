import { Module } from '@nestjs/common';
import { DisputesModule } from '../disputes.module.js';
import { DisputeActsResolver } from './dispute-acts.resolver.js';
import { BookingDisputesResolver, DisputeEventResolver, DisputeResolver } from './dispute.resolver.js';

/** Disputes of credit, in the API. */
@Module({
  imports: [DisputesModule],
  providers: [DisputeResolver, DisputeEventResolver, BookingDisputesResolver, DisputeActsResolver],
})
export class DisputesApiModule {}
