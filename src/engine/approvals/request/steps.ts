import { asIfThere, decidersOf, exclusionAt, isEntitled, type Approvers } from '../approvers.js';
import { LADDER } from '../requirement.js';
import type { Asked, By, Happening, RequestEvent } from './events.js';
import { apply } from './apply.js';
import type { Setting } from './commands.js';
import { spokenElsewhere } from './deciding/spoken.js';
import { dueAt } from './due-at.js';
import { countingVotes, isOpen, PASSED, type Request, type Step } from './state.js';
import { validityOf } from './validity.js';

/** Events as they come, each seeing what those before it made of the request. */
export class Unfolding {
  readonly events: RequestEvent[] = [];

  constructor(
    public request: Request,
    private readonly setting: Setting,
  ) {}

  /** Adds what happened by itself, or by the actor. */
  add(event: Happening, by: Partial<Omit<By, 'at'>> = {}): void {
    const { actor, at } = this.setting;
    const whole: RequestEvent = { actor, actingFor: null, reason: null, at, ...by, ...event };
    this.events.push(whole);
    this.request = apply(this.request, whole, this.request.id);
  }

  /** Opens the steps whose turn it is, counts who was asked before where that is enough, and closes the request when nothing is left to ask. */
  goOn(): void {
    for (let at = this.nextGate(); at >= 0 && this.request.standing === 'PENDING'; at = this.nextGate())
      this.open(at);
    if (this.request.standing !== 'PENDING' || this.request.steps.some(isOpen)) return;
    this.approve();
  }

  /**
   * Brings the people of open steps to what the organisation is now, and to what was decided elsewhere. Who was named keeps the step while enough of them
   * may decide. Where nobody is left who may, the level is found anew, and where nobody may decide at all the request fails closed.
   */
  reorganise(): void {
    for (const at of this.request.steps.keys()) {
      const step = this.request.steps[at];
      if (this.request.standing !== 'PENDING') return;
      if (step?.standing !== 'REQUESTED') continue;
      const asked = this.askedAnew(step, at);
      if (asked === null) return this.endByNobody();
      if (asked !== 'same') this.add({ event: 'REORGANISE', step: at, asked }, { actor: 'AUTO_REORGANISED' });
      this.count(at);
      this.goOn();
    }
  }

  /** Ends the request, and with it every step that still waits for somebody. */
  end(event: Happening, by: Partial<Omit<By, 'at'>> = {}): void {
    this.cancelSteps();
    this.add(event, by);
  }

  /** Whether the votes of a step are enough, and what follows. */
  count(at: number): void {
    const step = this.request.steps[at];
    if (!step || step.standing !== 'REQUESTED') return;
    const approvals = countingVotes(step).filter(({ decision }) => decision === 'approve');
    if (approvals.length >= step.quorum) this.add({ event: 'STEP_APPROVED', step: at });
  }

  /** Takes the actor's approval of a step back; where too few are left by that, the levels above it wait again. */
  takeBack(at: number): void {
    const own = this.request.steps[at]?.requirement;
    const { hash } = this.request;
    this.add({ event: 'RETRACT', step: at, hash });
    this.count(at);
    if (!own) return;
    const isShort = this.request.steps[at]?.standing === 'REQUESTED';
    this.request.steps.forEach((step, index) => {
      const { chain, order } = step.requirement;
      if (chain !== own.chain || order <= own.order || step.standing === 'WAITING') return;
      if (step.votes.length > 0) this.add({ event: 'RETRACT', step: index, hash });
      if (!isShort) this.count(index);
      else if (isOpen(this.request.steps[index] ?? step))
        this.add({ event: 'CLOSE_GATE', step: index }, { actor: 'AUTO_GATE' });
    });
  }

  private endByNobody(): void {
    this.end(
      { event: 'NO_APPROVER_LEFT' },
      { actor: 'AUTO_NOBODY', reason: 'Nobody is left who may decide.' },
    );
  }

  private askedAnew(step: Step, at: number): Asked | null | 'same' {
    const { asking } = this.setting;
    const before = spokenElsewhere(this.request, at, asking.matrix);
    const left = step.people.filter(
      (person) =>
        exclusionAt(step.level, person, { ...asking, before }) === null && this.isStill(person, step),
    );
    if (step.isAssigned && left.length >= step.quorum)
      return left.length === step.people.length ? 'same' : { ...step, people: left };
    const found =
      askedFor(step.level, this.setting, before) ??
      // Who was asked and is away now keeps the step where nobody else is found; their time runs.
      askedFor(step.level, { ...this.setting, asking: asIfThere(asking) }, before);
    if (found === null) return null;
    const isSame =
      found.level === step.level && found.quorum === step.quorum && sameAs(found.people, step.people);
    return isSame ? 'same' : { ...found, dueAt: found.level === step.level ? step.dueAt : found.dueAt };
  }

  /** Whether somebody who is asked still has the right to it: whom an administrator named has; others have that of the level, or of who handed it to them. */
  private isStill(person: string, { assignedBy, handed, level }: Step): boolean {
    return assignedBy !== null || isEntitled(handed[person] ?? person, level, this.setting.asking);
  }

  private approve(): void {
    const validUntil = validityOf(this.request.steps, this.setting);
    this.add({ event: 'APPROVED', validUntil });
    // What it relies on may have run out while others were asked.
    if (validUntil !== null && validUntil <= this.setting.at)
      this.add({ event: 'VALIDITY_PASSED' }, { actor: 'TIME' });
  }

  private cancelSteps(): void {
    this.request.steps.forEach((step, at) => {
      if (isOpen(step)) this.add({ event: 'CANCEL_STEP', step: at });
    });
  }

  /** The first step that waits and whose turn it is; -1 for none. */
  private nextGate(): number {
    const { steps } = this.request;
    return steps.findIndex(
      (step) =>
        step.standing === 'WAITING' && before(step, steps).every(({ standing }) => PASSED.has(standing)),
    );
  }

  private open(at: number): void {
    const step = this.request.steps[at];
    if (!step) return;
    const { asking } = this.setting;
    const asked = askedFor(
      step.requirement.level,
      this.setting,
      spokenElsewhere(this.request, at, asking.matrix),
    );
    if (asked === null) return this.endByNobody();
    this.add({ event: 'GATE_OPEN', step: at, asked }, { actor: 'AUTO_GATE' });
    this.countEarlier(at);
  }

  /** Where one person at two levels is asked once, what they approved of this request counts here too. */
  private countEarlier(at: number): void {
    const { matrix } = this.setting.asking;
    if (matrix.terms.samePersonTwice !== 'asked-once') return;
    const { steps, hash } = this.request;
    const people = new Set(steps[at]?.people);
    const earlier = steps
      .filter(({ standing }, other) => other !== at && standing === 'APPROVED')
      .flatMap(countingVotes)
      .filter(({ person, decision }) => decision === 'approve' && people.has(person));
    for (const person of new Set(earlier.map((vote) => vote.person)))
      this.add({ event: 'APPROVE', step: at, hash }, { actor: person, reason: 'Asked once for both levels' });
    this.count(at);
  }
}

function before({ requirement }: Step, steps: readonly Step[]): readonly Step[] {
  if (requirement.chain !== LADDER) return [];
  return steps.filter(
    (other) => other.requirement.chain === LADDER && other.requirement.order < requirement.order,
  );
}

function sameAs(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((person) => b.includes(person));
}

/** Who is asked at a level now, of others than those who decided elsewhere; null where nobody may. A level that is skipped now, after it was needed, has nobody. */
export function askedFor(level: string, setting: Setting, before: ReadonlySet<string>): Asked | null {
  const deciders = decidersOf(level, setting.asking, before);
  return deciders.kind === 'asked' ? askedOf(deciders.approvers, setting) : null;
}

function askedOf({ level, people, quorum }: Approvers, { asking, at, clock }: Setting): Asked {
  const time = asking.matrix.levels.find(({ id }) => id === level)?.answersWithin ?? null;
  return { level, people, isAssigned: false, quorum, dueAt: time && dueAt(at, time, clock) };
}
