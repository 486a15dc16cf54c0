/** The recipes in an order in which each finds what it needs, each with the persona who follows it. */
export const WALK = [
  { as: 'comp-admin', recipe: 'Define a plan' },
  { as: 'finance', recipe: 'Approve what waits for you' },
  { as: 'comp-admin', recipe: 'Publish what was approved' },
  { as: 'comp-admin', recipe: 'Change a rate from next quarter' },
  { as: 'finance', recipe: 'Approve what waits for you' },
  { as: 'finance', recipe: 'Publish what was approved' },
  { as: 'comp-admin', recipe: 'Bring facts in' },
  { as: 'comp-admin', recipe: 'Find what is missing before payday' },
  { as: 'comp-admin', recipe: 'Calculate and see who is paid differently' },
  { as: 'comp-admin', recipe: 'See what nobody was credited for' },
  { as: 'comp-admin', recipe: 'Who would get this?' },
  { as: 'finance', recipe: 'See what a rep earned and why' },
  { as: 'finance', recipe: 'Pull a statement', reads: 'Closing balance, USD' },
  { as: 'finance', recipe: 'Close the month' },
  { as: 'comp-admin', recipe: 'Take an import back' },
  { as: 'comp-admin', recipe: 'Rule who is credited for an order' },
  { as: 'comp-admin', recipe: 'Move accounts' },
  { as: 'rep', recipe: 'See what I earned and why' },
  { as: 'rep', recipe: 'Why did I get nothing?' },
  { as: 'rep', recipe: 'What would this deal be worth?' },
  { as: 'manager', recipe: 'See my team’s pay and attainment' },
  { as: 'rep', recipe: 'Submit a deal for approval' },
  { as: 'manager', recipe: 'Decide on deals' },
  { as: 'rep', recipe: 'Dispute who is credited' },
  { as: 'manager', recipe: 'Decide on disputes' },
  { as: 'auditor', recipe: 'Who changed what' },
  { as: 'auditor', recipe: 'Read the rules that a calculation used' },
  { as: 'comp-admin', recipe: 'Tell another system of approvals' },
  { as: 'system-admin', recipe: 'Add a user and give a role' },
  { as: 'system-admin-2', recipe: 'Confirm a role', puts: { 'Confirm it': confirmProposed } },
];

/** What somebody puts in after they read who has a role proposed. */
function confirmProposed([{ users }]) {
  const { id } = users.flatMap(({ grants }) => grants).find(({ state }) => state === 'proposed');
  return { input: { grant: id, reason: 'Known to me', idempotencyKey: `confirm-${id}` } };
}
