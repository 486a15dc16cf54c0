import type { Command } from 'commander';
import { DocumentsService, renderExamples } from '../../modules/rules/documents.service.js';
import { RulesService } from '../../modules/rules/rules.service.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { EXIT, OPERATOR, table, type Answer } from '../output.js';
import { readRulesFiles, type RulesFile } from '../rules-files.js';
import { placesOf } from './check.js';
import { findingsText } from './findings-text.js';

/** `kicker publish`: puts documents in force from their own first day on. What was in force before keeps its earlier days. */
export function addPublish(program: Command): void {
  program
    .command('publish')
    .description('publish documents: from then on calculations use them')
    .argument('[paths...]', 'files and folders; the rules folder unless said')
    .option('--reason <text>', 'why; it stands in the audit')
    .action(
      answering(async (paths: string[], options: { reason?: string }) =>
        publish(await readRulesFiles(placesOf(paths)), options.reason),
      ),
    );
}

async function publish(files: readonly RulesFile[], reason: string | undefined): Promise<Answer> {
  return await withEnvironment(async ({ app }) => publishFiles(app.get(RulesService), files, reason));
}

/** Publishes where the check finds no error and every example comes out. */
export async function publishFiles(
  rules: RulesService,
  files: readonly RulesFile[],
  reason?: string,
): Promise<Answer> {
  const examples = new DocumentsService().test(files);
  if (examples.failed > 0) {
    return {
      text: `${renderExamples(examples)}\nNothing was published: an example does not come out.`,
      json: examples,
      exit: EXIT.findings,
    };
  }
  const report = await rules.publish(OPERATOR, files, reason);
  const stopped = report.position === null;
  const rows = report.documents.map(({ kind, name, state, from, until }) => [
    kind,
    name,
    from ?? 'always',
    until ?? '',
    state,
  ]);
  const published = table(['kind', 'document', 'from', 'until', ''], rows);
  return {
    text: stopped ? `${findingsText(report.findings)}Nothing was published.` : published,
    json: report,
    exit: stopped ? EXIT.findings : EXIT.ok,
  };
}
