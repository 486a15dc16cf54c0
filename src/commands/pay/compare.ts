import type { Command } from 'commander';
import { ChangesService, type Comparison } from '../../modules/calculation/changes.service.js';
import { LedgerService, type HeldDifference } from '../../modules/ledger/ledger.service.js';
import { wholeNumber } from '../arguments.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { amount, OPERATOR, table, type Answer } from '../output.js';
import { count } from '../progress.js';

/** `kicker compare`: who is paid differently by one calculation than by another, by how much, and because of which fact. */
export function addCompare(program: Command): void {
  program
    .command('compare')
    .description('compare two calculations: who changed, by how much, because of which fact')
    .argument('<before>', 'number of the one calculation', wholeNumber)
    .argument('<after>', 'number of the other', wholeNumber)
    .action(
      answering(async (before: number, after: number) =>
        withEnvironment(async ({ app }) => {
          const numbers = [BigInt(before), BigInt(after)] as const;
          const held = await app.get(LedgerService).heldBetween(OPERATOR, ...numbers);
          return comparisonAnswer(await app.get(ChangesService).compare(OPERATOR, ...numbers), held);
        }),
      ),
    );
}

const SHOWN = 200;

/** Both parts of what differs: what is earned, and what of it is held back. */
export function comparisonAnswer(comparison: Comparison, held: readonly HeldDifference[]): Answer {
  const { differences, participants, sums, reworked } = comparison;
  const rows = differences
    .slice(0, SHOWN)
    .map((each) => [
      each.participant,
      each.incentive,
      each.period,
      amount(each.before),
      amount(each.after),
      amount(each.change),
      each.currency,
      each.because.join(', '),
    ]);
  const head = ['participant', 'incentive', 'period', 'before', 'after', 'change', '', 'because of'];
  const said = [
    differences.length === 0 ? 'Nobody is paid differently.' : table(head, rows, new Set([3, 4, 5])),
    ...(differences.length > SHOWN
      ? [`… and ${count(differences.length - SHOWN)} more; --json gives all`]
      : []),
    ...sums.map(
      ({ currency, before, after, change }) =>
        `${amount(before)} → ${amount(after)} ${currency}: ${amount(change)} for ${count(participants)} participants`,
    ),
    ...heldText(held),
    ...(reworked > 0 ? [`${count(reworked)} earnings come to the same amount in another way`] : []),
  ];
  return { text: said.join('\n'), json: { ...comparison, held } };
}

function heldText(held: readonly HeldDifference[]): readonly string[] {
  if (held.length === 0) return [];
  const rows = held
    .slice(0, SHOWN)
    .map((each) => [
      each.participant,
      each.incentive,
      each.period,
      amount(each.change),
      each.currency,
      each.because.join(', '),
    ]);
  const left = held.length - SHOWN;
  return [
    'Held back, as settled:',
    table(['participant', 'incentive', 'period', 'held', '', 'because of'], rows, new Set([3])),
    ...(left > 0 ? [`… and ${count(left)} more; --json gives all`] : []),
  ];
}
