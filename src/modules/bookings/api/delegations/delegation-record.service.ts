import { Injectable } from '@nestjs/common';
import { Database, type Outcome } from '../../../../platform/database/database.js';
import { TELLING } from '../../../../platform/database/telling.js';
import type { ChangeTransaction } from '../../../../platform/database/transaction.js';
import { Refusals } from '../../../../platform/graphql/mutation/mutate.js';
import type { Viewer } from '../../../../platform/identity/viewer.js';
import { Refusal } from '../../../../platform/refusal.js';
import { RulesService } from '../../../rules/rules.service.js';
import { knownDelegations, type KnownDelegation } from '../../deals/known-delegation.js';
import { ImportService, refuseBadSource, type ImportReport } from '../../import.service.js';
import { DELEGATIONS } from '../../kinds/approvers.js';
import { plainMapping } from '../../mapping/mapping.js';
import { FILE_LIMITS } from '../../reading/csv-rows.js';
import { lockImports } from '../../writing/lock-imports.js';
import { runImport } from '../../writing/run-import.js';
import { actingFor } from '../records/acting-for.js';
import type { RecordFields } from '../records/record-input.js';
import { ToldRows, type RowFields } from '../records/told-rows.js';

type Report = Omit<ImportReport, 'position'>;

/** Tells and ends delegations: each giver their own, a comp admin all. */
@Injectable()
export class DelegationRecordService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly imports: ImportService,
  ) {}

  /** Tells a delegation. What is wrong is told by its field; nothing is written then. */
  async record(viewer: Viewer, input: RecordFields): Promise<Report> {
    refuseBadSource(input.source);
    const name = idOf(input);
    return await this.change(viewer, name, async (tx) => {
      const known = await knownDelegations(tx, name);
      const isOwn = known.every(({ giver }) => giver === input['giver']) && isGiver(viewer, input['giver']);
      if (!viewer.may('import.run') && !isOwn) throw notOwn(viewer);
      return await this.write(tx, input.source, input);
    });
  }

  /** Ends a delegation on a day, or takes it back where that is its first day or before. */
  async end(viewer: Viewer, id: string, on: string): Promise<Report> {
    return await this.change(viewer, id, async (tx) => {
      const known = (await knownDelegations(tx, id)).filter(
        ({ withdrawn, giver }) => !withdrawn && (viewer.may('import.run') || isGiver(viewer, giver)),
      );
      const [delegation] = known;
      if (!delegation) throw unknown(id);
      if (on >= delegation.until) throw over(delegation);
      const ending = on <= delegation.from ? { withdrawn: true } : { until: on };
      return await this.write(tx, delegation.source, { ...delegation.cells, ...ending });
    });
  }

  private async change(
    viewer: Viewer,
    id: string,
    work: (tx: ChangeTransaction) => Promise<Outcome<Report>>,
  ): Promise<Report> {
    const change = { action: TELLING.import, subject: `delegation ${id}` };
    const { result } = await this.database.change(actingFor(viewer), change, async (tx) => {
      await lockImports(tx, DELEGATIONS, '');
      return await work(tx);
    });
    await this.imports.factsTold();
    return result;
  }

  private async write(tx: ChangeTransaction, source: string, fields: RowFields): Promise<Outcome<Report>> {
    const rows = new ToldRows(DELEGATIONS, [{ fields, at: [] }]);
    const outcome = await runImport(tx, {
      kind: DELEGATIONS,
      source,
      fileName: 'record',
      open: async function* () {
        yield Buffer.from(rows.text);
      },
      mapping: plainMapping(DELEGATIONS.name),
      catalogue: await this.rules.catalogueNow(tx),
      partial: false,
      limits: FILE_LIMITS,
    });
    const { rejections } = 'unchanged' in outcome ? outcome.unchanged : outcome.result;
    if (rejections.length > 0) throw new Refusals(rejections.map((rejection) => rows.errorOf(rejection)));
    return outcome;
  }
}

/** What names a delegation, as an import names it. */
function idOf(input: RecordFields): string {
  const parts = [input['giver'], input['deputy'], input['matrix'], input['from']];
  return String(input['delegation'] ?? parts.filter((part) => part != null && part !== '').join('/'));
}

function isGiver({ participant }: Viewer, giver: unknown): boolean {
  return participant !== null && giver === participant;
}

function notOwn({ participant }: Viewer): Refusal {
  return new Refusal(
    'DELEGATION_NOT_OWN',
    'You let somebody decide for you, and for nobody else.',
    participant === null
      ? 'You are no participant, so nobody can decide for you; ask a comp admin.'
      : `Write giver: "${participant}" and an id that is not taken, or ask a comp admin.`,
    'giver',
  );
}

function unknown(id: string): Refusal {
  return new Refusal(
    'DELEGATION_UNKNOWN',
    `There is no delegation ${id} of yours.`,
    'delegations lists those that you may see with their ids.',
    'delegation',
  );
}

function over({ until }: KnownDelegation): Refusal {
  return new Refusal(
    'DELEGATION_OVER',
    `It ends on ${until} already.`,
    'Give an earlier day; to let it last longer, tell it again with delegationRecord.',
    'on',
  );
}
