import { day, policy } from '../../test/support/sample-rules.js';
import { calculated, rulebookOf, type Situation } from '../../test/support/situation.js';
import type { EngagementPolicy } from './rulebook/rulebook.js';
import { rulingOf } from './ruling-of.js';

const PEOPLE = [{ id: 'ana' }, { id: 'ben' }];
const BOOKINGS: Situation['bookings'] = [
  { id: 'A', date: '2026-01-10', net: '1,000', by: 'ana' },
  { id: 'B', date: '2026-01-11', net: '1,000', by: 'ana', facts: { 'booking.type': 'renewal' } },
];

function policyWith(unknown?: EngagementPolicy['unknown']): EngagementPolicy {
  const [seller] = policy({}).phases;
  const rule = {
    id: 'new-is-at-house',
    when: { fact: 'booking.type', test: { is: 'equal', to: { word: 'new' } } },
    credit: 'house',
    because: 'New',
  } as const;
  const phases = [{ id: 'type', hit: 'unique', rules: [rule] } as const, ...(seller ? [seller] : [])];
  return policy({ phases, ...(unknown === undefined ? {} : { unknown }) });
}

const REASON = 'new-is-at-house asks for booking.type, which is not known: it might answer if it was.';

describe('credit where a fact is missing', () => {
  const credited = (unknown?: EngagementPolicy['unknown']): readonly string[] => {
    const policies = [policyWith(unknown)];
    const { earnings, exceptions } = calculated({ people: PEOPLE, bookings: BOOKINGS, policies });
    return [
      ...earnings.flatMap(({ lines }) =>
        lines.flatMap(({ credit }) => (credit ? [`credit ${credit.line}`] : [])),
      ),
      ...exceptions.map(({ line, code, reason }) => `${line} ${code} ${reason}`),
    ];
  };

  it('waits for a person where the policy says so, and goes to the next rule where it does not', () => {
    expect(credited()).toEqual(['credit 0', 'credit 1']);
    expect(credited('exception')).toEqual(['credit 1', `0 UNDECIDED field/${REASON}`]);
  });

  it('is ruled on as it is paid', () => {
    const facts = new Map([['booking.salesperson', 'ana']]);
    const booking = { id: 'A', date: day('2026-01-10'), currency: 'USD', facts };
    const ruled = (unknown?: EngagementPolicy['unknown']) =>
      rulingOf(booking, rulebookOf({ people: PEOPLE, bookings: [], policies: [policyWith(unknown)] }));
    expect(ruled()).toMatchObject({ rule: 'seller', exception: null });
    expect(ruled('exception')).toMatchObject({
      rule: null,
      phase: null,
      gives: [],
      lost: [],
      exception: { code: 'UNKNOWN_FACT', reason: REASON },
    });
  });
});
