import type { Command } from 'commander';
import { ApprovalPreviewsService, previewShown } from '../../modules/approvals/approval-previews.service.js';
import { ApprovalListService, type PassedOver } from '../../modules/approvals/approval-list.service.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { OPERATOR, table, type Answer } from '../output.js';

interface PreviewOptions {
  readonly matrix?: string;
  readonly deal: readonly string[];
  readonly all?: boolean;
}

/** `kicker approvals …`: what deals need before they are signed. */
export function addApprovals(program: Command): void {
  const approvals = program.command('approvals').description('what deals need before they are signed');
  approvals
    .command('preview')
    .description('say which levels open deals need, who is asked and why, and what would avoid it')
    .option('--matrix <id>', 'the approval matrix, where several are in force')
    .option('--deal <id>', 'a deal, open or not; may be given again', also, [])
    .option('--all', 'all open deals, as when no deal is named')
    .hook('preAction', refuseBoth)
    .action(answering((options: PreviewOptions) => preview(options)));
  approvals
    .command('overrides')
    .description('list the levels that somebody passed over and that nobody has looked at')
    .action(
      answering(() =>
        withEnvironment(async ({ app }) =>
          overridesAnswer(await app.get(ApprovalListService).toReview(OPERATOR)),
        ),
      ),
    );
}

function refuseBoth(command: Command): void {
  const { deal, all } = command.opts<PreviewOptions>();
  if (all && deal.length > 0) command.error('error: give --all or --deal, not both');
}

function also(id: string, before: readonly string[]): readonly string[] {
  return [...before, id];
}

async function preview({ matrix, deal }: PreviewOptions): Promise<Answer> {
  return await withEnvironment(async ({ app }) => {
    const asked = { deals: deal.length > 0 ? deal : ('open' as const), matrix: matrix ?? null };
    return previewAnswer(await app.get(ApprovalPreviewsService).previewMany(OPERATOR, asked));
  });
}

/** Levels that were passed over, for a person and for a program. */
export function overridesAnswer(overrides: readonly PassedOver[]): Answer {
  if (overrides.length === 0)
    return { text: 'Whatever was passed over, somebody has looked at it.', json: { overrides } };
  const rows = overrides.map(({ deal, level, people, at, reason }) => [
    deal,
    level,
    people.join(', '),
    at,
    reason,
  ]);
  return { text: table(['Deal', 'Level', 'Passed over by', 'When', 'Why'], rows), json: { overrides } };
}

/** What previews say, for a person and for a program. */
export function previewAnswer(previews: Awaited<ReturnType<ApprovalPreviewsService['previewMany']>>): Answer {
  const deals = previews.map((each) => previewShown(each.deal, each));
  if (deals.length === 0) return { text: 'No deal is open.', json: { deals } };
  const count = (some: readonly unknown[]): string => `${some.length} of ${deals.length}`;
  const asking = deals.filter(({ isApproved, refused }) => !isApproved && refused === null);
  const refused = deals.filter((each) => each.refused !== null);
  return {
    text: [
      table(['Deal', 'Level', 'People', 'Why', 'Avoided by'], deals.flatMap(rowsOf)),
      `${count(asking)} deals ask somebody, ${count(refused)} cannot be approved as they are.`,
      ...warningsOf(deals),
    ].join('\n'),
    json: { deals },
  };
}

const NAMED = 5;

/** Each warning once, with the deals that it is about. */
function warningsOf(deals: readonly ReturnType<typeof previewShown>[]): string[] {
  const told = new Set(deals.flatMap(({ warnings }) => warnings));
  return [...told].map((says) => {
    const about = deals.filter(({ warnings }) => warnings.includes(says)).map(({ deal }) => deal);
    const others = about.length > NAMED ? ` and ${about.length - NAMED} others` : '';
    return `${about.slice(0, NAMED).join(', ')}${others}: ${says}`;
  });
}

function rowsOf({ deal, needs, refused }: ReturnType<typeof previewShown>): string[][] {
  if (refused !== null) return [[deal, 'refused', '', refused ?? '', '']];
  if (needs.length === 0) return [[deal, 'none', '', '', '']];
  return needs.map(({ level, outcome, people, quorum, reasons, because, avoidedBy }, at) => {
    const who = quorum > 1 ? `${quorum} of ${people.join(', ')}` : people.join(', ');
    const why = reasons.map((reason) => `${reason.row}: ${reason.because}`).join('; ');
    const nearest = avoidedBy.map(({ fact, side, to }) => `${fact} ${side} ${to}`).join(' or ');
    return [
      at === 0 ? deal : '',
      level,
      outcome === 'asked' ? who : outcome,
      because === null ? why : `${why} (${because})`,
      nearest,
    ];
  });
}
