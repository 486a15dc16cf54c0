import { compileCondition, type Holds } from '../conditions/compile-condition.js';
import {
  namesIn,
  operandsInTest,
  placesOf,
  type FactPlaces,
  type FactRow,
} from '../conditions/fact-places.js';
import { compileRules, type HoldingRules } from '../conditions/rule-set/compile-rules.js';
import { requirementsOf, type Demand } from './demands.js';
import type { FactValue } from '../model/facts.js';
import type { ApprovalMatrix, ApprovalRow } from '../rulebook/parts/approvals.js';
import type { Condition } from '../rulebook/parts/condition.js';
import { factsAskedFor } from './asked-for.js';
import { levelWordings } from './carry.js';
import { dealFact, type Deal, type Terms } from './deal.js';
import type { DealReader } from './deal-reader.js';
import type { Judgement, JudgingFault, Reason } from './requirement.js';

/**
 * A version of an approval matrix, compiled: which levels a deal needs, and why. Pure and the same for the same deal, in whatever order deals come.
 * It fails closed: a judged term that is not known, amounts in another currency, several rows where one may match, or no row where the
 * matrix refuses that, give no requirements and no approval.
 */
export class ReadyMatrix {
  private readonly names: readonly string[];
  private readonly places: FactPlaces;
  private readonly holding: HoldingRules;
  private readonly reads: readonly ((deal: Deal) => FactValue)[];
  private readonly maySign: ReadonlyMap<string, Holds>;
  private readonly byTwo: Holds;
  private readonly reasons: readonly Reason[];
  private readonly currencies: readonly string[];
  private readonly mayBeUnknown: ReadonlySet<string>;

  constructor(
    readonly matrix: ApprovalMatrix,
    reader: DealReader,
  ) {
    const { overrideByTwo } = matrix.terms;
    const limits = [...matrix.levels.map(({ maySign }) => maySign), overrideByTwo].flatMap(
      (each) => each ?? [],
    );
    const conditions = [...matrix.rows.map(({ when }) => when), ...limits];
    this.names = [
      ...new Set([...matrix.inputs.map(({ fact }) => fact), ...conditions.flatMap((each) => namesIn(each))]),
    ];
    this.places = placesOf(this.names);
    this.holding = compileRules(
      matrix.rows.map(({ when }) => when),
      this.places,
    );
    this.reads = this.names.map((name) => reader.of(name));
    this.maySign = new Map(
      matrix.levels.flatMap(({ id, maySign }) =>
        maySign ? [[id, compileCondition(maySign, this.places)]] : [],
      ),
    );
    this.byTwo = overrideByTwo ? compileCondition(overrideByTwo, this.places) : () => false;
    this.reasons = matrix.rows.map(reasonOf);
    this.currencies = [...new Set(conditions.flatMap(currenciesIn))];
    this.mayBeUnknown = factsAskedFor(matrix.rows.map(({ when }) => when));
  }

  /** Judges a deal; with `instead`, as if some of its judged terms were others. */
  judge(deal: Deal, instead: Terms = NOTHING_ELSE): Judgement {
    const row: FactRow = this.reads.map((read, at) => instead.get(this.names[at] ?? '') ?? read(deal));
    const terms: Terms = new Map(
      this.matrix.inputs.map(({ fact }, at) => [fact, row[this.places.get(fact) ?? at]]),
    );
    const fault = this.unknownIn(row) ?? this.foreign(deal);
    if (fault) return fault;
    const matched = this.holding(row);
    const demand = this.demandOf(matched);
    if ('kind' in demand) return demand;
    const found = requirementsOf(this.matrix, demand, (level) => this.maySign.get(level)?.(row) ?? true);
    if (typeof found === 'string') return failed('NO_AUTHORITY', found, this.idsOf(matched));
    return {
      kind: 'judged',
      requirements: found,
      rows: this.idsOf(demand.rows),
      passedOver: this.idsOf(matched.filter((at) => !demand.rows.includes(at))),
      terms,
    };
  }

  /** Whether two people must pass a level of the deal over; also where that cannot be judged. */
  overrideNeedsTwo(deal: Deal): boolean {
    if (this.matrix.terms.overrideByTwo === undefined) return false;
    return this.judge(deal).kind === 'failed' || this.byTwo(this.reads.map((read) => read(deal)));
  }

  /** The rows that count by the hit policy. */
  private demandOf(matched: readonly number[]): Demand | Judgement {
    const { hit, noMatch, rows } = this.matrix;
    if (matched.length === 0) {
      if (noMatch === 'refuse') return failed('NO_MATCH', 'No row of the matrix is about this deal.', []);
      const needs = noMatch === 'approve' ? ('none' as const) : [noMatch.level];
      return { rows: [], needs: [{ needs, reason: noRow(this.matrix) }] };
    }
    const ids = this.idsOf(matched).join(' and ');
    if (hit === 'unique' && matched.length > 1)
      return failed('SEVERAL_MATCH', `${ids} both match, and only one row may.`, this.idsOf(matched));
    const asked = matched.map((at) => JSON.stringify(rows[at]?.needs));
    if (hit === 'any' && new Set(asked).size > 1)
      return failed('ROWS_DIFFER', `${ids} match and ask for different approvals.`, this.idsOf(matched));
    const counting =
      hit === 'first' ? matched.slice(0, 1) : hit === 'priority' ? this.highest(matched) : matched;
    return {
      rows: counting,
      needs: counting.flatMap((at) => {
        const [row, reason] = [rows[at], this.reasons[at]];
        return row && reason ? [{ needs: row.needs, reason }] : [];
      }),
    };
  }

  /** Of rows that match, the one that asks for the highest level; of equals the first. */
  private highest(matched: readonly number[]): readonly number[] {
    const { levels, rows } = this.matrix;
    const heightOf = (row: ApprovalRow | undefined): number => {
      if (!row || row.needs === 'none') return -1;
      const ids = 'upTo' in row.needs ? [row.needs.upTo] : row.needs;
      return Math.max(...ids.map((id) => levels.findIndex((level) => level.id === id)));
    };
    const top = matched.reduce((best, at) => (heightOf(rows[at]) > heightOf(rows[best]) ? at : best));
    return [top];
  }

  private unknownIn(row: FactRow): Judgement | undefined {
    const lacking = this.names.filter((name, at) => row[at] === undefined && !this.mayBeUnknown.has(name));
    if (lacking.length === 0) return undefined;
    return failed(
      'UNKNOWN_FACT',
      `${lacking.join(' and ')} ${lacking.length > 1 ? 'are' : 'is'} not known of this deal.`,
      [],
    );
  }

  private foreign(deal: Deal): Judgement | undefined {
    const currency = dealFact(deal, 'deal.currency');
    const other = this.currencies.find((each) => each !== currency);
    if (other === undefined) return undefined;
    const said = typeof currency === 'string' ? `in ${currency}` : 'in no currency that is known';
    return failed('CURRENCY', `The deal is ${said}, and the matrix judges amounts in ${other}.`, []);
  }

  private idsOf(rows: readonly number[]): readonly string[] {
    return rows.flatMap((at) => this.matrix.rows[at]?.id ?? []);
  }
}

const NOTHING_ELSE: Terms = new Map();

/** How the fingerprints of the rows and levels of a matrix are named in decisions: by row, by level, and what holds where no row matches. */
export function wordingsOf(matrix: ApprovalMatrix): ReadonlyMap<string, string> {
  const { row, fingerprint } = noRow(matrix);
  return new Map([
    ...matrix.rows.map((each): [string, string] => [each.id, each.fingerprint]),
    [row, fingerprint],
    ...levelWordings(matrix),
  ]);
}

/** The reason of a level that decides on deals no row is about: whatever is judged may matter. */
function noRow({ inputs, noMatch }: ApprovalMatrix): Reason {
  return {
    row: 'no-match',
    because: 'No row of the matrix is about this deal',
    tested: inputs.map(({ fact }) => fact),
    fingerprint: JSON.stringify(noMatch),
  };
}

function reasonOf({ id, because, when, fingerprint }: ApprovalRow): Reason {
  return { row: id, because, tested: namesIn(when), fingerprint };
}

function failed(code: JudgingFault, reason: string, rows: readonly string[]): Judgement {
  return { kind: 'failed', code, reason, rows };
}

/** The currencies of the amounts that a condition compares with. */
function currenciesIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(currenciesIn);
  if ('any' in condition) return condition.any.flatMap(currenciesIn);
  if ('not' in condition) return currenciesIn(condition.not);
  if (!('test' in condition)) return [];
  return operandsInTest(condition.test).flatMap((operand) =>
    'quantity' in operand && operand.quantity.unit.kind === 'money' ? [operand.quantity.unit.currency] : [],
  );
}
