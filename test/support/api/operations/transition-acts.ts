import type { Act, Doing, Input } from './act.js';

const admin = { by: 'comp-admin', orBy: 'comp-admin-2' };
const finance = { by: 'finance', orBy: 'finance-2' };

/** An account of its own for each, which nobody owns yet. */
async function move(nth: number, doing: Doing, what: string): Promise<Input> {
  const account = `${what}-${nth}`;
  await doing('comp-admin', 'accountRecord', { source: 'hr', account, name: 'Moves' });
  return { account, to: 'director', reason: 'balance', from: '2031-01-01' };
}

async function proposed(nth: number, doing: Doing, what: string): Promise<string> {
  const { transition } = await doing('comp-admin', 'transitionPropose', {
    moves: [await move(nth, doing, what)],
  });
  return (transition as { id: string }).id;
}

async function approved(nth: number, doing: Doing, what: string): Promise<string> {
  const transition = await proposed(nth, doing, what);
  await doing('finance', 'transitionDecide', { transition, approve: true });
  return transition;
}

/** How moves of accounts are brought to succeed; the policy of this company asks somebody about each. */
export const TRANSITION_ACTS: Readonly<Record<string, Act>> = {
  transitionPropose: {
    ...admin,
    input: async (nth, doing) => ({ moves: [await move(nth, doing, 'moves')] }),
    other: { moves: [{ account: 'acme', to: 'director', reason: 'balance', from: '2049-01-01' }] },
  },
  transitionDecide: {
    ...finance,
    input: async (nth, doing) => ({ transition: await proposed(nth, doing, 'decided'), approve: true }),
    other: { reason: 'because' },
  },
  transitionApply: {
    ...admin,
    input: async (nth, doing) => ({ transition: await approved(nth, doing, 'applied') }),
    other: { transition: 'another' },
  },
  transitionUndo: {
    ...admin,
    input: async (nth, doing) => {
      const transition = await approved(nth, doing, 'undone');
      await doing('comp-admin', 'transitionApply', { transition });
      return { transition };
    },
    other: { transition: 'another' },
  },
  transitionWithdraw: {
    ...admin,
    input: async (nth, doing) => ({ transition: await proposed(nth, doing, 'withdrawn') }),
    other: { transition: 'another' },
  },
};
