import { writeDay } from '../../kernel/day.js';
import { errorAt, warningAt, type Fault, type Finding } from '../finding.js';
import type { EngagementPolicy, Plan, Rulebook, Versioned } from '../rulebook.js';

interface Placed {
  readonly version: Versioned;
  readonly path: string;
}

/** Versions of one document must not overlap; days between two on which none is in force are told. What one engagement policy decides no other may on the same day. */
export function checkVersions({ plans, spiffs = [], approvals = [], policies, tables }: Rulebook): Finding[] {
  const placed = (list: readonly Versioned[], name: string): Placed[] =>
    list.map((version, index) => ({ version, path: `${name}.${index}` }));
  return [
    ...groups(placed(plans, 'plans')).flatMap((versions) => checkSequence(versions, 'plan')),
    ...groups(placed(spiffs, 'spiffs')).flatMap((versions) => checkSequence(versions, 'SPIFF')),
    ...groups(placed(tables, 'tables')).flatMap((versions) => checkSequence(versions, 'table')),
    ...groups(placed(approvals, 'approvals')).flatMap((versions) =>
      checkSequence(versions, 'approval matrix'),
    ),
    ...checkPolicies(policies),
    ...paidThrough(plans, 'plans'),
    ...paidThrough(spiffs, 'spiffs'),
  ];
}

/** Each decision and each window is one subject, whichever policies have it; versions of one policy are one as well. */
function checkPolicies(policies: readonly EngagementPolicy[]): Finding[] {
  const all = policies.map((version, index) => ({ version, path: `policies.${index}` }));
  const decisions = [...new Set(policies.flatMap(decisionIds))];
  const sequences = [
    ...decisions.map((id) => all.filter(({ version }) => decisionIds(version).includes(id))),
    ...groups(all),
  ];
  const found = sequences.flatMap((versions) => checkSequence(versions, 'engagement policy'));
  const seen = new Set<string>();
  return found.filter(({ path, message }) => !seen.has(path + message) && seen.add(path + message));
}

function decisionIds({ creditAt, decisions = [], windows = [] }: EngagementPolicy): readonly string[] {
  return [
    ...(creditAt === null ? [] : ['credit']),
    ...decisions.map(({ id }) => id),
    ...windows.map(({ id }) => `window.${id}`),
  ];
}

/** An incentive pays by itself or through a choice in all versions alike: windows go on over a change of version, and would pay it twice or not at all. */
function paidThrough(plans: readonly Plan[], name: string): Finding[] {
  return plans.flatMap((plan, index) => {
    const own = chosenIn(plan);
    const others = plans.filter(({ id, fingerprint }) => id === plan.id && fingerprint !== plan.fingerprint);
    return plan.incentives.flatMap(({ id }, at) =>
      !own.has(id) && others.some((other) => chosenIn(other).has(id))
        ? [errorAt(`${name}.${index}.incentives.${at}.id`, aloneHere(id), id)]
        : [],
    );
  });
}

/** Ids of what pays only through a choice. */
function chosenIn({ incentives }: Plan): ReadonlySet<string> {
  const names = incentives.flatMap(({ formula }) =>
    formula.kind === 'choice' ? formula.of.flatMap((each) => ('name' in each ? [each.name] : [])) : [],
  );
  return new Set(
    names.filter((each) => each.startsWith('incentive.')).map((each) => each.split('.')[1] ?? ''),
  );
}

function aloneHere(id: string): Fault {
  return {
    code: 'DUPLICATE_ID',
    message: `${id} is paid by itself here, and only through a choice in another version.`,
    remedy: `Write another id, such as ${id}-alone.`,
  };
}

function groups(placed: readonly Placed[]): Placed[][] {
  const byId = new Map<string, Placed[]>();
  for (const each of placed) byId.set(each.version.id, [...(byId.get(each.version.id) ?? []), each]);
  return [...byId.values()];
}

function checkSequence(versions: readonly Placed[], what: string): Finding[] {
  const sorted = [...versions].sort((a, b) => a.version.effective.from - b.version.effective.from);
  return sorted.flatMap(({ version, path }, index) => {
    const before = sorted[index - 1]?.version;
    if (!before) return [];
    const { from } = version.effective;
    const { until } = before.effective;
    if (until === null || until > from) return [overlap({ before, version, path }, what)];
    return until < from ? [gap({ before, version, path }, what)] : [];
  });
}

function overlap(
  { before, version, path }: { before: Versioned; version: Versioned; path: string },
  what: string,
): Finding {
  const { from, until } = before.effective;
  const days = `from ${writeDay(from)}${until === null ? ' on' : ` until ${writeDay(until)}`}`;
  const message = `On ${writeDay(version.effective.from)} the ${what} ${before.id} that is in force ${days} would hold as well.`;
  const remedy = `Write \`until: ${writeDay(version.effective.from)}\` in the earlier version and change nothing else of it, and publish both together; or write another \`from\` here.`;
  return errorAt(`${path}.from`, { code: 'VERSIONS_OVERLAP', message, remedy });
}

function gap(
  { before, version, path }: { before: Versioned; version: Versioned; path: string },
  what: string,
): Finding {
  const [from, until] = [before.effective.until ?? 0, version.effective.from];
  const days = until - from;
  const span =
    days === 1 ? `On ${writeDay(from)}` : `From ${writeDay(from)} to ${writeDay(until - 1)} (${days} days)`;
  const message = `${span} no version of the ${what} ${version.id} is in force.`;
  return warningAt(`${path}.from`, {
    code: 'VERSIONS_GAP',
    message,
    remedy: `Write \`from: ${writeDay(from)}\` if nothing should be left out.`,
  });
}
