import { describe, expect, it } from '@jest/globals';
import { ACTIONS, DATA, mayDo, reachOf, type Action, type DataKind } from './matrix.js';
import { ROLES, type Role } from './roles.js';

/** Columns: comp admin, finance, manager, rep, auditor, system admin. */
const SEEN = `
pay              all  all  subtree own  all  none
attainment       all  all  subtree own  all  none
quotas           all  all  subtree own  all  none
results          all  all  subtree own  all  none
assignments      all  all  subtree own  all  none
participants     all  all  subtree own  all  none
absences         all  all  subtree own  all  none
names            all  all  all     all  all  all
bookings         all  all  subtree own  all  none
deals            all  all  subtree own  all  none
approvers        all  all  all     all  all  none
delegations      all  all  subtree own  all  none
credits          all  all  subtree own  all  none
approvals        all  all  subtree own  all  none
disputes         all  all  subtree own  all  none
rulings          all  all  subtree own  all  none
what-if          all  all  none    none all  none
exceptions       all  all  none    none all  none
reference        all  all  all     all  all  none
transitions      all  all  none    none all  none
readiness        all  all  none    none all  none
plans.published  all  all  subtree own  all  none
plans.drafts     all  all  none    none all  none
calculations     all  all  none    none all  none
comparisons      all  all  none    none all  none
settlements      all  all  none    none all  none
periods          all  all  all     all  all  none
imports          all  all  none    none all  none
jobs             all  all  own     own  all  none
audit            all  all  none    own  all  all
audit.amounts    all  all  none    own  all  none
users            own  own  own     own  all  all
roles            own  own  own     own  all  all
webhooks         all  none none    none all  all
metrics          none none none    none none all`;

const DONE = `
plan.draft          yes no  no  no  no  no
plan.check          yes yes no  no  yes no
plan.mark           yes no  no  no  no  no
plan.propose        yes no  no  no  no  no
plan.approve        no  yes no  no  no  no
plan.publish        yes yes no  no  no  no
plan.retire         yes no  no  no  no  no
plan.confirm        no  yes no  no  no  no
import.run          yes no  no  no  no  no
import.undo         yes no  no  no  no  no
deal.record         yes no  yes yes no  no
delegation.give     yes yes yes yes no  no
transition.propose  yes no  no  no  no  no
transition.decide   yes yes no  no  no  no
calculation.start   yes yes no  no  no  no
deal.submit         yes no  yes yes no  no
approval.decide     yes yes yes yes no  no
approval.arrange    yes no  no  no  no  no
approval.override   no  yes no  no  no  no
approval.review     yes yes no  no  no  no
ruling.decide       yes yes no  no  no  no
exception.resolve   yes no  no  no  no  no
adjustment.propose  yes no  no  no  no  no
adjustment.approve  no  yes no  no  no  no
dispute.open        no  no  yes yes no  no
dispute.endorse     no  no  yes no  no  no
dispute.decide      yes yes yes yes no  no
payout.approve      no  yes yes no  no  no
period.propose      yes no  no  no  no  no
period.close        no  yes no  no  no  no
period.reopen       no  yes no  no  no  no
payment.export      no  yes no  no  no  no
statement.export    yes yes yes yes yes no
audit.verify        yes yes no  no  yes yes
evidence.export     yes yes no  no  yes no
user.add            no  no  no  no  no  yes
user.disable        no  no  no  no  no  yes
role.propose        no  no  no  no  no  yes
role.confirm        no  no  no  no  no  yes
webhook.manage      yes no  no  no  no  yes
role.revoke         no  no  no  no  no  yes`;

const rowsOf = (text: string): [string, ...string[]][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/) as [string, ...string[]]);
const cellsOf = (text: string): [string, Role, string][] =>
  rowsOf(text).flatMap(([row, ...cells]) =>
    ROLES.map((role, index): [string, Role, string] => [row, role, cells[index] ?? '']),
  );

describe('the matrix', () => {
  it.each(cellsOf(SEEN))('%s is seen by a %s: %s', (data, role, reach) => {
    expect(reachOf([role], data as DataKind)).toBe(reach);
  });

  it.each(cellsOf(DONE))('%s is done by a %s: %s', (action, role, may) => {
    expect(mayDo([role], action as Action) ? 'yes' : 'no').toBe(may);
  });

  it('has no row beside these', () => {
    expect(Object.keys(DATA)).toEqual(rowsOf(SEEN).map(([row]) => row));
    expect(Object.keys(ACTIONS)).toEqual(rowsOf(DONE).map(([row]) => row));
  });

  it('gives somebody without a role nothing', () => {
    for (const data of Object.keys(DATA)) expect(reachOf([], data as DataKind)).toBe('none');
    for (const action of Object.keys(ACTIONS)) expect(mayDo([], action as Action)).toBe(false);
  });

  it('gives several roles what any of them gives', () => {
    expect(reachOf(['rep', 'manager'], 'pay')).toBe('subtree');
    expect(reachOf(['manager', 'rep'], 'audit')).toBe('own');
    expect(reachOf(['rep', 'auditor'], 'pay')).toBe('all');
    expect(mayDo(['rep', 'finance'], 'period.close')).toBe(true);
  });

  it('reaches as far over what row-level security ties to pay as over pay', () => {
    for (const role of ROLES)
      for (const data of [
        'quotas',
        'results',
        'assignments',
        'participants',
        'absences',
        'bookings',
      ] as const)
        expect([role, data, reachOf([role], data)]).toEqual([role, data, reachOf([role], 'pay')]);
  });

  it('lets an auditor change nothing', () => {
    const reads = new Set(['plan.check', 'statement.export', 'audit.verify', 'evidence.export']);
    const acts = (Object.keys(ACTIONS) as Action[]).filter((action) => !reads.has(action));
    expect(acts.filter((action) => mayDo(['auditor'], action))).toEqual([]);
  });
});
