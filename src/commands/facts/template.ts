import type { Command } from 'commander';
import { templateFor } from '../../modules/bookings/import.service.js';
import { kindArgument } from '../arguments.js';
import { answering } from '../command.js';

/** `kicker template`: the header of a kind of file and one example row. */
export function addTemplate(program: Command): void {
  program
    .command('template')
    .description('print the CSV header of a kind of file, with one example row')
    .addArgument(kindArgument('what the file will hold'))
    .action(
      answering(async (kind: string) => {
        const csv = templateFor(kind);
        return { text: csv, json: { kind, csv } };
      }),
    );
}
