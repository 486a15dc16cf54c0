import path from 'node:path';
import { AuditService } from '../../modules/audit/audit.service.js';
import type { Config } from '../../platform/config.js';
import { projectRoot } from '../../platform/project-root.js';
import { say, type Environment } from '../environment.js';
import { OPERATOR } from '../output.js';

/** Why a start loads no sample company unless it is asked to: who brings a database or rules brings people and bookings too. Null where it loads it. */
export function noSampleBecause({ config, opened }: Pick<Environment, 'config' | 'opened'>): string | null {
  if (hasOwnRules(config)) return 'KICKER_RULES_DIR is a folder of your own';
  return opened.own ? null : 'DATABASE_URL is a database of your own';
}

/** Whether the documents are others than those that come with Kicker. */
function hasOwnRules({ KICKER_RULES_DIR: folder }: Config): boolean {
  return path.resolve(folder) !== path.join(projectRoot(), 'rules');
}

/** Says that there are no people and no bookings, and how they come in, until something was imported; or that an earlier start loaded the sample company. */
export async function sayNoSample({ app, opened }: Environment, because: string): Promise<void> {
  const done = await app.get(AuditService).actions(OPERATOR);
  if (done.has('sample.begin') && opened.own)
    say(
      'The sample company is in this database, from an earlier start: with KICKER_DATA_DIR a folder of its own, a start begins with your rules alone.',
    );
  if (done.has('import') || done.has('sample.begin')) return;
  say(
    [
      `No people and no bookings: the sample company was not loaded, because ${because}.`,
      'Import your own, one file for each kind (docs/import.md): npx kicker template participants, npx kicker import participants <file>; then npx kicker calculate.',
      'Or load the sample company, if your rules have its plans: npm start -- --sample',
    ].join('\n'),
  );
}
