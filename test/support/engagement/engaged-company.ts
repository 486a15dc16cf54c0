import { readFileSync, readdirSync } from 'node:fs';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import type { SourceFile } from '../../../src/modules/rules/documents/placed-finding.js';
import type { ImportReport } from '../../../src/modules/bookings/import.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { seeingAll } from '../actors/actor.js';
import { importing } from '../importing.js';

const LIBRARY = new URL('../../../library/', import.meta.url);
const ACTOR = seeingAll('tester');

/** The fact catalogue of the library and all rules of engagement in it. */
export function engagementFiles(): SourceFile[] {
  const folders = readdirSync(LIBRARY).filter((name) => name.startsWith('rules-of-engagement-'));
  const policies = folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, LIBRARY))
      .filter((name) => name.endsWith('.yaml') && !name.endsWith('.test.yaml'))
      .map((name) => `${folder}/${name}`),
  );
  return ['facts.yaml', ...policies].map((path) => ({
    path,
    text: readFileSync(new URL(path, LIBRARY), 'utf8'),
  }));
}

/** Publishes documents; fails where one has errors. */
export async function publishAll(database: Database, files: readonly SourceFile[]): Promise<void> {
  const { position, findings } = await new RulesService(database).publish(ACTOR, files, 'test');
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (position === null || errors.length > 0) throw new Error(JSON.stringify(errors));
}

/** A file of a kind, by the catalogue that is published; fails where a row is refused. */
export async function giveFacts(database: Database, kind: string, text: string): Promise<ImportReport> {
  const rules = new RulesService(database);
  const catalogue = await database.inTransaction(ACTOR, (tx) => rules.catalogueNow(tx));
  const report = await importing(database)(kind, text, { catalogue });
  if (!report.written && report.counts.unchanged === 0) throw new Error(JSON.stringify(report.rejections));
  return report;
}

/** A company with an account, an opportunity that moves, a registration, a lead, a request, a book and bookings. */
export const ENGAGED: Readonly<Record<string, string>> = {
  participants: 'participant,name\nana,Ana\nben,Ben\ncho,Cho\nhouse-user,House\n',
  accounts: `account,name,owner,account.position,account.employees,account.territory-owner,account.sales-administration,account.relation
acme,Acme,ana,top,600 employees,ben,house-user,prospect
beta,Beta,ben,top,40 employees,,house-user,customer
`,
  opportunities: `opportunity,account,seller,created,close_date,opportunity.previous-owner,opportunity.kind,opportunity.net-arr
O-1,acme,ana,2024-01-15,2024-06-30,cho,growth,60000 USD
O-2,beta,ben,2026-01-15,2026-05-30,cho,new-logo,4000 USD
O-3,beta,ben,2025-01-05,2025-05-30,cho,growth,60000 USD
`,
  registrations: `registration,partner,opportunity,filed,approved,registration.sourced-by,registration.partner-manager,registration.sales-manager,registration.target,registration.deal
R-1,partner-7,O-2,2026-02-02,2026-02-04,partner,approved,approved,opportunity,first
R-2,partner-8,O-2,2026-03-02,,partner,approved,approved,opportunity,related-expansion
`,
  leads: 'lead,owner,received,lead.value,lead.first-contact\nL-1,ana,2026-03-02,ordinary,2026-03-03\n',
  requests: `request,opportunity,account,asked,transfer.date,request.reason,request.quarter,transfer.from-team,request.managers
Q-1,O-1,,2024-03-01,2024-03-10,other,q1,enterprise,agreed
Q-2,,acme,2026-05-02,,wrong-team,q2,,
Q-3,O-3,,2025-03-01,2025-03-10,other,q1,enterprise,agreed
`,
  books: 'book,owner,book.role,book.accounts,book.quarter\nB-1,ana,account-manager,16 accounts,starts\n',
  stages: `opportunity,date,stage
O-1,2024-01-15,1
O-1,2024-03-01,4
O-2,2026-01-15,1
O-2,2026-03-05,2
O-3,2025-01-05,1
O-3,2025-03-05,2
O-3,2025-03-11,3
`,
  activities: `account,opportunity,lead,registration,date,kind
acme,,,,2026-03-01,call
,O-2,,,2026-02-20,meeting
,O-3,,,2025-02-20,meeting
,,L-1,,2026-03-03,call
,,,R-1,2026-02-20,mail
`,
  bookings: `booking,line,date,currency,net,salesperson,account,booking.opportunity
SO-1,1,2024-05-02,USD,1000,ana,acme,O-1
SO-2,1,2027-05-02,USD,1000,ben,acme,
`,
};

/** Publishes the library's rules of engagement and tells the company. */
export async function tellEngaged(database: Database): Promise<void> {
  await publishAll(database, engagementFiles());
  for (const [kind, text] of Object.entries(ENGAGED)) await giveFacts(database, kind, text);
}
