import type { Act, Doing } from './act.js';

const rep = { by: 'a-rep', orBy: 'a-rep-2' };
const manager = { by: 'team-manager', orBy: 'team-manager-2' };
const EVIDENCE = [{ what: 'Note', says: 'They said so' }];

/** The rep under a manager, and who they are. */
function repOf(by: string): { readonly login: string; readonly seller: string } {
  return by.endsWith('-2')
    ? { login: 'a-rep-2', seller: 'seller-1' }
    : { login: 'a-rep', seller: 'seller-0' };
}

/** An order that a rep may dispute: nobody else is named. */
async function order(nth: number, doing: Doing): Promise<{ source: string; booking: string }> {
  const booking = `disputed-${nth}`;
  await doing('comp-admin', 'bookingRecord', {
    source: 'hr',
    booking,
    date: '2026-08-01',
    currency: 'USD',
    net: '10',
  });
  return { source: 'hr', booking };
}

async function filed(nth: number, doing: Doing, by: string): Promise<string> {
  const { login, seller } = repOf(by);
  const claim = { claims: `${seller} 1`, reason: 'I sold it', evidence: EVIDENCE };
  const { dispute } = await doing(login, 'disputeFile', { ...(await order(nth, doing)), ...claim });
  return (dispute as { id: string }).id;
}

/** How each mutation of disputes is brought to succeed. */
export const DISPUTE_ACTS: Readonly<Record<string, Act>> = {
  disputeFile: {
    ...rep,
    input: async (nth, doing, by) => ({
      ...(await order(nth, doing)),
      claims: `${repOf(by).seller} 1`,
      reason: 'I sold it',
      evidence: EVIDENCE,
    }),
    other: { tag: 'hand-off' },
  },
  disputeBring: {
    ...rep,
    input: async (nth, doing, by) => ({ dispute: await filed(nth, doing, by), evidence: EVIDENCE }),
    other: { evidence: [{ what: 'Order', link: 'https://crm.example.com/1' }] },
  },
  disputeDecide: {
    ...manager,
    input: async (nth, doing, by) => ({
      dispute: await filed(nth, doing, by),
      answer: 'DENY',
      reason: 'Nobody was there',
    }),
    other: { reason: 'Too late' },
  },
  disputeWithdraw: {
    ...rep,
    input: async (nth, doing, by) => ({ dispute: await filed(nth, doing, by) }),
    other: { reason: 'We agreed' },
  },
};
