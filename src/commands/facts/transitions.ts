import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Refusals } from '../../platform/graphql/mutation/mutate.js';
import { TransitionLedgerService } from '../../modules/transitions/transition-ledger.service.js';
import {
  previewShown,
  readMovesCsv,
  TransitionPreviewsService,
  type TransitionPreview,
} from '../../modules/transitions/transition-previews.service.js';
import { TransitionsService, type Transition } from '../../modules/transitions/transitions.service.js';
import { wholeNumber } from '../arguments.js';
import { answering } from '../command.js';
import { withEnvironment, type Environment } from '../environment.js';
import { EXIT, OPERATOR, table, type Answer } from '../output.js';

/** `kicker transitions …`: accounts that change hands. */
export function addTransitions(program: Command): void {
  const transitions = program.command('transitions').description('accounts that change hands');
  const file = 'CSV file with the columns account, to, reason and from';
  transitions
    .command('preview')
    .description('say whose accounts they are, whose credit would move, and whether somebody must approve it')
    .argument('<file>', file)
    .action(answering((path: string) => telling((app) => preview(app, path))));
  transitions
    .command('propose')
    .description('propose to move them; the same file again, while it is open, is the same transition')
    .argument('<file>', file)
    .action(answering((path: string) => telling((app) => propose(app, path))));
  const onOne = {
    apply: 'move the accounts of a transition that is approved',
    withdraw: 'take back a transition that is not applied',
    undo: 'propose to give back every account of a transition that was applied',
  } as const;
  for (const [name, means] of Object.entries(onOne) as [keyof typeof onOne, string][])
    transitions
      .command(name)
      .description(means)
      .argument('<id>', 'the transition')
      .action(
        answering((id: string) =>
          telling(async (app) => said(await app.get(TransitionsService)[name](OPERATOR, id))),
        ),
      );
  transitions
    .command('shares')
    .description('say how many accounts moved in a year, of how many, by reason and by segment')
    .argument('<year>', 'the year in which the year of the calendar begins', wholeNumber)
    .action(answering((year: number) => telling((app) => shares(app, year))));
}

type App = Environment['app'];

/** Everything wrong at once, a line each. */
async function telling(work: (app: App) => Promise<Answer>): Promise<Answer> {
  try {
    return await withEnvironment(({ app }) => work(app));
  } catch (error) {
    if (!(error instanceof Refusals)) throw error;
    return {
      text: error.errors.map(({ message }) => message).join('\n'),
      json: { errors: error.errors },
      exit: EXIT.findings,
    };
  }
}

async function preview(app: App, path: string): Promise<Answer> {
  const moves = readMovesCsv(await readFile(path, 'utf8'));
  return previewAnswer(await app.get(TransitionPreviewsService).preview(OPERATOR, moves));
}

/** What a preview says, for a person and for a program. */
export function previewAnswer(of: TransitionPreview): Answer {
  const found = previewShown(of);
  const rows = found.moves.map(({ account, from, to, on, answer, because }) => [
    account,
    from ?? 'nobody',
    to ?? 'nobody',
    on,
    answer,
    because,
  ]);
  const sums = found.sums.map(({ participant, before, after, currency, isClosed }) => [
    participant,
    before,
    after,
    currency,
    isClosed ? 'closed periods' : 'open periods',
  ]);
  const open = found.opportunities.map(({ opportunity, account, seller, holdover }) => [
    opportunity,
    account,
    seller ?? '',
    holdover.join(', '),
  ]);
  return {
    text: [
      table(['Account', 'From', 'To', 'On', 'Policy', 'Why'], rows),
      sums.length === 0
        ? 'No credit moves.'
        : table(['Participant', 'Credit now', 'Then', '', ''], sums, new Set([1, 2])),
      ...(open.length === 0 ? [] : [table(['Opportunity', 'Account', 'Seller', 'Holdover'], open)]),
      ...found.exceptions,
      approvalText(found),
    ].join('\n'),
    json: found,
  };
}

function approvalText(of: {
  readonly needsApproval: boolean;
  readonly approverRoles: readonly string[];
}): string {
  if (!of.needsApproval) return 'Nobody else must approve it.';
  return `Somebody else must approve it${of.approverRoles.length > 0 ? `: ${of.approverRoles.join(', ')}` : ''}.`;
}

async function propose(app: App, path: string): Promise<Answer> {
  const moves = readMovesCsv(await readFile(path, 'utf8'));
  return said(await app.get(TransitionsService).propose(OPERATOR, moves));
}

/** What became of a transition, and what comes next. */
export function said(transition: Transition): Answer {
  const { id, standing, accounts } = transition;
  const next: Record<Transition['standing'], string> = {
    proposed: approvalText(transition),
    approved: `Move them with kicker transitions apply ${id}.`,
    applied: 'Who is paid differently shows with the next calculation.',
    refused: '',
    withdrawn: '',
  };
  return {
    text: `Transition ${id} of ${accounts} ${accounts === 1 ? 'account' : 'accounts'} is ${standing}. ${next[standing]}`.trim(),
    json: transition,
  };
}

async function shares(app: App, year: number): Promise<Answer> {
  const found = await app.get(TransitionLedgerService).shares(OPERATOR, year);
  const rows = found.map(({ by, word, moved, accounts, percent }) => [
    by,
    word ?? '',
    String(moved),
    String(accounts),
    percent === null ? '' : `${percent}%`,
  ]);
  return {
    text: table(['By', '', 'Moved', 'Of', 'Share'], rows, new Set([2, 3, 4])),
    json: { shares: found },
  };
}
