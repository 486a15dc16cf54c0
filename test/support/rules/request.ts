import type { Asking } from '../../../src/engine/approvals/approvers.js';
import type { HumanDecision } from '../../../src/engine/approvals/carry.js';
import type { Deal } from '../../../src/engine/approvals/deal.js';
import { replay } from '../../../src/engine/approvals/request/apply.js';
import type { Decided, Setting } from '../../../src/engine/approvals/request/commands.js';
import { UTC_CLOCK } from '../../../src/engine/approvals/request/due-at.js';
import type { RequestEvent } from '../../../src/engine/approvals/request/events.js';
import type { Instant, Request } from '../../../src/engine/approvals/request/state.js';
import { submit } from '../../../src/engine/approvals/request/submit.js';
import type { ApprovalMatrix } from '../../../src/engine/rulebook/rulebook.js';
import { organisation, readyMatrix, TAKES_PART } from './matrix.js';

/** A Friday, at ten in the morning. */
export const FRIDAY: Instant = Date.UTC(2026, 3, 17, 10);
export const HOURS = 3_600_000;

/** One request and its log, with what surrounds it. */
export class Story {
  readonly events: RequestEvent[] = [];
  at: Instant = FRIDAY;
  asking: Asking;

  constructor(
    readonly matrix: ApprovalMatrix,
    deal: Deal,
    given: Partial<Asking> = {},
  ) {
    this.asking = { matrix, deal, parties: TAKES_PART, organisation: organisation(), ...given };
  }

  get request(): Request {
    const found = replay(this.events, 'R1');
    if (!found) throw new Error('nothing is submitted');
    return found;
  }

  /** The request and its steps in short. */
  get standing(): string {
    const { standing, steps } = this.request;
    return [standing, ...steps.map((step) => `${step.requirement.level} ${step.standing}`)].join(', ');
  }

  setting(actor: string): Setting {
    return { actor, at: this.at, clock: UTC_CLOCK, asking: this.asking };
  }

  submit(actor = 'ana', decisions: readonly HumanDecision[] = [], seen: string | null = null): string {
    const judgement = readyMatrix(this.matrix).judge(this.asking.deal);
    return this.take(
      submit({ id: 'R1', parent: null, seen, open: null, judgement, decisions }, this.setting(actor)),
    );
  }

  /** Takes what came of a command; the code of a refusal, else nothing. */
  take(decided: Decided): string {
    if ('refused' in decided) return decided.refused;
    this.events.push(...decided.events);
    return '';
  }
}
