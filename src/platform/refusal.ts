import type { RefusalCode } from './refusal-codes.js';

/** Something wrong in what somebody asked: said in words they understand, with what to do. Never our own bug. */
export class Refusal extends Error {
  override name = 'Refusal';
  /** What to do, in one sentence. */
  readonly hint: string;
  /** Where in the request, keys joined by dots. */
  readonly path: string | undefined;

  constructor(
    /** From the closed list in `docs/errors.md`. */
    readonly code: RefusalCode,
    message: string,
    ...[hint, path]: [hint: string, path?: string]
  ) {
    super(message);
    this.hint = hint;
    this.path = path;
  }
}
