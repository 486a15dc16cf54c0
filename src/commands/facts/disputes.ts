import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { readDay } from '../../engine/kernel/day.js';
import { DisputeListService } from '../../modules/disputes/dispute-list.service.js';
import { DisputesService, type Answering } from '../../modules/disputes/disputes.service.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { Refusal } from '../../platform/refusal.js';
import { date } from '../arguments.js';
import { actingAs, asUser, ONLOOKER, seenBy } from '../as-user.js';
import { answering } from '../command.js';
import type { Answer } from '../output.js';
import { telling, type App } from '../telling.js';
import { disputeAnswer, disputesAnswer, type ShownDispute } from './dispute-text.js';

const ANSWERS = ['uphold', 'split', 'deny', 'send-back', 'pass-up'] as const;
const INBOXES = ['mine', 'to-decide', 'overdue'] as const;
const STANDINGS = ['OPEN', 'SENT_BACK', 'UPHELD', 'SPLIT', 'DENIED', 'WITHDRAWN'] as const;
const PAGE = 200;

type Evidence = Parameters<DisputesService['bring']>[2][number];

interface As {
  readonly as: string;
}

interface Brought {
  readonly evidence: readonly Evidence[];
  readonly link: readonly Evidence[];
}

export interface ListOptions extends Partial<As> {
  readonly of?: (typeof INBOXES)[number];
  readonly standing?: string;
  readonly participant?: string;
}

export interface FileOptions extends As, Brought {
  readonly booking?: readonly [source: string, booking: string];
  readonly ruling?: string;
  readonly participant?: string;
  readonly claims: string;
  readonly reason: string;
  readonly tag?: string;
}

export interface DecideOptions extends As {
  readonly shares?: string;
  readonly forAccount?: boolean;
  readonly until?: string;
  readonly reason?: string;
}

/** `kicker disputes …`: who is credited for a booking, where somebody says that it is wrong. */
export function addDisputes(program: Command): void {
  const disputes = program.command('disputes').description('disputes of who is credited');
  addLooking(disputes);
  addFiling(disputes);
  asUser(
    disputes
      .command('decide')
      .description('answer a dispute; one upheld or split is a ruling from the next calculation on')
      .argument('<id>', 'the dispute')
      .addArgument(
        new Argument(
          '<answer>',
          'pass-up lets the next level decide, send-back asks for more evidence',
        ).choices(ANSWERS),
      ),
  )
    .option('--shares <shares>', 'of a split: who is credited, such as "ana 2, ben 1", or house')
    .option('--for-account', 'for all bookings of the account from that day on; needs --until')
    .option('--until <day>', 'the first day whose bookings it no longer decides', date)
    .option('--reason <text>', 'why; the parties read it')
    .action(
      answering((id: string, answer: Answering['answer'], options: DecideOptions) =>
        telling((app) => decide(app, [id, answer], options)),
      ),
    );
}

function addLooking(disputes: Command): void {
  disputes
    .command('list')
    .description('disputes, the latest first')
    .option('--as <login>', 'those that a user sees; all without it')
    .addOption(new Option('--of <which>', 'those of an inbox').choices(INBOXES))
    .addOption(new Option('--standing <standing>', 'those that stand so').choices(STANDINGS))
    .option('--participant <id>', 'those about the credit of somebody')
    .hook('preAction', refuseNobodys)
    .action(answering((options: ListOptions) => telling((app) => list(app, options))));
  disputes
    .command('show')
    .description('a dispute with its evidence, what was said of it and what came of it')
    .argument('<id>', 'the dispute')
    .option('--as <login>', 'as a user sees it')
    .action(
      answering((id: string, { as: login }: Partial<As>) =>
        telling(async (app) => await show(app, await looking(app, login), id)),
      ),
    );
}

function addFiling(disputes: Command): void {
  bringing(
    asUser(
      disputes
        .command('file')
        .description('file a dispute of a booking, or of a ruling about one; pay goes on as it is meanwhile'),
    ),
  )
    .option('--booking <source/id>', 'the booking, such as crm/SO-1001', booking)
    .option('--ruling <id>', 'or the ruling')
    .option('--participant <id>', 'whose credit it is about, where it is somebody who reports to the user')
    .requiredOption('--claims <shares>', 'who should be credited, such as "ana 2, ben 1", or house')
    .requiredOption('--reason <text>', 'why')
    .option('--tag <word>', 'what sort of case it is')
    .hook('preAction', refuseBoth)
    .action(answering((options: FileOptions) => telling((app) => file(app, options))));
  bringing(
    asUser(
      disputes
        .command('bring')
        .description('add evidence to a dispute that the user filed; what was sent back is asked again')
        .argument('<id>', 'the dispute'),
    ),
  ).action(answering((id: string, options: As & Brought) => telling((app) => bring(app, id, options))));
  asUser(
    disputes
      .command('withdraw')
      .description('take back a dispute that the user filed')
      .argument('<id>', 'the dispute'),
  )
    .option('--reason <text>', 'why')
    .action(
      answering((id: string, options: As & { readonly reason?: string }) =>
        telling((app) => withdraw(app, id, options)),
      ),
    );
}

function bringing(command: Command): Command {
  return command
    .option(
      '--evidence <what=says>',
      'evidence, such as "E-mail=Ana showed it to us"; may be given again',
      piece('says'),
      [],
    )
    .option(
      '--link <what=address>',
      'evidence that is found at an address; may be given again',
      piece('link'),
      [],
    );
}

function refuseNobodys(command: Command): void {
  const { as: login, of } = command.opts<ListOptions>();
  if (login === undefined && (of === 'mine' || of === 'to-decide'))
    command.error(`error: --of ${of} is somebody's: give --as`);
}

function refuseBoth(command: Command): void {
  const { booking: named, ruling } = command.opts<FileOptions>();
  if ((named === undefined) === (ruling === undefined)) command.error('error: give --booking or --ruling');
}

function booking(text: string): readonly [string, string] {
  const at = text.indexOf('/');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new InvalidArgumentError('Write source/id, such as crm/SO-1001.');
}

function piece(key: 'says' | 'link'): (text: string, before: readonly Evidence[]) => readonly Evidence[] {
  return (text, before) => {
    const at = text.indexOf('=');
    const [what, rest] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    if (at < 1 || rest === '')
      throw new InvalidArgumentError('Write what it is, =, and the text or address.');
    return [...before, { what, says: null, link: null, [key]: rest }];
  };
}

/** What a piece says and where it is found are one piece. */
function evidenceOf({ evidence, link }: Brought): readonly Evidence[] {
  const own = evidence.map((each) => ({
    ...each,
    link: link.find(({ what }) => what === each.what)?.link ?? null,
  }));
  return [...own, ...link.filter(({ what }) => !evidence.some((each) => each.what === what))];
}

async function looking(app: App, login: string | undefined): Promise<Viewer> {
  return login === undefined ? ONLOOKER : await seenBy(app, login);
}

/** `kicker disputes list`. */
export async function list(app: App, { as: login, of, standing, participant }: ListOptions): Promise<Answer> {
  const viewer = await looking(app, login);
  const filter = { of: of ?? null, standing: standing ?? null, participant: participant ?? null };
  const found: ShownDispute[] = [];
  for (let after: string | null = null; ;) {
    const page = await app.get(DisputeListService).page(viewer, filter, { first: PAGE, after });
    found.push(...page.nodes);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) return disputesAnswer(found);
  }
}

/** `kicker disputes show`. */
export async function show(app: App, viewer: Viewer, id: string): Promise<Answer> {
  const dispute = await app.get(DisputeListService).one(viewer, id);
  if (dispute) return disputeAnswer(dispute);
  throw new Refusal('DISPUTE_UNKNOWN', 'There is no such dispute.', 'kicker disputes list shows them.');
}

/** `kicker disputes file`. */
export async function file(app: App, options: FileOptions): Promise<Answer> {
  const { as: login, booking: named, ruling, participant, claims, reason, tag } = options;
  const viewer = await actingAs(app, login, { action: 'dispute.open', doing: 'disputes file' });
  const [source, id] = named ?? [null, null];
  const filed = await app.get(DisputesService).file(viewer, {
    source,
    booking: id,
    ruling: ruling ?? null,
    beneficiary: participant ?? null,
    tag: tag ?? null,
    claims,
    reason,
    evidence: evidenceOf(options),
  });
  return await show(app, viewer, filed);
}

/** `kicker disputes bring`. */
export async function bring(app: App, id: string, { as: login, ...brought }: As & Brought): Promise<Answer> {
  const viewer = await actingAs(app, login, { action: 'dispute.open', doing: `disputes bring ${id}` });
  await app.get(DisputesService).bring(viewer, id, evidenceOf(brought));
  return await show(app, viewer, id);
}

/** `kicker disputes withdraw`. */
export async function withdraw(
  app: App,
  id: string,
  { as: login, reason }: As & { readonly reason?: string },
): Promise<Answer> {
  const viewer = await actingAs(app, login, { action: 'dispute.open', doing: `disputes withdraw ${id}` });
  await app.get(DisputesService).withdraw(viewer, id, reason ?? null);
  return await show(app, viewer, id);
}

/** `kicker disputes decide`. */
export async function decide(
  app: App,
  [id, answer]: readonly [id: string, answer: Answering['answer']],
  { as: login, shares, forAccount, until, reason }: DecideOptions,
): Promise<Answer> {
  const doing = `disputes decide ${id} ${answer}`;
  const viewer = await actingAs(app, login, { action: 'dispute.decide', doing });
  await app.get(DisputesService).answer(viewer, {
    dispute: id,
    answer,
    shares: shares ?? null,
    reach: forAccount ? 'account' : 'booking',
    until: until === undefined ? null : (readDay(until) ?? null),
    reason: reason ?? null,
  });
  return await show(app, viewer, id);
}
