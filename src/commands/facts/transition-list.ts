import { Option, type Command } from 'commander';
import { UsersService } from '../../modules/access/users.service.js';
import { TransitionLedgerService } from '../../modules/transitions/transition-ledger.service.js';
import { Refusal } from '../../platform/refusal.js';
import { date } from '../arguments.js';
import { answering } from '../command.js';
import { OPERATOR, table, type Answer } from '../output.js';
import { telling, type App } from '../telling.js';

const STANDINGS = ['proposed', 'approved', 'refused', 'applied', 'withdrawn'] as const;
const PAGE = 200;

type Moves = Awaited<ReturnType<TransitionLedgerService['moves']>>['nodes'];

/** Which moves are listed. */
export interface MovesWanted {
  readonly account?: string;
  readonly owner?: string;
  readonly reason?: string;
  readonly standing?: string;
  readonly from?: string;
  readonly until?: string;
}

/** `kicker transitions list` and `show`. */
export function addLooking(transitions: Command): void {
  transitions
    .command('list')
    .description('moves of accounts, each with its transition, the latest day first')
    .addOption(new Option('--standing <standing>', 'of transitions that stand so').choices(STANDINGS))
    .option('--account <id>', 'of one account')
    .option('--owner <id>', 'to or from a participant')
    .option('--reason <word>', 'for one reason')
    .option('--from <day>', 'from a day on', date)
    .option('--until <day>', 'before a day', date)
    .action(answering((wanted: MovesWanted) => telling((app) => list(app, wanted))));
  transitions
    .command('show')
    .description('a transition: who proposed and decided it, and its moves')
    .argument('<id>', 'the transition')
    .action(answering((id: string) => telling((app) => show(app, id))));
}

/** The moves that are wanted, all of them. */
export async function list(
  app: App,
  { account = null, owner = null, reason = null, standing = null, from = null, until = null }: Nullable,
): Promise<Answer> {
  const filter = { account, owner, reason, standing, from, until };
  const moves: Moves[number][] = [];
  for (let after: string | null = null; ;) {
    const page = await app.get(TransitionLedgerService).moves(OPERATOR, filter, { first: PAGE, after });
    moves.push(...page.nodes);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  if (moves.length === 0) return { text: 'There are none.', json: { moves } };
  const rows = moves.map((each) => [each.transition, each.standing, ...rowOf(each)]);
  return { text: table(['Transition', 'Stands', ...HEAD], rows), json: { moves } };
}

type Nullable = { readonly [K in keyof MovesWanted]?: string | null };

/** One transition, with who did what. */
export async function show(app: App, id: string): Promise<Answer> {
  const found = await app.get(TransitionLedgerService).one(OPERATOR, id);
  if (!found)
    throw new Refusal('NOT_FOUND', 'There is no such transition.', 'kicker transitions list shows them.');
  const { transition, moves } = found;
  const users = new Map((await app.get(UsersService).list(OPERATOR)).map((each) => [each.id, each.login]));
  const who = (user: string | null): string => (user === null ? '' : (users.get(user) ?? user));
  const { standing, undoes, accounts, because } = transition;
  const more = moves.length < accounts ? [`${accounts - moves.length} more.`] : [];
  return {
    text: [
      `Transition ${id} of ${accounts} ${accounts === 1 ? 'account' : 'accounts'} is ${standing}.`,
      `Proposed by ${who(transition.proposer)}, ${transition.proposedAt}.`,
      ...(undoes === null ? [] : [`It takes back ${undoes}.`]),
      ...(transition.decidedAt === null
        ? []
        : [
            `Decided by ${who(transition.decider)}, ${transition.decidedAt}${because === null ? '' : `: ${because}`}`,
          ]),
      ...(transition.appliedAt === null
        ? []
        : [`Applied by ${who(transition.applier)}, ${transition.appliedAt}.`]),
      table([...HEAD], moves.map(rowOf)),
      ...more,
    ].join('\n'),
    json: { transition: { ...transition, moves } },
  };
}

const HEAD = ['Account', 'From', 'To', 'On', 'Reason'] as const;

function rowOf({ account, from, to, on, reason }: Moves[number]): string[] {
  return [account, from ?? 'nobody', to ?? 'nobody', on, reason];
}
