import { planText } from '../../rules/versions.js';
import { OWNERS } from './owners.js';
import type { Act } from './act.js';

const admin = { by: 'comp-admin', orBy: 'comp-admin-2' };
const FROM = '2026-01-01';

function matrix(id: string): Readonly<Record<string, unknown>> {
  return {
    approvals: id,
    from: FROM,
    inputs: [],
    levels: [],
    hit: 'COLLECT',
    rows: [],
    noMatch: 'approve',
    terms: { samePersonTwice: 'ASKED_ONCE', ownDeal: 'REFUSE' },
  };
}

/** Mutations that begin drafts of documents. */
export const DEFINES: Readonly<Record<string, Act>> = {
  documentDefine: {
    ...admin,
    input: (nth) => ({ text: planText(`text-${nth}`) }),
    other: { text: planText('other') },
  },
  planDefine: {
    ...admin,
    input: (nth) => ({
      plan: {
        plan: `typed-${nth}`,
        from: FROM,
        currency: 'USD',
        calendar: 'company',
        incentives: [],
        measures: [],
      },
    }),
    other: {
      plan: { plan: 'typed', from: FROM, currency: 'EUR', calendar: 'company', incentives: [], measures: [] },
    },
  },
  approvalsDefine: {
    ...admin,
    input: (nth) => ({ approvals: matrix(`typed-${nth}`) }),
    other: { approvals: matrix('other') },
  },
  spiffDefine: {
    ...admin,
    input: (nth) => ({
      spiff: {
        spiff: `typed-${nth}`,
        from: FROM,
        currency: 'USD',
        calendar: 'company',
        incentives: [],
        measures: [],
      },
    }),
    other: {
      spiff: {
        spiff: 'typed',
        from: FROM,
        currency: 'EUR',
        calendar: 'company',
        incentives: [],
        measures: [],
      },
    },
  },
  engagementDefine: {
    ...admin,
    input: (nth) => ({ engagement: { engagement: `typed-${nth}`, from: FROM, ...OWNERS } }),
    other: { engagement: { engagement: 'typed', from: FROM, decisions: [] } },
  },
  factsDefine: {
    ...admin,
    input: (nth) => ({ facts: { facts: `typed-${nth}`, timeZone: 'UTC', fields: [], calendars: [] } }),
    other: { facts: { facts: 'typed', timeZone: 'UTC', fields: [], calendars: [] } },
  },
  tableDefine: {
    ...admin,
    input: (nth) => ({
      table: {
        table: `typed-${nth}`,
        from: FROM,
        hit: 'FIRST',
        noMatch: 'NOTHING',
        inputs: [],
        outputs: [],
        rows: [],
      },
    }),
    other: {
      table: {
        table: 'typed',
        from: FROM,
        hit: 'ANY',
        noMatch: 'NOTHING',
        inputs: [],
        outputs: [],
        rows: [],
      },
    },
  },
};
