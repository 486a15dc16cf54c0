import type { Preview } from '../../../src/modules/approvals/preview.js';
import type { StoredRequest } from '../../../src/modules/approvals/store/read-requests.js';
import { ModelDeal, seenLevel, standingOf } from './approval-model.js';
import { actOf, doBoth, type Said } from './do-both.js';
import { keptOf, type Kept } from './kept.js';
import { matrixText } from './model-matrix.js';
import { MovedCompany, type OfCompany } from './moved-company.js';
import type { Edition, Terms } from './model-rules.js';
import type { Shape } from './machine/model-shapes.js';
import { as, codeOf, offer, type Offers } from './offers.js';

/** Something that happens to one of the two deals of a story. */
export interface OfDeal extends Said {
  readonly deal: number;
  readonly discount?: number;
  readonly margin?: number;
}

let stories = 0;
const SELLERS = ['ana', 'dan'];

/** Terms of which no text of the matrix asks anybody. */
const ASKS_NOBODY: Terms = { discount: 5, margin: 45 };

/** Commands that are several: what random ones seldom come to by themselves. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'start-over': ['withdraw', 'submit'],
  'second-thoughts': ['sign', 'unsign', 'withdraw', 'submit'],
  deputise: ['stand-in', 'sign-for'],
  'book-freely': ['improve', 'book'],
};

/** A company that goes on from where the last story left it, with two deals of its own, beside the model of them. */
export class Story {
  readonly company: MovedCompany;
  readonly names: readonly string[];
  readonly models: readonly ModelDeal[];
  /** What of the rarer things came about. */
  readonly reached = new Set<string>();
  /** What was read last of each deal: nothing but what is done to it here changes its requests. */
  private readonly last = new Map<string, Kept>();

  /** `edition` is in force, whichever story published it. */
  constructor(
    private readonly offers: Offers,
    public edition: Edition,
    private readonly shape: Shape,
  ) {
    stories += 1;
    offers.ahead = 0;
    this.company = new MovedCompany(offers);
    this.names = SELLERS.map((seller) => `M${stories}-${seller}`);
    const around = {
      organisation: this.company.organisation,
      moment: () => Date.now() + offers.ahead,
      edition: () => this.edition,
      shape,
    };
    this.models = SELLERS.map((seller) => new ModelDeal(seller, { discount: 22, margin: 38 }, around));
  }

  async open(): Promise<void> {
    await this.company.open();
    for (const at of SELLERS.keys()) await this.tell(at);
  }

  /** Does it to both, and says what differs or is broken. */
  async do(what: OfDeal | OfCompany): Promise<string[]> {
    if ('deal' in what) return await this.ofDeal(what);
    if (what.kind === 'publish') return await this.publish();
    if (what.kind === 'look') return await this.look();
    if (what.kind === 'wait') this.offers.ahead += (what.minutes ?? 0) * 60_000;
    else await this.company.move(what);
    return [];
  }

  /** Taking a deal back and submitting it as it is carries whatever carried before. */
  async again(): Promise<string[]> {
    const differs: string[] = [];
    const carried: string[][] = [];
    for (let time = 0; time < 2 && this.models[0]?.request?.standing === 'PENDING'; time += 1) {
      differs.push(...(await this.ofDeal({ kind: 'withdraw', deal: 0, pick: 0 })));
      differs.push(...(await this.ofDeal({ kind: 'submit', deal: 0 })));
      const levels = this.models[0].request.levels;
      carried.push(levels.filter(({ state }) => state === 'auto_carried').map(({ level }) => level));
    }
    const [first = [], second = first] = carried;
    const lost = first.filter((level) => !second.includes(level));
    return [...differs, ...lost.map((level) => `${level} carried once and not again`)];
  }

  /** A new text of the matrix changes no request that is open. */
  private async publish(): Promise<string[]> {
    const before = this.names.map((name) => this.last.get(name)?.latest);
    this.edition = this.edition === 'first' ? 'second' : 'first';
    await this.offers.publish(matrixText(this.edition, this.shape));
    const after = await Promise.all(
      this.names.map(async (name) => await keptOf(this.offers, name, this.shape)),
    );
    this.reached.add('published');
    const isSame =
      JSON.stringify(before.map((latest) => latest?.request)) ===
      JSON.stringify(after.map(({ latest }) => latest?.request));
    return [...(isSame ? [] : ['a new version changed a request']), ...after.flatMap(({ broken }) => broken)];
  }

  /** A look by time finds by itself whatever tending each deal would change. */
  private async look(): Promise<string[]> {
    await this.offers.time.look();
    this.reached.add('looked');
    const differs: string[] = [];
    for (const [at, model] of this.models.entries()) {
      model.act((trial) => {
        trial.pass();
        return 'done';
      }, true);
      differs.push(...(await this.compared(this.names[at] ?? '', model)));
    }
    return differs;
  }

  private async ofDeal(what: OfDeal): Promise<string[]> {
    const [model, name] = [this.models[what.deal], this.names[what.deal]];
    if (!model || name === undefined) return [];
    const { discount, margin } = what;
    if (discount !== undefined && margin !== undefined)
      return await this.change(what.deal, { discount, margin });
    if (what.kind === 'agree') return await this.agree(model, what.deal);
    const parts = PARTS[what.kind];
    if (parts) return await this.inTurn(what, parts);
    if (what.kind === 'submit') return await this.submit(model, name);
    if (what.kind === 'book') return await this.book(model);
    return model.request ? await this.act(what, { model, name }) : [];
  }

  private async act(
    what: OfDeal,
    { model, name }: { readonly model: ModelDeal; readonly name: string },
  ): Promise<string[]> {
    const latest = this.last.get(name)?.latest;
    if (!latest) return [`nothing is stored of ${name}`];
    const act = actOf(what, model);
    const before = model.decisions.length;
    const [wanted, code] = await doBoth(act, { model, request: latest.request }, this.offers);
    if (model.decisions.length < before) this.reached.add('an approval taken back');
    if (wanted === 'done') this.reached.add(`${act.kind} done`);
    // Looking after a request is never refused to anybody; what it comes to is compared.
    const isAlike = what.kind === 'tend' || (code === 'done') === (wanted === 'done');
    return [
      ...(isAlike ? [] : [`${what.kind} ${code}, and the model says ${wanted}`]),
      ...(await this.compared(name, model)),
    ];
  }

  /** Books a deal. Whatever was booked is told again, so that all of it is looked at. */
  private async book(booked: ModelDeal): Promise<string[]> {
    booked.book();
    const all = this.models.flatMap((model, at) =>
      model.bookedAt === null
        ? []
        : [{ model, deal: this.names[at] ?? '', seller: model.seller, at: model.bookedAt }],
    );
    const stands = await this.offers.book(all, this.company.next());
    const differs: string[] = [];
    for (const { model, deal } of all) {
      model.book();
      const [is, wanted] = [stands.get(deal), model.cleared()];
      this.reached.add(`booked ${wanted}`);
      if (is !== wanted) differs.push(`the booking of ${deal} is ${is}, and the model says ${wanted}`);
      differs.push(...(await this.compared(deal, model)));
    }
    return differs;
  }

  private async inTurn(what: OfDeal, parts: readonly string[]): Promise<string[]> {
    const { deal, pick = 0, person = 'mia', to = 'lou' } = what;
    const differs: string[] = [];
    for (const kind of parts)
      if (kind === 'stand-in') await this.company.move({ kind, person, to: String(to) });
      else if (kind === 'improve') differs.push(...(await this.change(deal, ASKS_NOBODY)));
      else differs.push(...(await this.ofDeal({ kind, deal, pick, person })));
    return differs;
  }

  /** Making a deal better asks for no more than before. */
  private async change(at: number, terms: Terms): Promise<string[]> {
    const [model, name = ''] = [this.models[at], this.names[at]];
    if (!model) return [];
    const isBetter = terms.discount <= model.terms.discount && terms.margin >= model.terms.margin;
    const before = isBetter ? levelsOf(await this.preview(model, name)) : [];
    model.terms = terms;
    await this.tell(at);
    if (!isBetter) return [];
    const more = levelsOf(await this.preview(model, name)).filter((level) => !before.includes(level));
    return before.includes('failed') ? [] : more.map((level) => `${level} is asked of a better deal`);
  }

  private async agree(model: ModelDeal, deal: number): Promise<string[]> {
    const differs: string[] = [];
    for (let most = 8; most > 0 && differs.length === 0 && model.asked().length > 0; most -= 1)
      differs.push(...(await this.ofDeal({ kind: 'sign', deal, pick: 0 })));
    return differs;
  }

  private async submit(model: ModelDeal, name: string): Promise<string[]> {
    const preview = await this.preview(model, name);
    const asked = { deal: name, matrix: null, seen: preview.hash };
    const code = await codeOf(this.offers.approvals.submit(as(model.seller), asked));
    const wanted = model.submit();
    const isAlike = (code === 'done') === (wanted === 'done');
    const differs = await this.compared(name, model);
    const latest = this.last.get(name)?.latest;
    if (this.reached.has('an approval taken back') && code === 'done') this.reached.add('submitted after it');
    return [
      ...(isAlike ? [] : [`submit ${code}, and the model says ${wanted}`]),
      ...(code === 'done' ? previewDiffers(preview, latest) : []),
      ...differs,
    ];
  }

  private async preview(model: ModelDeal, name: string): Promise<Preview> {
    return await this.offers.approvals.preview(as(model.seller), name, null);
  }

  private async tell(at: number): Promise<void> {
    const [model, name = ''] = [this.models[at], this.names[at]];
    if (!model) return;
    const { discount, margin } = model.terms;
    const revision = this.company.next();
    await this.offers.tell(
      offer(name, { discount: `${discount}%`, margin: `${margin}%`, seller: model.seller, revision }),
    );
  }

  private async compared(name: string, model: ModelDeal): Promise<string[]> {
    const kept = await keptOf(this.offers, name, this.shape);
    this.last.set(name, kept);
    const { latest, fits, broken } = kept;
    const levels = (latest?.request.steps ?? []).map(({ requirement, standing, people, votes }) =>
      seenLevel({
        level: requirement.level,
        state: standing.toLowerCase(),
        people,
        voters: votes.map(({ person, actingFor }) =>
          actingFor === null ? person : `${person} for ${actingFor}`,
        ),
      }),
    );
    const seen = latest ? [standingOf(latest.request, fits), ...levels].join('; ') : 'none';
    const wanted = model.seen();
    return [...(seen === wanted ? [] : [`${name} is ${seen}, and the model says ${wanted}`]), ...broken];
  }
}

function levelsOf({ plan }: Preview): string[] {
  return plan.kind === 'planned' ? plan.steps.map(({ requirement }) => requirement.level) : ['failed'];
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
