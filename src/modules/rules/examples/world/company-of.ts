import { FIRST_DAY } from '../../../../engine/kernel/day.js';
import type {
  Absence,
  Assignment,
  Company,
  Holding,
  ReportedResult,
  Territory,
} from '../../../../engine/model/facts.js';
import type { DayRate } from '../../../../engine/model/rates.js';
import type { Problem } from '../example-report.js';
import { countingPlan } from './given-rulebook.js';
import type { Seating } from './seating.js';
import { sellerBelow } from './telling.js';
import type { Told, ToldLine } from '../told.js';

interface Cast {
  readonly seating: Seating;
  readonly told: readonly Told[];
  readonly people: readonly string[];
  /** The plan of those who are on none of the documents'. */
  readonly otherwise: string;
  readonly problems: Problem[];
  readonly results: readonly ReportedResult[];
  readonly absences: readonly Absence[];
  readonly rates: readonly DayRate[];
}

/** The company of a situation: its people on their plans, the sellers below rollup credits, and who holds what on the booking dates. */
export function companyOf({ seating, told, people, otherwise, rates, ...cast }: Cast): Company {
  const { problems, results, absences } = cast;
  const lines = told.flatMap((each) => each.lines);
  const sellers = sellersOf(lines);
  const ids = [...people, ...sellers.map(({ participant }) => participant)];
  return {
    participants: ids.map((id) => ({
      id,
      name: id,
      hired: null,
      left: null,
      ...seating.stays.get(id),
      facts: new Map(),
    })),
    assignments: [...people.flatMap((person) => seating.of(person, otherwise)), ...sellers],
    attributes: [],
    absences,
    territories: territoriesOf(lines),
    territoryHolders: holdersOf(lines, problems),
    results,
    ...(rates.length === 0 ? {} : { rates }),
    groupHeads: lines.flatMap((line): Holding[] =>
      line.groupManager === null ? [] : [holding(groupOf(line), line.groupManager, line)],
    ),
  };
}

function sellersOf(lines: readonly ToldLine[]): readonly Assignment[] {
  const sellers = new Map<string, Assignment>();
  for (const { below, currency } of lines) {
    if (below === null) continue;
    const participant = sellerBelow(below, currency);
    const [plan, manager] = [countingPlan(currency), below];
    sellers.set(participant, {
      participant,
      plan,
      manager,
      from: FIRST_DAY,
      until: null,
      attributes: new Map(),
    });
  }
  return [...sellers.values()];
}

function territoriesOf(lines: readonly ToldLine[]): readonly Territory[] {
  const ids = new Map(
    lines.flatMap((line) => (line.territory === null ? [] : [[line.territory, groupOf(line)]])),
  );
  return [...ids].map(([id, group]) => ({ id, group }));
}

/** Holders as given, for the booking date alone. Two bookings that give one territory different holders that day contradict each other. */
function holdersOf(lines: readonly ToldLine[], problems: Problem[]): readonly Holding[] {
  const said = new Map<string, string>();
  return lines.flatMap((line) => {
    const { territory, holders, date, path } = line;
    if (territory === null || holders === null) return [];
    const key = `${territory} ${date}`;
    const before = said.get(key);
    said.set(key, holders.join(', '));
    if (before !== undefined && before !== holders.join(', '))
      problems.push({ path, message: `${territory} has other holders that day than in the booking before.` });
    return holders.map((holder) => holding(territory, holder, line));
  });
}

function groupOf({ territory }: ToldLine): string {
  return `(group of ${territory})`;
}

function holding(of: string, participant: string, { date }: ToldLine): Holding {
  return { of, participant, from: date, until: date + 1 };
}
