import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, type Command } from 'commander';
import {
  readAmount,
  readDealsCsv,
  WorthService,
  type AskedDeal,
  type AskedFact,
} from '../../modules/calculation/worth/worth.service.js';
import { date } from '../arguments.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { OPERATOR, type Answer } from '../output.js';
import { worthJson, worthText } from './worth-text.js';

interface WorthOptions {
  readonly participant: string;
  readonly net?: string;
  readonly date?: string;
  readonly fact: readonly AskedFact[];
  readonly salesperson?: string;
  readonly territory?: string;
  readonly account?: string;
  readonly deals?: string;
  readonly slip?: boolean;
}

/** `kicker worth`: what a deal that is not booked would be worth to a participant, or a list of them. Nothing is stored. */
export function addWorth(program: Command): void {
  program
    .command('worth')
    .description('say what a deal that is not booked, or a list of them, would be worth to a participant')
    .requiredOption('--participant <id>', 'id of the participant')
    .option('--net <amount>', 'amount of the deal, such as "50,000 USD"')
    .option('--date <day>', 'day on which it would be booked', date)
    .option(
      '--fact <name=value>',
      'what rules may ask of it, such as booking.type=new; may be given again',
      fact,
      [],
    )
    .option('--salesperson <id>', 'who is named as its seller; the participant when left out')
    .option('--territory <id>', 'its territory')
    .option('--account <id>', 'its account')
    .option(
      '--deals <file>',
      'CSV file of deals instead: deal, date, net, currency, salesperson, territory, account and facts by name',
    )
    .option('--slip', 'also what they are worth one pay period later')
    .hook('preAction', refuseHalf)
    .action(answering((options: WorthOptions) => worth(options)));
}

/** One deal by its options, or a file of them. */
function refuseHalf(command: Command): void {
  const { net, date: day, deals, ...others } = command.opts<WorthOptions>();
  const own = [net, day, others.salesperson, others.territory, others.account].some(
    (each) => each !== undefined,
  );
  if (deals === undefined && (net === undefined || day === undefined))
    command.error('error: give --net and --date, or --deals with a file');
  if (deals !== undefined && (own || others.fact.length > 0))
    command.error('error: the file says everything of its deals; leave the options of one deal out');
}

function fact(text: string, before: readonly AskedFact[]): readonly AskedFact[] {
  const at = text.indexOf('=');
  if (at > 0) return [...before, { name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }];
  throw new InvalidArgumentError('Write name=value, such as booking.type=new.');
}

async function worth(options: WorthOptions): Promise<Answer> {
  const deals =
    options.deals === undefined ? [dealOf(options)] : readDealsCsv(await readFile(options.deals, 'utf8'));
  const { participant, slip = false } = options;
  return await withEnvironment(async ({ app }) => {
    const found = await app.get(WorthService).worth(OPERATOR, { participant, deals, slip });
    return { text: worthText(participant, found), json: worthJson(participant, found) };
  });
}

function dealOf({
  net = '',
  date: day = '',
  fact: facts,
  salesperson,
  territory,
  account,
}: WorthOptions): AskedDeal {
  return { ...readAmount(net, 'deals.0.net'), date: day, facts, salesperson, territory, account };
}
