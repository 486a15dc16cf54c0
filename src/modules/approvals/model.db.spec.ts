import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ModelDeal, seenLevel, standingOf } from '../../../test/support/approvals/approval-model.js';
import { actOf, doBoth } from '../../../test/support/approvals/do-both.js';
import { ModelOrganisation } from '../../../test/support/approvals/model-rules.js';
import { as, codeOf, offer, Offers, seat } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import { runs } from '../../../test/support/properties/property-runs.js';
import { brokenInvariants } from '../../../test/support/rules/request-invariants.js';
import type { Preview } from './preview.js';
import { readRequests, type StoredRequest } from './store/read-requests.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);

const PEOPLE = ['ana', 'mia', 'dan', 'vic', 'kim', 'lou', 'max'] as const;
const SELLERS = ['ana', 'dan'] as const;

const person = fc.constantFrom(...PEOPLE);
const deal = fc.constantFrom(0, 0, 0, 1);
const step = fc.nat({ max: 3 });
const pick = fc.nat({ max: 20 });
const kind = <K extends string>(...kinds: K[]): fc.Arbitrary<K> => fc.constantFrom(...kinds);

const command = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: kind('submit'), deal }) },
  // Everybody who is asked approves, until nobody is.
  { weight: 3, arbitrary: fc.record({ kind: kind('agree'), deal }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: kind('change'),
      deal,
      discount: fc.constantFrom(5, 12, 18, 22, 28, 35),
      margin: fc.constantFrom(37, 37.5, 38, 39.5, 45),
    }),
  },
  // Whoever is asked, of the deal as the model has it.
  { weight: 10, arbitrary: fc.record({ kind: kind('sign'), deal, pick }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('approve', 'reject', 'retract'), deal, person, step }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: kind('refuse', 'unsign', 'hand-on', 'withdraw'), deal, pick, to: person }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('delegate', 'override'), deal, person, step, to: person }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('reassign'),
      deal,
      person,
      step,
      to: fc.array(person, { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('recall'), deal, person }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('lost', 'retry', 'tend'), deal }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('retry', 'tend'), deal }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('report-to'), person: fc.constantFrom('mia', 'dan', 'kim') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('leave', 'return'), person: fc.constantFrom('kim', 'max', 'mia') }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;
type OfDeal = Extract<Command, { readonly deal: number }>;

let sequences = 0;
let revision = 10;

/** A company that goes on from where the last sequence left it, with two deals of its own, beside the model of them. */
class Story {
  readonly organisation = new ModelOrganisation();
  readonly names: readonly string[];
  readonly models: readonly ModelDeal[];

  constructor() {
    sequences += 1;
    this.names = SELLERS.map((seller) => `M${sequences}-${seller}`);
    this.models = SELLERS.map(
      (seller) => new ModelDeal(seller, { discount: 22, margin: 38 }, this.organisation),
    );
  }

  async open(): Promise<void> {
    await this.report('mia');
    for (const each of ['kim', 'max', 'mia']) await this.leave(each, null);
    for (const at of SELLERS.keys()) await this.tell(at);
  }

  /** Does it to both, and says what differs. */
  async do(what: Command): Promise<string[]> {
    if (what.kind === 'report-to') {
      this.organisation.managers.set('ana', what.person);
      await this.report(what.person);
    } else if (what.kind === 'leave' || what.kind === 'return') {
      if (what.kind === 'leave') this.organisation.gone.add(what.person);
      else this.organisation.gone.delete(what.person);
      await this.leave(what.person, what.kind === 'leave' ? '2021-01-01' : null);
    } else return await this.ofDeal(what as OfDeal);
    return [];
  }

  private async ofDeal(what: OfDeal): Promise<string[]> {
    const [model, name] = [this.models[what.deal], this.names[what.deal]];
    if (!model || name === undefined) return [];
    if (what.kind === 'change') {
      model.terms = { discount: what.discount, margin: what.margin };
      await this.tell(what.deal);
      return [];
    }
    if (what.kind === 'agree') return await this.agree(model, what.deal);
    if (what.kind === 'submit') return await this.submit(model, name);
    const before = await latest(name);
    if (!before) return [];
    const [wanted, code] = await doBoth(
      actOf(what, model),
      { model, request: before.request },
      offers.approvals,
    );
    const said = `${what.kind} ${code}`;
    // Looking after a request is never refused to anybody; what it comes to is compared.
    const isAlike = what.kind === 'tend' || (code === 'done') === (wanted === 'done');
    return [...(isAlike ? [] : [`${said}, and the model says ${wanted}`]), ...(await compared(name, model))];
  }

  private async agree(model: ModelDeal, at: OfDeal['deal']): Promise<string[]> {
    const differs: string[] = [];
    for (let most = 8; most > 0 && differs.length === 0 && model.asked().length > 0; most -= 1)
      differs.push(...(await this.ofDeal({ kind: 'sign', deal: at, pick: 0 })));
    return differs;
  }

  private async submit(model: ModelDeal, name: string): Promise<string[]> {
    const seller = as(model.seller);
    const preview = await offers.approvals.preview(seller, name, null);
    const code = await codeOf(
      offers.approvals.submit(seller, { deal: name, matrix: null, seen: preview.hash }),
    );
    const wanted = model.submit();
    return [
      ...((code === 'done') === (wanted === 'done') ? [] : [`submit ${code}, and the model says ${wanted}`]),
      ...(code === 'done' ? previewDiffers(preview, await latest(name)) : []),
      ...(await compared(name, model)),
    ];
  }

  private async tell(at: number): Promise<void> {
    const [model, name = ''] = [this.models[at], this.names[at]];
    if (!model) return;
    const { discount, margin } = model.terms;
    revision += 1;
    await offers.tell(
      offer(name, { discount: `${discount}%`, margin: `${margin}%`, seller: model.seller, revision }),
    );
  }

  private async report(manager: string): Promise<void> {
    revision += 1;
    await offers.tell(seat('ana', manager, { revision }));
  }

  private async leave(who: string, day: string | null): Promise<void> {
    revision += 1;
    await offers.tell({
      table: 'participant',
      id: who,
      revision,
      columns: { name: who, attributes: '{}', left_on: day },
    });
  }
}

/** The request of a deal that nothing took the place of. */
async function latest(name: string): Promise<StoredRequest | undefined> {
  return await database.reading(as('vic'), async (tx) => {
    const rows = await tx.query<{ id: string }>(
      'select id from approval_request where deal = $1 order by submitted_at desc, ended_at nulls first limit 1',
      [name],
    );
    return (
      await readRequests(
        tx,
        rows.map(({ id }) => id),
      )
    )[0];
  });
}

async function compared(name: string, model: ModelDeal): Promise<string[]> {
  const { hash: hashNow } = await offers.approvals.preview(as(model.seller), name, null);
  const stored = await latest(name);
  const levels = (stored?.request.steps ?? []).map(({ requirement, standing, people, votes }) =>
    seenLevel({
      level: requirement.level,
      state: standing.toLowerCase(),
      people,
      voters: votes.map((vote) => vote.person),
    }),
  );
  const fits = stored ? stored.request.hash === hashNow : false;
  const seen = stored ? [standingOf(stored.request, fits), ...levels].join('; ') : 'none';
  const wanted = model.seen();
  const given = { parties: [model.seller], twoPeople: false };
  return [
    ...(seen === wanted ? [] : [`${name} is ${seen}, and the model says ${wanted}`]),
    ...(stored ? brokenInvariants(stored.request, stored.events, given) : []),
  ];
}

/** What a preview said of levels that a submission did not do. */
function previewDiffers({ plan, hash }: Preview, stored: StoredRequest | undefined): string[] {
  if (!stored) return ['nothing was submitted'];
  const { request, events } = stored;
  const evaluated = events.find((event) => event.event === 'EVALUATED');
  const did = evaluated?.event === 'EVALUATED' ? evaluated.steps : [];
  const done = did.map(({ requirement, standing }) => `${requirement.level} ${standing === 'AUTO_CARRIED'}`);
  const steps = plan.kind === 'planned' ? plan.steps : [];
  const said = steps.map((each) => `${each.requirement.level} ${each.kind === 'carried'}`);
  const isFailed = (plan.kind === 'failed') === (request.standing === 'EVALUATION_FAILED');
  return hash === request.hash && isFailed && done.join() === said.join()
    ? []
    : [`the preview said ${said.join()}, and submitting did ${done.join()}`];
}

/** What is stored apart from the log and is not what the log says, and deals with several requests that are open. */
async function storedOtherwise(): Promise<string[]> {
  return await database.reading(as('vic'), async (tx) => {
    const rows = await tx.query<{ id: string; said: string }>(
      `select r.id, concat_ws('; ', r.standing, r.revision,
         (select string_agg(concat_ws(' ', s.level, s.standing, array_to_string(s.people, '+')), '; ' order by s.step)
          from approval_step s where s.request = r.id)) as said
       from approval_request r`,
    );
    const found = await readRequests(
      tx,
      rows.map(({ id }) => id),
    );
    const replayed = new Map(found.map(({ request }) => [request.id, saidOf(request)]));
    const several = await tx.query<{ deal: string }>(
      'select deal from approval_request where ended_at is null group by deal having count(*) > 1',
    );
    return [
      ...rows.filter(({ id, said }) => replayed.get(id) !== said).map(({ id, said }) => `${id}: ${said}`),
      ...several.map((each) => `${each.deal} has several open requests`),
    ];
  });
}

function saidOf({ standing, revision, steps }: StoredRequest['request']): string {
  const levels = steps.map((each) =>
    [each.requirement.level, each.standing, each.people.join('+')].join(' '),
  );
  return [standing, revision, ...levels].join('; ');
}

describe('any sequence of commands on stored deals', () => {
  it('does what a small model of approvals says, and keeps what must hold', async () => {
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 24 }), async (commands) => {
        const story = new Story();
        await story.open();
        for (const each of commands) {
          expect(await story.do(each)).toEqual([]);
          for (const { request } of story.models)
            for (const seen of [
              request?.standing ?? 'none',
              ...(request?.levels ?? []).map(({ state }) => state),
            ])
              reached.add(seen);
        }
      }),
      runs(20, 20261129),
    );
    expect(await storedOtherwise()).toEqual([]);
    // A run that reaches none of these has tried nothing.
    expect([...reached]).toEqual(
      expect.arrayContaining(['PENDING', 'APPROVED', 'REJECTED', 'STALE', 'approved', 'auto_carried']),
    );
  }, 600_000);
});
