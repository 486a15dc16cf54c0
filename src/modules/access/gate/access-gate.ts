import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Gate } from '../../../platform/graphql/server/gate.js';
import type { Viewer as AnyViewer } from '../../../platform/identity/viewer.js';
import { AccessService } from '../access.service.js';
import { askedOf, Authenticator } from '../authenticator.service.js';
import { Viewer } from '../viewer/viewer.js';
import { FIELD_RULES } from './field-rules.js';

/** Lets in who has a good token or session, with the roles of this moment. */
@Injectable()
export class AccessGate extends Gate {
  readonly rules = FIELD_RULES;

  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(AccessService) private readonly access: AccessService,
  ) {
    super();
  }

  async authenticate(
    request: IncomingMessage,
    socket?: { readonly token: string | undefined },
  ): Promise<Viewer | null> {
    return await this.authenticator.authenticate(
      socket ? askedOf(request, { authorization: socket.token }) : askedOf(request),
    );
  }

  async again(viewer: AnyViewer): Promise<Viewer | null> {
    if (!(viewer instanceof Viewer) || !(await this.authenticator.isStillGood(viewer))) return null;
    return await this.access.viewer(viewer.id, undefined, viewer.credential);
  }
}
