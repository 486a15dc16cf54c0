import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { readDay } from '../../engine/kernel/day.js';
import {
  RulingsService,
  type Question,
  type StoredRuling,
} from '../../modules/engagement/rulings.service.js';
import {
  readGivenFile,
  SUBJECT_KINDS,
  WhatIfService,
  type Supposed as Answered,
  type GivenFact,
  type GivenThing,
  type Like,
  type SubjectKind,
} from '../../modules/engagement/what-if.service.js';
import { Refusal } from '../../platform/refusal.js';
import { date } from '../arguments.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { OPERATOR, table, type Answer } from '../output.js';

interface WouldOptions {
  readonly day?: string;
  readonly fact: readonly GivenFact[];
  readonly facts?: string;
  readonly like: readonly Like[];
}

interface DecideOptions {
  readonly of: SubjectKind;
  readonly day?: string;
  readonly all?: boolean;
}

/** `kicker rulings …`: what engagement policies decide about what is stored, and would about what is not. */
export function addRulings(program: Command): void {
  const rulings = program.command('rulings').description('what engagement policies decide');
  addWould(rulings);
  rulings
    .command('decide')
    .description('decide about what is stored and record the answers; the same answer is recorded once')
    .argument('<decision>', 'what is decided')
    .argument('[ids...]', 'which; of a booking source/booking/line')
    .addOption(new Option('--of <kind>', 'what it is about').choices(SUBJECT_KINDS).makeOptionMandatory())
    .option(
      '--day <day>',
      'the day for which; bookings are decided for their own, and --all for those of that day',
      date,
    )
    .option('--all', 'everything of the kind that is known')
    .hook('preAction', refuseNone)
    .action(
      answering((decision: string, ids: string[], options: DecideOptions) => decide(decision, ids, options)),
    );
  rulings
    .command('again')
    .description('decide again whatever facts or policies were told for since')
    .action(answering(() => again()));
}

function addWould(rulings: Command): void {
  rulings
    .command('would')
    .description('say who would get what does not exist yet: by facts that are given; nothing is stored')
    .argument('<decision>', 'what is decided; credit for who would be credited')
    .option(
      '--day <day>',
      'the day for which; a `date` beside the facts of a thing in the file goes before it',
      date,
    )
    .option(
      '--fact <name=value>',
      'a fact, such as "account.employees=600 employees"; may be given again',
      fact,
      [],
    )
    .option(
      '--facts <file>',
      'YAML or CSV file of facts, of one thing or of many; with `id` and `date` where wanted',
    )
    .option(
      '--like <kind:id>',
      'something stored whose facts hold where no others are given; may be given again',
      like,
      [],
    )
    .action(answering((decision: string, options: WouldOptions) => would(decision, options)));
}

/** Something must be named. */
function refuseNone(command: Command): void {
  const { all } = command.opts<DecideOptions>();
  const named = command.args.length > 1;
  if (named === Boolean(all)) command.error('error: give ids, or --all');
  const { of, day } = command.opts<DecideOptions>();
  if (day === undefined && of !== 'booking') command.error('error: give --day');
}

function fact(text: string, before: readonly GivenFact[]): readonly GivenFact[] {
  const at = text.indexOf('=');
  if (at > 0) return [...before, { name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }];
  throw new InvalidArgumentError('Write name=value, such as account.relation=prospect.');
}

function like(text: string, before: readonly Like[]): readonly Like[] {
  const [word = '', ...rest] = text.split(':');
  const kind = SUBJECT_KINDS.find((each) => each === word);
  if (kind && rest.length > 0) return [...before, { kind, subject: rest.join(':') }];
  throw new InvalidArgumentError(
    `Write kind:id, such as account:a-2001; kinds are ${SUBJECT_KINDS.join(', ')}.`,
  );
}

async function would(
  decision: string,
  { day, fact: own, facts, like: stored }: WouldOptions,
): Promise<Answer> {
  const read = facts === undefined ? [ONE] : readGivenFile(await readFile(facts, 'utf8'), facts);
  const things = read.map((thing) => ({ ...thing, facts: [...thing.facts, ...own] }));
  const asked = things.map((thing) => ({
    id: thing.id,
    decision,
    day: dayOf(thing, day),
    like: stored,
    facts: thing.facts,
  }));
  return await withEnvironment(async ({ app }) => {
    const answers = await app.get(WhatIfService).answers(OPERATOR, asked);
    return wouldAnswer(things, answers);
  });
}

const ONE: GivenThing = { id: '1', date: null, facts: [] };

function dayOf({ id, date: own }: GivenThing, day: string | undefined): number {
  const found = readDay(own ?? day ?? '');
  if (found !== undefined) return found;
  throw new Refusal('DAY_UNREADABLE', `There is no day for ${id}.`, 'Give --day, or a date in the file.');
}

/** What answers say, for a person and for a program. */
export function wouldAnswer(things: readonly GivenThing[], answers: readonly Answered[]): Answer {
  const rows = answers.map((answer, at) => [
    things[at]?.id ?? '',
    sayGives(answer),
    answer.rule ?? '',
    answer.because + answer.unknownPeople.map((id) => `; nobody knows ${id}`).join(''),
  ]);
  return {
    text: table(['Of', 'Answer', 'Rule', 'Why'], rows),
    json: { answers: answers.map((answer, at) => ({ id: things[at]?.id, ...answer })) },
  };
}

function sayGives({ exception, gives }: Pick<Answered, 'exception' | 'gives'>): string {
  if (exception !== null) return exception;
  return gives
    .map(({ output, value, as }) => `${output} ${value ?? 'nothing'}${as === null ? '' : ` as ${as}`}`)
    .join(', ');
}

async function decide(decision: string, ids: readonly string[], asked: DecideOptions): Promise<Answer> {
  return await withEnvironment(
    async ({ app }) => await decideBy(app.get(RulingsService), decision, { ...asked, ids }),
  );
}

/** Decides about what is named, and says each answer; or about everything of a kind. */
export async function decideBy(
  service: RulingsService,
  decision: string,
  { of: kind, day, all, ids }: DecideOptions & { readonly ids: readonly string[] },
): Promise<Answer> {
  const own =
    kind === 'booking' ? await service.bookedDays(OPERATOR, all ? null : ids) : new Map<string, string>();
  const ask = (subject: string): Question => {
    return { kind, subject, decision, day: day ?? own.get(subject) ?? UNKNOWN_DAY };
  };
  if (all) {
    const subjects =
      kind === 'booking'
        ? [...own].flatMap(([id, on]) => (day === undefined || day === on ? [id] : []))
        : await service.subjects(OPERATOR, kind);
    const recorded = await service.decideAll(OPERATOR, subjects.map(ask));
    const text = `${subjects.length} decided about; ${recorded} answers are new or came out otherwise than before.`;
    return { text, json: { asked: subjects.length, recorded } };
  }
  const answers: StoredRuling[] = [];
  for (const id of ids) answers.push(await service.decide(OPERATOR, ask(id)));
  const rows = answers.map((answer) => [
    answer.subject,
    answer.day,
    sayGives(answer),
    answer.rule ?? '',
    answer.because,
  ]);
  const said = answers.map(({ subject, day: on, exception, gives, rule, because, nth }) => {
    return { subject, day: on, exception, gives, rule, because, nth };
  });
  return { text: table(['Of', 'Day', 'Answer', 'Rule', 'Why'], rows), json: { answers: said } };
}

/** A booking that nobody knows has none: it is refused as unknown. */
const UNKNOWN_DAY = '1900-01-01';

async function again(): Promise<Answer> {
  return await withEnvironment(async ({ app }) => {
    const { checked, changed } = await app.get(RulingsService).decideAgain(OPERATOR);
    return { text: `${checked} looked at again; ${changed} came out otherwise.`, json: { checked, changed } };
  });
}
