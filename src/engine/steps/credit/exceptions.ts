import type { CreditException, LineOrdinal } from '../../model/result.js';

/** Lines that somebody must look at. Nothing that could not be credited passes in silence. */
export class ExceptionQueue {
  readonly found: CreditException[] = [];
  private readonly reasons = new Map<string, string>();

  /** Queues a line; the same words are kept once however many lines they explain. */
  add(line: LineOrdinal, code: CreditException['code'], reason: string): void {
    this.found.push({ line, code, reason: this.kept(reason) });
  }

  /** Queues a line, or a part of it, that was for one person. */
  turnAway(participant: string, of: Omit<CreditException, 'participant'>): void {
    this.found.push({ line: of.line, code: of.code, reason: this.kept(of.reason), participant });
  }

  private kept(reason: string): string {
    const kept = this.reasons.get(reason) ?? reason;
    if (kept === reason) this.reasons.set(reason, reason);
    return kept;
  }
}
