import { readFile } from 'node:fs/promises';
import { Argument, type Command } from 'commander';
import { TransitionLedgerService } from '../../modules/transitions/transition-ledger.service.js';
import {
  previewShown,
  readMovesCsv,
  TransitionPreviewsService,
  type TransitionPreview,
} from '../../modules/transitions/transition-previews.service.js';
import { TransitionsService, type Transition } from '../../modules/transitions/transitions.service.js';
import type { Actor } from '../../platform/database/actor.js';
import { wholeNumber } from '../arguments.js';
import { actingAs, asUser } from '../as-user.js';
import { answering } from '../command.js';
import { OPERATOR, table, type Answer } from '../output.js';
import { telling, type App } from '../telling.js';
import { addLooking } from './transition-list.js';

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
    .option('--as <login>', BY)
    .action(answering((path: string, by: By) => telling((app) => propose(app, path, by))));
  addLooking(transitions);
  addDecide(transitions);
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
      .option('--as <login>', BY)
      .action(answering((id: string, by: By) => telling((app) => actOn(app, [name, id], by))));
  transitions
    .command('shares')
    .description('say how many accounts moved in a year, of how many, by reason and by segment')
    .argument('<year>', 'the year in which the year of the calendar begins', wholeNumber)
    .action(answering((year: number) => telling((app) => shares(app, year))));
}

interface By {
  readonly as?: string;
}

const BY = 'the user who does it, where it is not the command line itself';

function addDecide(transitions: Command): void {
  asUser(
    transitions
      .command('decide')
      .description('approve or refuse a transition that somebody else proposed')
      .argument('<id>', 'the transition')
      .addArgument(new Argument('<answer>', 'a refusal needs --reason').choices(['approve', 'refuse'])),
  )
    .option('--reason <text>', 'why; whoever proposed it reads it')
    .action(
      answering((id: string, answer: 'approve' | 'refuse', options: DecideOptions) =>
        telling((app) => decide(app, [id, answer], options)),
      ),
    );
}

interface DecideOptions {
  readonly as: string;
  readonly reason?: string;
}

/** `kicker transitions decide`. */
export async function decide(
  app: App,
  [id, answer]: readonly [id: string, answer: 'approve' | 'refuse'],
  { as: login, reason }: DecideOptions,
): Promise<Answer> {
  const doing = `transitions ${answer} ${id}`;
  const viewer = await actingAs(app, login, { action: 'transition.decide', doing });
  const asked = { approve: answer === 'approve', reason: reason ?? null };
  return said(await app.get(TransitionsService).decide(viewer, id, asked));
}

/** `kicker transitions apply`, `withdraw` and `undo`. */
export async function actOn(
  app: App,
  [name, id]: readonly [name: 'apply' | 'withdraw' | 'undo', id: string],
  by: By,
): Promise<Answer> {
  return said(await app.get(TransitionsService)[name](await actorOf(app, by, `${name} ${id}`), id));
}

async function actorOf(app: App, { as: login }: By, doing: string): Promise<Actor> {
  if (login === undefined) return OPERATOR;
  return await actingAs(app, login, { action: 'transition.propose', doing: `transitions ${doing}` });
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

async function propose(app: App, path: string, by: By): Promise<Answer> {
  const moves = readMovesCsv(await readFile(path, 'utf8'));
  return said(await app.get(TransitionsService).propose(await actorOf(app, by, 'propose'), moves));
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
