import { ACTIONS, DATA, mayDo, reachOf, type Action, type DataKind } from './matrix.js';
import { ROLE_NAMES, ROLES } from './roles.js';

const head = (first: string): string[] => [
  `| ${first} | ${ROLES.map((role) => ROLE_NAMES[role]).join(' | ')} |`,
  `|---|${ROLES.map(() => '---|').join('')}`,
];

/** The page of who may see and do what, from the matrix. */
export function accessPage(): string {
  const data = (Object.keys(DATA) as DataKind[]).map((kind) => {
    const cells = ROLES.map((role) => reachOf([role], kind)).map((reach) => (reach === 'none' ? '–' : reach));
    return `| **${kind}**: ${DATA[kind].means} | ${cells.join(' | ')} |`;
  });
  const acts = (Object.keys(ACTIONS) as Action[]).map((action) => {
    const cells = ROLES.map((role) => (mayDo([role], action) ? 'yes' : '–'));
    return `| **${action}**: ${ACTIONS[action].means} | ${cells.join(' | ')} |`;
  });
  return [
    INTRODUCTION,
    ...head('Data'),
    ...data,
    '',
    BOOKINGS,
    '## Who may do what',
    '',
    ...head('Act'),
    ...acts,
    '',
    PEOPLE,
  ].join('\n');
}

const INTRODUCTION = `# Who may see and do what

What is not listed is neither seen nor done. Somebody with several roles sees and may do what any of them allows.
*own*: of the participant one is; *subtree*: also of whoever reports to one, directly or through others, on the days on which they do,
as the assignments now known say. The database enforces the reach over pay, participants and bookings for each row
(row-level security); what is hidden looks as if it were not there.

This page is made by \`npm run -s generate:access\` from \`src/modules/access/matrix/matrix.ts\`.

## Who sees what
`;

const BOOKINGS = `### Bookings of one's own

A booking line is told in revisions, each of which may name somebody else. Of a line, somebody without sight of all bookings sees

- every revision, while the latest known one names them (or who reports to them on that day) as salesperson;
- otherwise the revisions that name them: what became of the line after it went to somebody else is not shown;
- of a line that the latest calculation credits to them, the revisions told up to where that calculation holds. A correction told since is
  shown once it is calculated anew, to those whom it then credits;
- of a line that they were paid on, the revision that the paying calculation knew, so that their statements stay explicable.

A line whose latest known revision is not seen is in no list, count or booking as known now; what happened to a booking later is seen
with a line of it as known now.

### Pay of a team that changes

Somebody's pay of a period is told whole or refused (\`PERIOD_NOT_SEEN\`): a manager sees a period of somebody in their team when it has a day on
which they report to them, and they do on every day of it on which they are on a plan. A statement of such a period whose balances need
other days leaves the balances and what those days earned out, and says so.

What is known of the person apart from pay (**participants**: payroll id, e-mail, cost centre, further facts) is seen while they report to
one, today; the name always.
`;

const PEOPLE = `## Two people

- A role takes effect when a system admin confirms what another one proposed for a third person; one alone may take it away, at once.
  On the command line one person is enough: whoever can start it there can read the database. What it does for a user (--as) it says in the audit first.
- Nobody is comp admin and finance at once, and a system admin is nothing else besides: the database refuses both.
- A participant has one user, so that nobody acts through a second account.
- Roles have a first and, if wanted, a last day; they are read for each request, so that what was revoked or disabled is refused from the
  next request on, whatever a token or a session was issued for.
`;
