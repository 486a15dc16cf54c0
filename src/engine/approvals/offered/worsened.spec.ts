import { conditionFrom, deal, level, matrixOf, term } from '../../../../test/support/rules/matrix.js';
import type { Deal } from '../deal.js';
import { offeredOf, outgrownSays } from './offered.js';
import type { Requirement } from '../requirement.js';
import { worsened, worsenedSays } from './worsened.js';

const limited = matrixOf({
  inputs: [term('deal.discount', 'higher'), term('deal.net', 'higher', '10,000 USD')],
  levels: [level('manager', { maySign: conditionFrom({ 'deal.net': '<= 100,000 USD' }) }), level('vp')],
});
const plain = matrixOf();

const of = (net: string | null, given: Partial<Deal> = {}, account: string | null = 'acme'): Deal =>
  deal(
    {
      'deal.discount': '15%',
      ...(net === null ? {} : { 'deal.net': net }),
      ...(account === null ? {} : { 'deal.account': account }),
    },
    given,
  );

function since(then: Deal, now: Deal, at = { matrix: plain, level: 'manager' }): readonly string[] {
  const reasons = [{ row: 'ten', because: '', tested: ['deal.discount'], fingerprint: '' }];
  const requirement: Requirement = { level: at.level, chain: 'ladder', order: 0, reasons };
  const termsOf = ({ facts }: Deal): Deal['facts'] =>
    new Map(at.matrix.inputs.map(({ fact }) => [fact, facts.get(fact)]));
  const decision = { terms: termsOf(then), offered: offeredOf(then) };
  return worsened(requirement, decision, {
    matrix: at.matrix,
    terms: termsOf(now),
    offered: offeredOf(now),
  });
}

describe('what got worse since a decision', () => {
  it('is that the deal comes to more, is of another account or seller, or in another currency, whatever rows test', () => {
    expect(since(of('50,000 USD'), of('5,000,000 USD'))).toEqual(['deal.net']);
    expect(since(of('50,000 USD'), of('50,000 USD', {}, 'other'))).toEqual(['deal.account']);
    expect(since(of('50,000 USD'), of('50,000 USD', { seller: 'ben' }))).toEqual(['deal.seller']);
    const euro = of('50,000 EUR');
    const inEuro = { ...euro, currency: 'EUR', facts: new Map([...euro.facts, ['deal.currency', 'EUR']]) };
    expect(since(of('50,000 USD'), inEuro)).toEqual(['deal.currency']);
  });

  it('is that an amount or an account is not said any more, or an amount was not said then', () => {
    expect(since(of('50,000 USD'), of(null))).toEqual(['deal.net']);
    expect(since(of(null), of('50,000 USD'))).toEqual(['deal.net']);
    expect(since(of('1 USD'), of('1 USD', {}, null))).toEqual(['deal.account']);
  });

  it('is nothing where it comes to less, says its account for the first time, or nobody kept what it was', () => {
    expect(since(of('50,000 USD'), of('40,000 USD'))).toEqual([]);
    expect(since(of(null), of(null))).toEqual([]);
    expect(since(of('1 USD', {}, null), of('1 USD'))).toEqual([]);
    const decision = { terms: new Map(), offered: null };
    const requirement: Requirement = { level: 'manager', chain: 'ladder', order: 0, reasons: [] };
    const now = { matrix: plain, terms: new Map(), offered: offeredOf(of('9 USD')) };
    expect(worsened(requirement, decision, now)).toEqual([]);
  });

  it('counts an amount by the direction and tolerance of a matrix that judges it', () => {
    const vp = { matrix: limited, level: 'vp' };
    expect(since(of('50,000 USD'), of('60,000 USD'), vp)).toEqual([]);
    expect(since(of('50,000 USD'), of('60,000.01 USD'), vp)).toEqual(['deal.net']);
    const lower = { ...vp, matrix: { ...limited, inputs: [term('deal.net', 'lower')] } };
    expect(since(of('50,000 USD'), of('5,000,000 USD'), lower)).toEqual([]);
  });

  it('is what lies beyond the limit of the level and did not then, also within a tolerance', () => {
    const manager = { matrix: limited, level: 'manager' };
    expect(since(of('95,000 USD'), of('100,000 USD'), manager)).toEqual([]);
    expect(since(of('95,000 USD'), of('100,001 USD'), manager)).toEqual(['deal.net']);
    expect(since(of('100,001 USD'), of('100,002 USD'), manager)).toEqual([]);
  });

  it('is also what the limit of the level tests and no row does', () => {
    const margin = conditionFrom({ 'deal.margin': '>= 20%' });
    const at = { matrix: { ...plain, levels: [level('manager', { maySign: margin })] }, level: 'manager' };
    const by = (percent: string): Deal =>
      deal({ 'deal.discount': '15%', 'deal.margin': percent, 'deal.net': '1 USD' });
    expect(since(by('45%'), by('30%'), at)).toEqual(['deal.margin']);
    expect(since(by('45%'), by('30%'))).toEqual([]);
  });

  it('is said of the deal', () => {
    const says = (then: Deal, now: Deal): string | null =>
      outgrownSays(offeredOf(now), offeredOf(then), plain);
    expect(says(of('50,000 USD'), of('5,000,000 USD'))).toBe(
      'comes to 5,000,000.00 USD, and 50,000.00 USD was approved',
    );
    expect(says(of(null), of('5 USD'))).toBe('comes to 5.00 USD, and no amount was approved');
    expect(says(of('5 USD'), of('9 USD', {}, 'other'))).toBe('is of another account than was approved');
    expect(says(of('5 USD'), of('9 USD', { seller: 'ben' }))).toBe(
      'is sold by somebody else than was approved',
    );
    expect(says(of('5 USD'), of('4 USD'))).toBeNull();
  });
});

describe('what became of terms since a decision', () => {
  it.each([
    [['deal.discount'], 'deal.discount got worse'],
    [['deal.net'], 'deal.net got worse'],
    [['deal.seller'], 'deal.seller changed'],
    [['deal.account', 'deal.currency'], 'deal.account and deal.currency changed'],
    [
      ['deal.discount', 'deal.net', 'deal.kind', 'deal.seller'],
      'deal.discount and deal.net got worse, and deal.kind and deal.seller changed',
    ],
  ])('is said of %j, as worse only where something is worse', (facts, says) => {
    const matrix = matrixOf({ inputs: [term('deal.discount', 'higher'), term('deal.kind', 'any-change')] });
    expect(worsenedSays(facts, matrix)).toBe(says);
  });
});
