import { Global, Module } from '@nestjs/common';
import { Gate } from '../../../platform/graphql/server/gate.js';
import { AccessGate } from '../gate/access-gate.js';
import { SessionController } from '../session/session.controller.js';
import { AuditActorResolver } from './audit-actor.resolver.js';
import { UserResolver } from './user.resolver.js';

/** Who is let in, signing in, and users, in the API. */
@Global()
@Module({
  controllers: [SessionController],
  providers: [{ provide: Gate, useClass: AccessGate }, UserResolver, AuditActorResolver],
  exports: [Gate],
})
export class AccessApiModule {}
