import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { readRecipes } from '../../../src/platform/web/recipes/read-recipes.js';
import type { Recipe } from '../../../src/platform/web/recipes/recipe.js';
import { operationFaults, placeFaults, sameNames, unshown, wordFaults } from './recipe-rules.js';
import { ROOT } from '../lib/tree.js';

const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
const recipes = readRecipes(join(ROOT, 'examples'));

const AS_BOOKINGS = 'told as participants, quotas and bookings are, in "Bring facts in"';
const AS_PLANS = 'defined as plans are, in "Define a plan"';
const AS_APPROVAL = 'another way to end what "Approve what waits for you" shows';
const ON_APPROVALS = 'takes a request and a step as "Decide on deals" shows them';
const IN_LISTS = 'one of what its list gives, which a recipe shows';

/** What no recipe shows, each with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  absenceRecord: AS_BOOKINGS,
  accountRecord: AS_BOOKINGS,
  accountOwnerRecord: AS_BOOKINGS,
  namedAccountRecord: AS_BOOKINGS,
  accountSegmentRecord: AS_BOOKINGS,
  accountParentRecord: AS_BOOKINGS,
  bookingEventRecord: AS_BOOKINGS,
  fxRateRecord: AS_BOOKINGS,
  transitionDecide:
    'by somebody else, where the policy limits moves, which that of the sample company does not',
  transitionWithdraw: 'takes the id that transitionPropose gives, as transitionApply does',
  transitionUndo: 'takes the id of an applied transition, as transitionApply takes an approved one',
  accountTransition: IN_LISTS,
  approverGroupRecord: AS_BOOKINGS,
  delegationRecord: AS_BOOKINGS,
  opportunityRecord: AS_BOOKINGS,
  registrationRecord: AS_BOOKINGS,
  leadRecord: AS_BOOKINGS,
  requestRecord: AS_BOOKINGS,
  bookRecord: AS_BOOKINGS,
  stageRecord: AS_BOOKINGS,
  activityRecord: AS_BOOKINGS,
  delegationEnd: 'takes the id that delegations tells',
  resultRecord: AS_BOOKINGS,
  territoryRecord: AS_BOOKINGS,
  territoryHeadRecord: AS_BOOKINGS,
  territoryHolderRecord: AS_BOOKINGS,
  documentDefine: 'for programs that hold documents as text',
  engagementDefine: AS_PLANS,
  factsDefine: AS_PLANS,
  spiffDefine: AS_PLANS,
  approvalsDefine: AS_PLANS,
  tableDefine: AS_PLANS,
  versionReject: AS_APPROVAL,
  versionWithdraw: AS_APPROVAL,
  versionRetire: AS_APPROVAL,
  versionRetireConfirm: AS_APPROVAL,
  documentCheck: 'what versionCheck says, in "Define a plan", without keeping anything',
  webhookSendAgain: 'takes the ids that "Tell another system of approvals" shows',
  roleRevoke: 'takes the id that "Confirm a role" shows',
  userChange: 'takes the sign-in name that "Confirm a role" shows',
  userSetAccess: 'takes the sign-in name that "Confirm a role" shows',
  accounts: 'reference to look up while telling bookings',
  territories: 'reference to look up while telling bookings',
  disputeWithdraw: 'takes the id that disputeFile gives, as disputeBring does',
  dispute: IN_LISTS,
  approvalChanged: 'for programs and pages that stay open: the inbox tells what to follow',
  dealChanged: 'for programs and pages that stay open',
  approval: IN_LISTS,
  approvalsDecide: ON_APPROVALS,
  approvalDelegate: ON_APPROVALS,
  approvalReassign: 'needs a comp admin who is a participant, which the sample company has none of',
  approvalOverride: 'needs somebody of finance who is a participant, which the sample company has none of',
  approvalReview: 'needs a level that was passed over, as approvalOverride',
  approvalRecall: ON_APPROVALS,
  approvalRetract: ON_APPROVALS,
  approvalRetry: ON_APPROVALS,
  deals: 'what dealRecord or a file told, by seller, customer and day of the offer',
  deal: IN_LISTS,
  approverGroups: 'reference to look up; what approverGroupRecord or a file told, by day',
  delegations: 'what delegationRecord or a file told, by giver, deputy and day',
  results: 'what resultRecord or a file told, by measure and window',
  fxRates: 'reference to look up; what fxRateRecord or a file told, by set and day',
  participants: 'found by name; "See my team’s pay and attainment" shows them',
  calculation: IN_LISTS,
  earning: IN_LISTS,
  marginalWorth: 'asked of a line that "See what a rep earned" shows',
  rulingsDecideAgain: 'done by the service every minute; for programs that cannot wait',
  job: 'for programs that ask again; recipes follow jobProgress',
};

const REASON = 'as the others';
const step = {
  id: 'one',
  title: 'One',
  text: 'One.',
  operation: 'query Me { me { login } }\n',
  variables: '{}\n',
};
const recipe = (...changes: Partial<Recipe['steps'][number]>[]): Recipe => ({
  id: 'a',
  title: 'A',
  summary: 'A.',
  forRoles: ['rep'],
  steps: changes.map((change, index) => ({ ...step, id: `step-${index + 1}`, ...change })),
});

describe('the example operations', () => {
  it('are what the schema answers, with variables that it takes', () => {
    expect(recipes.flatMap((each) => operationFaults(schema, each))).toEqual([]);
  });

  it('take from earlier steps only what those select', () => {
    expect(recipes.flatMap(placeFaults)).toEqual([]);
  });

  it('have names of their own, roles that exist, and lead to recipes that are there', () => {
    expect([...sameNames(recipes), ...wordFaults(schema, recipes)]).toEqual([]);
  });

  it('show every query and mutation, but for those left out for a reason', () => {
    expect(unshown(schema, recipes, LEFT_OUT)).toEqual([]);
    expect(Object.values(LEFT_OUT).filter((reason) => reason.trim() === '')).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it.each([
    ['a field that is not there', { operation: 'query Me { me { pay } }' }, 'pay'],
    ['a variable that nobody asks for', { variables: '{"period": "2026-10"}' }, 'period'],
    ['a variable of another type', { operation: 'query R($on: Date!) { readiness(on: $on) { id } }' }, '$on'],
  ])('see %s', (_what, change, says) => {
    expect(operationFaults(schema, recipe(change))).toEqual([expect.stringContaining(says)]);
  });

  it.each([
    ['<me.participant from step 1>', 'does not select me.participant'],
    ['<me.login from step 2>', 'no earlier step'],
    ['<me.login of step 1>', 'is no place'],
  ])('see that %s cannot be filled', (blank, says) => {
    const taking = { variables: JSON.stringify({ blank }) };
    expect(placeFaults(recipe({}, taking))).toEqual([expect.stringContaining(says)]);
  });

  it('let what a step selects be taken, also from a list, and a blank that a person fills', () => {
    const users = { operation: 'query U { users { grants { id } } }' };
    const taking = { variables: '{"a": "<users.0.grants.1.id from step 1>", "b": "<the id that you read>"}' };
    expect(placeFaults(recipe(users, taking))).toEqual([]);
  });

  it('see names that are there twice, words that lead nowhere, and roles that are none', () => {
    expect(sameNames([recipe({}), recipe({})])).toHaveLength(4);
    const lost = { ...recipe({ text: 'Then follow "Pay everybody".' }), forRoles: ['king'] };
    expect(wordFaults(schema, [lost])).toEqual([
      expect.stringContaining('Pay everybody'),
      expect.stringContaining('king'),
    ]);
  });

  it('see what no recipe shows, and what is said to be left out and is not', () => {
    const { me: _shown, ...rest } = Object.fromEntries(
      ['Query', 'Mutation', 'Subscription'].flatMap((type) =>
        Object.keys((schema.getType(type) as unknown as { getFields(): object }).getFields()).map((name) => [
          name,
          REASON,
        ]),
      ),
    );
    const { staleness: _forgotten, ...leftOut } = rest;
    expect(unshown(schema, [recipe({})], { ...leftOut, me: REASON })).toEqual([
      expect.stringContaining('No recipe shows staleness'),
      expect.stringContaining('me is said'),
    ]);
  });
});
