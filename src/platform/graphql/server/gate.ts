import type { IncomingMessage } from 'node:http';
import type { Viewer } from '../../identity/viewer.js';
import type { FieldRules } from '../schema/guard-fields.js';

/** Who is let in, and what they may see. The module on access says so; the server asks. */
export abstract class Gate {
  /** What each field's policy asks of who looks. */
  abstract readonly rules: FieldRules;

  /** Who asks, by token or session; null when nobody does that is known. A websocket is opened by a request and gives its token after it. */
  abstract authenticate(
    request: IncomingMessage,
    socket?: { readonly token: string | undefined },
  ): Promise<Viewer | null>;

  /** The same viewer with the roles of this moment; null when they are no longer let in. */
  abstract again(viewer: Viewer): Promise<Viewer | null>;
}
