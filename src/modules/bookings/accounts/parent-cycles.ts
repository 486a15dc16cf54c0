import type { Transaction } from '../../../platform/database/transaction.js';
import type { Kind } from '../kinds/kind.js';
import { knownRows, latestRows } from '../writing/known.js';
import { managerCycles } from '../writing/manager-cycles.js';
import { parentSteps, sayCircle, type ParentStep, type ParentsTold } from './parent-steps.sql.js';

const TAKEN = 'not exists (select from stage_fault f where f.line = s.line)';
/** Of two sources that name an account alike, the first by name of the source counts. */
const FIRST_SOURCE = (rows: string): string =>
  `select distinct on (external_id) external_id as account, parent, line from (${rows}) a order by external_id, source collate "C"`;

/** A row of the stage that takes a dated row back, or changes it, opens days on which the accounts file says the parent again. */
const OF_FILE = `(select min(s.line) from stage s where s.account = a.external_id and ${TAKEN})`;

const TOLD: Readonly<Partial<Record<Kind['name'], ParentsTold>>> = {
  'account-parents': {
    dated: 'select account, parent, effective_from, effective_until, line from stage_outlook o',
    file: FIRST_SOURCE(
      `select a.external_id, a.source, a.parent, ${OF_FILE} as line from ${latestRows('account')} a`,
    ),
  },
  accounts: {
    dated: `select account, parent, effective_from, effective_until, null::integer as line from ${latestRows('account_parent')} d`,
    file: FIRST_SOURCE(`
      select * from (
        select distinct on (id) external_id, source, parent, line, withdrawn from (
          select s.id, s.external_id, s.source, s.parent, s.line, coalesce(s.given, 2147483647) as revision, s.withdrawn from stage s where ${TAKEN}
          union all
          select k.id, k.external_id, k.source, k.parent, null, k.revision, k.withdrawn from ${knownRows('account')} k
        ) told order by id, revision desc, line nulls last
      ) latest where not withdrawn`),
  },
};

/** Notes rows that would make an account stand above itself, looking at what all accounts would then belong to. */
export async function refuseParentCycles(tx: Transaction, kind: Kind): Promise<void> {
  const told = TOLD[kind.name];
  if (!told) return;
  if (kind.name === 'accounts' && !(await namesParents(tx))) return;
  const cycles = managerCycles(await tx.query<ParentStep>(parentSteps(told)));
  if (cycles.length === 0) return;
  await tx.query(
    `insert into stage_fault select distinct on (line) line, 'cycle', 'parent', value, other
     from unnest($1::integer[], $2::text[], $3::text[]) cycle (line, value, other) order by line`,
    [
      cycles.map(({ line }) => line),
      cycles.map(({ people }) => people[1] ?? ''),
      cycles.map((cycle) => sayCircle(cycle)),
    ],
  );
}

async function namesParents(tx: Transaction): Promise<boolean> {
  const [row] = await tx.query<{ names: boolean }>(
    'select exists (select from stage where parent is not null and not withdrawn) as names',
  );
  return row?.names ?? false;
}
