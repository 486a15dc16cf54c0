import { unknownFact } from './unknown-fact.js';

describe('a fact that the catalogue does not have', () => {
  it.each([
    ['deal.net', '`- { name: deal.net, is: money, means: … }` under `fields`'],
    ['attribute.pay-currency', '`- { name: attribute.pay-currency, is: text, means: … }` under `attributes`'],
    ['deal.seller', '`- { name: deal.seller, gives: person, means: … }` under `relations`'],
  ])('is declared where Kicker fills it: %s', (name, remedy) => {
    expect(unknownFact(name, ['deal.discount']).remedy).toContain(remedy);
  });

  it('may be another one that was meant', () => {
    expect(unknownFact('deal.discuont', ['deal.discount']).remedy).toBe('Did you mean deal.discount?');
  });
});
