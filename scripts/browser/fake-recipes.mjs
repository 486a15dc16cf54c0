const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** Recipes for proving the pages; those that people get are read from the example operations. */
export const RECIPES = [
  {
    id: 'see-earnings',
    title: 'See what a rep earned and why',
    forRoles: ['FINANCE', 'COMP_ADMIN', 'REP'],
    summary: 'One statement with every line and the numbers behind it.',
    steps: [
      {
        id: 'statement',
        title: 'Read the statement',
        text: 'Shows what one participant earned in a period, line by line. Change the participant and the period.',
        operation:
          'query Statement($participant: ID!, $period: String!) {\n  statement(participant: $participant, period: $period) {\n    participant\n    period\n    total\n    lines { booking credit rate amount }\n  }\n}\n',
        variables: json({ participant: 'west-ae-1', period: '2026-10' }),
      },
    ],
  },
  {
    id: 'define-plan',
    title: 'Define a plan',
    forRoles: ['COMP_ADMIN'],
    summary: 'From an empty page to a published plan.',
    steps: [
      {
        id: 'define',
        title: 'Write it down',
        text: 'Makes a draft of a plan that pays a flat rate. Change the title and the rate.',
        operation:
          'mutation PlanDefine($input: PlanDefineInput!) {\n  planDefine(input: $input) {\n    plan { id title state }\n    userErrors { code path message hint }\n  }\n}\n',
        variables: json({
          input: { title: 'Inside sales 2027', ratePercent: '5', idempotencyKey: 'define-1' },
        }),
      },
      {
        id: 'publish',
        title: 'Publish it',
        text: 'Puts the plan in force from a day on. Needs the plan that step 1 made: its id is filled in once that step is done.',
        operation:
          'mutation PlanPublish($input: PlanPublishInput!) {\n  planPublish(input: $input) {\n    plan { id state }\n    userErrors { code path message hint }\n  }\n}\n',
        variables: json({
          input: {
            planId: '<planDefine.plan.id from step 1>',
            from: '2027-01-01',
            idempotencyKey: 'publish-1',
          },
        }),
      },
    ],
  },
  {
    id: 'follow',
    title: 'Follow a calculation',
    forRoles: ['FINANCE'],
    summary: 'Progress as it happens.',
    steps: [
      {
        id: 'progress',
        title: 'Watch the progress',
        text: 'Answers again whenever the calculation gets on. Nothing to change.',
        operation: 'subscription Progress {\n  progress\n}\n',
        variables: '{}\n',
      },
    ],
  },
];
