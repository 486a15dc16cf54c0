import { Injectable } from '@nestjs/common';
import type { FactCatalogue } from '../../../../engine/rulebook/rulebook.js';
import { Database } from '../../../../platform/database/database.js';
import { TELLING } from '../../../../platform/database/telling.js';
import type { ChangeTransaction } from '../../../../platform/database/transaction.js';
import { Refusals } from '../../../../platform/graphql/mutation/mutate.js';
import type { Viewer } from '../../../../platform/identity/viewer.js';
import { Refusal } from '../../../../platform/refusal.js';
import { RulesService } from '../../../rules/rules.service.js';
import {
  isBooked,
  knownDeal,
  recordDeal,
  type KnownDeal,
  type RecordedDeal,
} from '../../deals/record-deal.js';
import { ImportService, refuseBadSource } from '../../import.service.js';
import { DEAL_LINES, DEALS } from '../../kinds/deals.js';
import type { Kind } from '../../kinds/kind.js';
import { plainMapping } from '../../mapping/mapping.js';
import { FILE_LIMITS } from '../../reading/csv-rows.js';
import { lockBooked, lockImports } from '../../writing/lock-imports.js';
import type { ImportJob } from '../../writing/run-import.js';
import { actingFor } from '../records/acting-for.js';
import { refuseAttributes } from '../records/attributes-told.js';
import { ToldRows, type RowFields } from '../records/told-rows.js';
import type { RecordFields } from '../records/record-input.js';

/** A deal as it is told: a row of its head, and where given all its lines. */
export type DealFields = RecordFields & {
  readonly deal: string;
  readonly lines?: readonly RowFields[] | null;
};

/** Tells deals one by one, each with its lines in one change. */
@Injectable()
export class DealRecordService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly imports: ImportService,
  ) {}

  /** Tells a deal. Who may not bring facts in tells their own deals alone, until they are booked. What is wrong is told by its field; nothing is written then. */
  async record(viewer: Viewer, input: DealFields): Promise<RecordedDeal> {
    refuseBadSource(input.source);
    refuseSameLines(input);
    const change = { action: TELLING.import, subject: `deal ${input.deal}` };
    const { result } = await this.database.change(actingFor(viewer), change, async (tx) => {
      await lockImports(tx, DEALS, input.source);
      const known = await knownDeal(tx, input.deal);
      if (!viewer.may('import.run')) {
        refuseOthers(viewer, input, known);
        await refuseBooked(tx, input.deal);
      }
      return await this.write(tx, input, known);
    });
    await this.imports.factsTold();
    return result;
  }

  private async write(tx: ChangeTransaction, input: DealFields, known: KnownDeal | undefined) {
    const catalogue = await this.rules.catalogueNow(tx);
    const heads = [{ fields: input, at: [] }];
    refuseAttributes(heads, { kind: DEALS, catalogue });
    const head = new ToldRows(DEALS, heads);
    const told = linesOf(input, known);
    if (told) refuseAttributes(told, { kind: DEAL_LINES, catalogue });
    const lines = told && told.length > 0 ? new ToldRows(DEAL_LINES, told) : null;
    const outcome = await recordDeal(tx, {
      head: jobOf(DEALS, head, { input, catalogue }),
      lines: lines && jobOf(DEAL_LINES, lines, { input, catalogue }),
    });
    const recorded = 'unchanged' in outcome ? outcome.unchanged : outcome.result;
    const errors = [
      ...recorded.head.rejections.map((each) => head.errorOf(each)),
      ...(recorded.lines?.rejections ?? []).flatMap((each) => lines?.errorOf(each) ?? []),
    ];
    if (errors.length > 0) throw new Refusals(errors);
    return outcome;
  }
}

/** A seller tells what they sell and nothing else, and gives no deal away. That an id is taken has to be told of who would take it; whose deal it is, and what it is, is not. */
function refuseOthers({ participant }: Viewer, input: DealFields, known: KnownDeal | undefined): void {
  const isOwn = participant !== null && input['seller'] === participant;
  if (isOwn && (known === undefined || known.seller === participant)) return;
  throw new Refusal(
    'DEAL_NOT_OWN',
    'You tell your own deals, under ids of their own.',
    participant === null
      ? 'You are no participant, so nothing is yours to sell; ask a comp admin.'
      : `Write seller: "${participant}" and another id, or ask a comp admin.`,
    isOwn ? 'deal' : 'seller',
  );
}

/** Pay hangs on what is told of a deal once it is booked: who is paid for it no longer tells it alone. */
async function refuseBooked(tx: ChangeTransaction, deal: string): Promise<void> {
  await lockBooked(tx);
  if (!(await isBooked(tx, deal))) return;
  throw new Refusal(
    'DEAL_BOOKED',
    `The deal ${deal} is booked, and its seller changes it no more.`,
    'Ask a comp admin to tell what is wrong with it.',
    'deal',
  );
}

function refuseSameLines({ lines }: DealFields): void {
  const numbers = (lines ?? []).map(({ line }) => line);
  const place = numbers.findIndex((line, at) => numbers.indexOf(line) < at);
  if (place < 0) return;
  throw new Refusal(
    'RECORD_REJECTED',
    `The line ${String(numbers[place])} is there twice.`,
    'Give each line once.',
    `lines.${place}.line`,
  );
}

/** The rows of the lines: those given, and those known that are taken back; nothing where they stay as they are. */
function linesOf(
  { deal, lines, withdrawn }: DealFields,
  known: KnownDeal | undefined,
): { fields: RowFields; at: string[] }[] | null {
  if (lines == null && !withdrawn) return null;
  const given = withdrawn ? [] : (lines ?? []);
  const gone = (known?.lines ?? []).filter((number) => given.every(({ line }) => line !== number));
  return [
    ...given.map((fields, place) => ({ fields: { ...fields, deal }, at: ['lines', `${place}`] })),
    ...gone.map((line) => ({ fields: { deal, line, withdrawn: true }, at: ['lines'] })),
  ];
}

function jobOf(
  kind: Kind,
  rows: ToldRows,
  { input, catalogue }: { input: DealFields; catalogue: FactCatalogue | null },
): ImportJob {
  return {
    kind,
    source: input.source,
    fileName: 'record',
    open: async function* () {
      yield Buffer.from(rows.text);
    },
    mapping: plainMapping(kind.name),
    catalogue,
    partial: false,
    limits: FILE_LIMITS,
    whole: input.lines != null,
  };
}
