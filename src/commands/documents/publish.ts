import type { Command } from 'commander';
import { DocumentsService, renderExamples, type SourceFile } from '../../modules/rules/documents.service.js';
import { RulesService } from '../../modules/rules/rules.service.js';
import { readConfig } from '../../platform/config.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { EXIT, OPERATOR, table, type Answer } from '../output.js';
import { readRulesFiles, type RulesFile } from '../rules-files.js';
import { withDocumentsAround } from './around.js';
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

/** The paths as given, or the rules folder of the configuration. */
function placesOf(paths: readonly string[]): readonly string[] {
  return paths.length > 0 ? paths : [readConfig(process.env).KICKER_RULES_DIR];
}

async function publish(files: readonly RulesFile[], reason: string | undefined): Promise<Answer> {
  return await withEnvironment(async ({ app }) => publishFiles(app.get(RulesService), files, reason));
}

const NOT_PUBLISHED =
  'Nothing was published: every document must be right, and every example beside it come out.';

/** The documents with those in force that they will work beside: a plan alone is judged with the published catalogue and tables. */
async function withPublishedAround(rules: RulesService, files: readonly RulesFile[]): Promise<SourceFile[]> {
  const newest = new Map<string, SourceFile>();
  for (const { kind, name, text } of await rules.published(OPERATOR))
    newest.set(kind === 'facts' ? kind : `${kind} ${name}`, { path: `published ${kind} ${name}`, text });
  return withDocumentsAround(files, [...newest.values()]);
}

/** Publishes where the check finds no error and every example comes out. */
export async function publishFiles(
  rules: RulesService,
  files: readonly RulesFile[],
  reason?: string,
): Promise<Answer> {
  const examples = new DocumentsService().test(await withPublishedAround(rules, files));
  const errors = examples.findings.filter(({ severity }) => severity === 'error');
  if (examples.failed > 0 || errors.length > 0) {
    const said = errors.length > 0 ? findingsText(errors) : `${renderExamples(examples)}\n`;
    return { text: `${said}${NOT_PUBLISHED}`, json: examples, exit: EXIT.findings };
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
