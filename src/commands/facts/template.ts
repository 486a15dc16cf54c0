import { Argument, Command } from 'commander';
import { IMPORT_KINDS, templateFor } from '../../modules/bookings/import.service.js';
import { answering } from '../command.js';
import { templatePlan } from '../documents/template-plan.js';

/** `kicker template`: the header of a kind of file and one example row, or a standard plan to start from. */
export function addTemplate(program: Command): void {
  program
    .command('template')
    .description('print the CSV header of a kind of file, with one example row; or a standard plan or SPIFF')
    .addArgument(
      new Argument('<kind>', 'what the file will hold; or plan, or spiff').choices([
        ...IMPORT_KINDS,
        'plan',
        'spiff',
      ]),
    )
    .argument('[name]', 'of a plan or SPIFF: which; they are listed unless said')
    .option('--out <folder>', 'of a plan or SPIFF: the folder that it is put into, with its examples')
    .action(answering(template));
}

async function template(kind: string, name: string | undefined, { out }: { out?: string }) {
  if (kind === 'plan' || kind === 'spiff') return await templatePlan(kind, name, out);
  const csv = templateFor(kind);
  return { text: csv, json: { kind, csv } };
}
