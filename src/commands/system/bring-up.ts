import { DemoService } from '../../modules/access/demo.service.js';
import { AuditService } from '../../modules/audit/audit.service.js';
import { RulesService } from '../../modules/rules/rules.service.js';
import { ImportService } from '../../modules/bookings/import.service.js';
import { LedgerService } from '../../modules/ledger/ledger.service.js';
import { EnvironmentFault } from '../../platform/environment-fault.js';
import { Refusal } from '../../platform/refusal.js';
import { sampleCompany, type SampleFile } from '../../sample/sample-company.js';
import { samplePeople } from '../../sample/sample-people.js';
import { publishFiles } from '../documents/publish.js';
import { say, type Environment } from '../environment.js';
import { catalogueOf } from '../facts/import.js';
import { EXIT, OPERATOR } from '../output.js';
import { calculateAndSettle } from '../pay/calculate.js';
import { count, ProgressBar } from '../progress.js';
import { readRulesFiles } from '../rules-files.js';

/** Three quarters are closed when the sample company's late orders and corrections are told. */
const CLOSED = ['2026-Q1', '2026-Q2', '2026-Q3'];

/**
 * Brings an empty database to where a person has something to see: the documents, then the sample company. What was done is marked in
 * the audit, so a start that was cut off goes on where it stopped, and a second start repeats nothing.
 */
export async function bringUp(environment: Environment, { sample }: { sample: boolean }): Promise<void> {
  const marks = await environment.app.get(AuditService).actions(OPERATOR);
  const personas = await environment.app.get(DemoService).createPersonas(OPERATOR);
  if (personas > 0) say(`made ${personas} demo users, who sign in without a password`);
  if (!marks.has('document.publish')) await publishRules(environment);
  const isOurs = marks.has('sample.begin') || !marks.has('import');
  if (sample && isOurs && !marks.has('sample.end')) await loadSample(environment, marks);
}

async function publishRules({ app, config }: Environment): Promise<void> {
  const answer = await publishFiles(app.get(RulesService), await readRulesFiles([config.KICKER_RULES_DIR]));
  if (answer.exit === EXIT.findings)
    throw new Refusal('FINDINGS', answer.text, 'Mend the documents; kicker check says the same.');
  say(`published the documents of ${config.KICKER_RULES_DIR}`);
}

/** What was told in time, three closes, then what came late. A file that was imported before changes nothing. */
async function loadSample(environment: Environment, marks: ReadonlySet<string>): Promise<void> {
  const { first, late } = sampleCompany();
  if (!marks.has('sample.begin')) {
    await mustHavePlans(environment);
    await mark(environment, 'sample.begin');
  }
  if (!marks.has('sample.in-time')) {
    for (const file of first) await importSample(environment, file);
    await calculateAndSettle(environment, { workers: 1, settle: true });
    for (const period of CLOSED) await closeOnce(environment, period);
    await mark(environment, 'sample.in-time');
  }
  for (const file of late) await importSample(environment, file);
  await calculateAndSettle(environment, { workers: 1, settle: true });
  await mark(environment, 'sample.end');
}

/** Rules of one's own may know nothing of the sample company's plans: then none of it is loaded, rather than half. */
async function mustHavePlans({ app, opened, config }: Environment): Promise<void> {
  const { rulebook } = await opened.database.inTransaction(OPERATOR, async (tx) =>
    app.get(RulesService).rulebookNow(tx),
  );
  const known = new Set(rulebook.plans.map(({ id }) => id));
  const lacking = [...new Set(samplePeople().map(({ role }) => role))].filter((role) => !known.has(role));
  if (lacking.length > 0)
    throw new EnvironmentFault(
      `The sample company was not loaded: its people are on plans that the rules of ${config.KICKER_RULES_DIR} lack: ${lacking.join(', ')}. Start without --sample.`,
    );
}

async function mark({ opened }: Environment, action: string): Promise<void> {
  await opened.database.change(OPERATOR, { action, subject: 'sample company' }, async () => ({
    result: undefined,
  }));
}

async function importSample(environment: Environment, { name, kind, csv }: SampleFile): Promise<void> {
  const bytes = Buffer.from(csv);
  const bar = new ProgressBar(`import ${name}`, 'bytes');
  const report = await environment.app.get(ImportService).importFile(OPERATOR, {
    kind,
    source: 'sample',
    fileName: name,
    open: async function* () {
      yield bytes;
    },
    catalogue: await catalogueOf(environment),
    progress: (read) => bar.tick(read, bytes.length),
  });
  const { rejected, amended } = report.counts;
  if (rejected > 0) {
    const [first] = report.rejections;
    throw new Error(
      `the sample file ${name} was rejected: line ${first?.line}, ${first?.column}: ${first?.reason}`,
    );
  }
  bar.finish(
    `${count(report.rows)} rows${amended > 0 ? `, ${count(amended)} of them amend what was told before` : ''}`,
  );
}

/** A start that was cut off may have closed it already. */
async function closeOnce({ app }: Environment, period: string): Promise<void> {
  try {
    await app.get(LedgerService).closePeriod(OPERATOR, { period, reason: 'the sample year goes on' });
    say(`closed ${period}`);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'PERIOD_CLOSED')) throw error;
  }
}
