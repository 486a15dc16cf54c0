import type { FactCatalogue, FactField } from '../../../src/engine/rulebook/rulebook.js';
import { CATALOGUE } from '../importing.js';

const field = (name: string, is: FactField['is'], more: Partial<FactField> = {}): FactField => ({
  name,
  is,
  means: name,
  ...more,
});

/** A fact catalogue that knows deals: a fact of each type. */
export const DEAL_CATALOGUE: FactCatalogue = {
  ...CATALOGUE,
  fields: [
    ...CATALOGUE.fields,
    field('deal.discount', 'percent', { atLeast: '0%', atMost: '100%' }),
    field('deal.margin', 'percent', { atMost: '100%' }),
    field('deal.acv', 'money'),
    field('deal.payment-days', 'days', { atMost: '365 days' }),
    field('deal.terms', 'one-of', { values: ['standard', 'non-standard'] }),
    field('deal.sponsor', 'person'),
    field('deal.signs-on', 'date'),
    field('line.list', 'money'),
  ],
};
