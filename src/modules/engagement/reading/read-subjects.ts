import type { Transaction } from '../../../platform/database/transaction.js';
import { countOwned } from '../../accounts/accounts.service.js';
import type { PersonKnown } from '../../participants/participants.service.js';
import { accountKey, readAccounts, type AccountOnDay } from './account-facts.js';
import { latestBy, ofLine, readBases, type Base } from './bases.js';
import { derivedTexts, LAST_ACTIVITY, ownedKey, type Histories } from './derived.js';
import { partsOf } from './booking-facts.js';
import { groupedBy } from './grouped-by.js';
import { readLastActivities, readStages, type ActivityAsked, type Historied } from './histories.js';
import { personKey, readPersons } from './persons/person-facts.js';
import { relatedOfAccounts } from './related/related-of-accounts.js';
import { lineKey, relatedOfLines, type RelatedOfLine } from './related/related-of-lines.js';
import { readFound, readThings, type Thing } from './stored-things.js';
import type { Asked, KnownAt, KnownSubject } from './subject.js';
import { typedTexts } from './typed-texts.js';

/**
 * Everything that is known of what is asked about, in its order, each on its day and as known at one position; nothing where there is no such thing. A few
 * statements whatever their number. Facts that were told win over facts that follow from others.
 */
export async function readSubjects(
  tx: Transaction,
  at: KnownAt,
  asked: readonly Asked[],
): Promise<readonly (KnownSubject | undefined)[]> {
  const bases = await readBases(tx, at, asked);
  const all = new Map<string, Base>();
  for (const base of bases) if (base) for (const each of withLines(base)) all.set(keyOf(each), each);
  const linked = await readLinked(tx, at, [...all.values()]);
  return bases.map((base) => {
    const known = base && linked.of(base);
    if (!known || base.lines.length < 2) return known;
    return { ...known, lines: withLines(base).flatMap((line) => linked.of(line) ?? []) };
  });
}

/** A base, and where it is a line of a booking those of all its lines. */
function withLines(base: Base): readonly Base[] {
  return base.lines.length === 0
    ? [base]
    : base.lines.flatMap((line) => ofLine(base, line, base.lines) ?? []);
}

function keyOf({ kind, id, day }: Base): string {
  return `${kind} ${day} ${id}`;
}

/** What things are linked to, read for all of them together. */
class Linked {
  private readonly nths: ReadonlyMap<string, number>;

  constructor(
    private readonly bases: readonly Base[],
    private readonly read: {
      readonly opportunities: ReadonlyMap<string, Thing>;
      readonly requests: readonly Thing[];
      readonly accounts: ReadonlyMap<string, AccountOnDay>;
      readonly histories: Histories;
      readonly related: ReadonlyMap<string, RelatedOfLine>;
      readonly booked: ReadonlyMap<string, RelatedOfLine>;
      readonly persons: ReadonlyMap<string, PersonKnown>;
    },
    private readonly at: KnownAt,
  ) {
    this.nths = new Map(bases.map((base, nth) => [keyOf(base), nth]));
  }

  /** What is known of one; nothing where it is an account that there is not. */
  of(given: Base): KnownSubject | undefined {
    const nth = this.nths.get(keyOf(given));
    const base = nth === undefined ? undefined : this.bases[nth];
    if (nth === undefined || !base) return undefined;
    const { opportunities, accounts, requests, histories } = this.read;
    const account = accounts.get(accountKey(base.account ?? '', base.day));
    if (base.kind === 'account' && !account) return undefined;
    const opportunity = opportunities.get(base.opportunity ?? '');
    const request = base.kind === 'request' ? undefined : requestOf(base, requests);
    const told = new Map([account, opportunity, request, base].flatMap((each) => [...(each?.texts ?? [])]));
    const moved = told.get('transfer.date') ?? null;
    const texts = new Map([...derivedTexts(base, nth, { histories, moved }), ...told]);
    const typed = typedTexts(texts, this.at.types);
    const person = personOf(base, account, opportunity);
    const known = person === null ? undefined : this.read.persons.get(personKey(person, base.day));
    const { facts: own, misfits } = ofPerson(known, this.at.persons);
    const earlier = this.earlier(base);
    return {
      ...typed,
      facts: new Map([...own, ...typed.facts, ...earlier]),
      misfits: new Map([...misfits, ...typed.misfits]),
      people: peopleOf(base, account, opportunity),
      lookedUp: [...this.at.persons, ...earlier.keys()],
    };
  }

  /** Facts about earlier bookings: of those before a booking, else of those of the account by the day. */
  private earlier({ kind, id, account, day }: Base): RelatedOfLine {
    const { related, booked } = this.read;
    return (kind === 'booking' ? related.get(id) : booked.get(accountKey(account ?? '', day))) ?? new Map();
  }
}

/** Whose facts are read as those of the person: whose it is on the day, of a registration who sells its opportunity. */
function personOf(
  { kind, people }: Base,
  account: AccountOnDay | undefined,
  opportunity: Thing | undefined,
): string | null {
  if (kind === 'account') return account?.owner ?? null;
  return (kind === 'registration' ? opportunity?.person : people[0]) ?? null;
}

function ofPerson(
  known: PersonKnown | undefined,
  names: readonly string[],
): { readonly facts: KnownSubject['facts']; readonly misfits: KnownSubject['misfits'] } {
  if (known && 'misfit' in known)
    return { facts: new Map(), misfits: new Map(names.map((name) => [name, known.misfit])) };
  return { facts: known?.facts ?? new Map(), misfits: new Map() };
}

/** Whose it is. Disputes are their parties', who see them elsewhere. A booking is seen by whom it names and whom it is credited to, not by everybody who has to do with its account. */
function peopleOf(base: Base, account: AccountOnDay | undefined, opportunity: Thing | undefined): string[] {
  if (base.kind === 'dispute') return [];
  const others = base.kind === 'booking' ? [] : [account?.owner, opportunity?.person];
  return [...new Set([...base.people, ...others].filter((each) => each != null))];
}

/** The last request by the day about the same opportunity; where there is none, about the account. */
function requestOf({ opportunity, account, day }: Base, requests: readonly Thing[]): Thing | undefined {
  const own = requests.filter((each) => opportunity !== null && each.opportunity === opportunity);
  const ofAccount = requests.filter(
    (each) => account !== null && each.opportunity === null && each.account === account,
  );
  return latestBy(own, day) ?? latestBy(ofAccount, day);
}

async function readLinked(tx: Transaction, at: KnownAt, found: readonly Base[]): Promise<Linked> {
  const { position } = at;
  const opportunities = await readThings(tx, position, { kind: 'opportunity', ids: opportunitiesOf(found) });
  const bases = found.map((base) => ({
    ...base,
    // A booking is of the account that it names, as the calculation has it.
    account:
      base.account ??
      (base.kind === 'booking' ? null : (opportunities.get(base.opportunity ?? '')?.account ?? null)),
  }));
  const accountIds = [...new Set(bases.flatMap(({ account }) => account ?? []))];
  const requests = await readFound(tx, position, {
    kind: 'request',
    found: '(fact.opportunity = any($2::text[]) or fact.account = any($3::text[]))',
    values: [opportunitiesOf(bases), accountIds],
  });
  const ofAccounts = bases.flatMap(({ kind, account, day }) =>
    account === null ? [] : [{ kind, account, day }],
  );
  const accounts = await readAccounts(tx, at, ofAccounts);
  const booked = await relatedOfAccounts(
    tx,
    { position, names: at.related },
    ofAccounts.filter(({ kind }) => kind !== 'booking'),
  );
  const histories = await readHistories(tx, at, bases);
  const related = await readRelated(tx, at, bases);
  const wanted = bases.flatMap((base) => {
    const account = accounts.get(accountKey(base.account ?? '', base.day));
    const person = personOf(base, account, opportunities.get(base.opportunity ?? ''));
    return person === null ? [] : [{ person, day: base.day }];
  });
  const persons = await readPersons(tx, at, wanted);
  return new Linked(bases, { opportunities, requests, accounts, histories, related, booked, persons }, at);
}

/** What booking lines have of other bookings, by their keys. */
async function readRelated(
  tx: Transaction,
  { position, related }: KnownAt,
  bases: readonly Base[],
): Promise<ReadonlyMap<string, RelatedOfLine>> {
  const lines = bases.flatMap(({ kind, id }) => (kind === 'booking' ? (partsOf(id) ?? []) : []));
  const bookings = [lines.map(({ source }) => source), lines.map(({ booking }) => booking)] as const;
  const found =
    lines.length === 0 ? new Map() : await relatedOfLines(tx, { position, names: related }, bookings);
  return new Map(
    lines.map(({ source, booking, line }) => [
      `${source}/${booking}/${line}`,
      found.get(lineKey(source, booking, line)) ?? new Map(),
    ]),
  );
}

function opportunitiesOf(bases: readonly Base[]): string[] {
  return [...new Set(bases.flatMap(({ opportunity }) => opportunity ?? []))];
}

async function readHistories(
  tx: Transaction,
  { position, types }: KnownAt,
  bases: readonly Base[],
): Promise<Histories> {
  const opportunities = opportunitiesOf(bases);
  const leads = bases.filter(({ kind }) => kind === 'lead').map(({ id }) => id);
  const stages = await readStages(tx, position, { opportunities, leads });
  const registered = bases.filter(({ kind }) => kind === 'registration');
  const registrations = await readFound(tx, position, {
    kind: 'registration',
    found: 'fact.opportunity = any($2::text[])',
    values: [opportunitiesOf(registered)],
  });
  const asked = LAST_ACTIVITY.filter(([fact]) => types.has(fact)).map(([, of]) => of);
  const ofAccounts = asked.includes('account')
    ? await opportunitiesByAccount(tx, position, bases)
    : new Map();
  const activities = await readLastActivities(
    tx,
    position,
    bases.flatMap((base, nth) => activitiesAsked(base, nth, { asked, ofAccounts })),
  );
  const owned = types.has('book.accounts') ? await readOwned(tx, position, bases) : new Map();
  return { stages, registrations, activities, owned };
}

/** How many accounts the owners of books own, on the days that are asked. */
async function readOwned(
  tx: Transaction,
  position: bigint,
  bases: readonly Base[],
): Promise<Histories['owned']> {
  const asked = bases.flatMap(({ kind, people: [owner], day }) =>
    kind === 'book' && owner !== undefined ? [{ owner, on: day }] : [],
  );
  const counts = await countOwned(tx, position, asked);
  return new Map(asked.map(({ owner, on }, at) => [ownedKey(owner, on), counts[at] ?? 0]));
}

/** Activities on an account are those on its opportunities as well. */
async function opportunitiesByAccount(
  tx: Transaction,
  position: bigint,
  bases: readonly Base[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const accounts = [...new Set(bases.flatMap(({ account }) => account ?? []))];
  const all = await readFound(tx, position, {
    kind: 'opportunity',
    found: 'fact.account = any($2::text[])',
    values: [accounts],
  });
  const byAccount = groupedBy(all, ({ account }) => account ?? '');
  return new Map([...byAccount].map(([account, things]) => [account, things.map(({ id }) => id)]));
}

function activitiesAsked(
  { account, opportunity, kind, id, day }: Base,
  nth: number,
  { asked, ofAccounts }: { asked: readonly Historied[]; ofAccounts: ReadonlyMap<string, readonly string[]> },
): (ActivityAsked & { readonly as: Historied })[] {
  const ids: Readonly<Record<Historied, readonly (readonly [Historied, string])[]>> = {
    account:
      account === null
        ? []
        : [
            ['account', account],
            ...(ofAccounts.get(account) ?? []).map((each) => ['opportunity', each] as const),
          ],
    opportunity: opportunity === null ? [] : [['opportunity', opportunity]],
    lead: kind === 'lead' ? [['lead', id]] : [],
    registration: kind === 'registration' ? [['registration', id]] : [],
  };
  return asked.flatMap((as) => ids[as].map(([of, found]) => ({ nth, of, id: found, day, as })));
}
