import type { Act, Doing, Input } from './act.js';

const admin = { by: 'comp-admin', orBy: 'comp-admin-2' };
const DAY = '2026-03-02';

function told(input: (nth: number) => Input, other: Input): Act {
  return { ...admin, input: (nth) => ({ source: 'hr', ...input(nth) }), other };
}

async function opportunity(nth: number, doing: Doing, by: string): Promise<string> {
  const name = `opportunity-of-${nth}`;
  await doing(by, 'opportunityRecord', { source: 'hr', opportunity: name, account: 'acme' });
  return name;
}

/** How each mutation that tells what engagement policies decide about is brought to succeed. */
export const SUBJECT_ACTS: Readonly<Record<string, Act>> = {
  rulingDecide: {
    ...admin,
    input: async (nth, doing, by) => {
      const booking = { booking: `ruled-${nth}`, date: '2026-08-01', currency: 'USD', net: '10' };
      await doing(by, 'bookingRecord', { source: 'hr', ...booking });
      return { kind: 'BOOKING', subject: `hr/ruled-${nth}/1`, decision: 'credit', day: '2026-08-01' };
    },
    other: { day: '2026-08-02' },
  },
  rulingsDecideAgain: { ...admin, input: () => ({}), other: { reason: 'asked' } },
  opportunityRecord: told((nth) => ({ opportunity: `opportunity-${nth}`, account: 'acme' }), {
    seller: 'seller-1',
  }),
  registrationRecord: told(
    (nth) => ({ registration: `registration-${nth}`, partner: 'partner', account: 'acme', filed: DAY }),
    { approved: '2026-03-04' },
  ),
  leadRecord: told((nth) => ({ lead: `lead-${nth}`, received: DAY }), { owner: 'seller-1' }),
  requestRecord: told((nth) => ({ request: `request-${nth}`, account: 'acme', asked: DAY }), {
    by: 'seller-1',
  }),
  bookRecord: told((nth) => ({ book: `book-${nth}`, owner: 'seller-1' }), { owner: 'seller-2' }),
  stageRecord: {
    ...admin,
    input: async (nth, doing, by) => ({
      source: 'hr',
      opportunity: await opportunity(nth, doing, by),
      date: DAY,
      stage: '3',
    }),
    other: { stage: '4' },
  },
  activityRecord: told((nth) => ({ activity: `activity-${nth}`, account: 'acme', date: DAY, kind: 'call' }), {
    kind: 'mail',
  }),
};
