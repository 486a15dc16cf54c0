import { canariesOf } from '../company.js';

/** Filters of lists that name things of the seller with a number, by the list. */
export const FILTERS: Readonly<Record<string, (number: number) => readonly string[]>> = {
  earnings: (number) => [
    `{ participants: ["seller-${number}"] }`,
    `{ participants: ["seller-0", "seller-${number}", "manager-1"], period: "2026-Q1" }`,
    `{ calculation: "1" }`,
    `{ calculation: "1", participants: ["seller-${number}"] }`,
    `{ plan: "manager" }`,
  ],
  bookings: (number) => [
    `{ salesperson: "seller-${number}" }`,
    `{ search: "canary-${number}" }`,
    `{ from: "2026-05-12", until: "2026-05-13" }`,
    `{ territory: "t-1", account: "acme" }`,
    `{ lacksApproval: true }`,
  ],
  delegations: (number) => [`{ giver: "seller-${number}" }`, `{ deputy: "director", on: "2026-02-03" }`],
  deals: (number) => [
    `{ seller: "seller-${number}" }`,
    `{ search: "canary-deal-${number}" }`,
    `{ account: "acme", from: "2026-02-17", until: "2026-02-18" }`,
  ],
  participants: (number) => [
    `{ search: "${canariesOf(number)['email']}" }`,
    `{ search: "${canariesOf(number)['payrollId']}" }`,
    `{ manager: "manager-1" }`,
    `{ plan: "manager", activeOn: "2026-02-01" }`,
  ],
  auditEntries: (number) => [`{ subject: "seller-${number}" }`, `{ action: "ledger" }`],
  versions: () => [`{ name: "director" }`, `{ states: [DRAFT, PUBLISHED] }`],
  exceptions: () => [`{ from: "2026-01-01" }`],
};
