import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../../src/platform/database/database.js';
import { projectRoot } from '../../../src/platform/project-root.js';
import { listVersions, type VersionFilter } from '../../../src/modules/rules/versions/read-versions.js';
import {
  VersionsService,
  type Retirement,
  type Version,
  type VersionRetired,
  type VersionState,
  type VersionText,
} from '../../../src/modules/rules/versions.service.js';
import { onFreshDatabase, publishRules } from '../small-company.js';

export const AUTHOR = { id: 'ana' };
export const APPROVER = { id: 'finn' };
export const SOMEBODY = { id: 'sam' };

/** The text of a document of the benchmark's company. */
export function benchText(name: string): string {
  return readFileSync(path.join(projectRoot(), 'bench', 'rules', `${name}.yaml`), 'utf8');
}

/** The seller's plan under another name, with a few words exchanged. */
export function planText(name: string, changes: Readonly<Record<string, string>> = {}): string {
  const named = benchText('seller').replace('plan: seller', `plan: ${name}`);
  return Object.entries(changes).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the plan does not say ${from}`);
    return text.replace(from, to);
  }, named);
}

/** A situation of a plan: 1,000 USD sold by somebody with a quota of 10,000 USD earn this. */
export function planTest(name: string, amount = '60.00'): string {
  return [
    'kicker: 1',
    `test: ${name}`,
    'situations:',
    '  - id: below-quota',
    '    people: [{ person: ana, attribute.quota: "10,000 USD" }]',
    '    credits: [{ id: A, person: ana, date: 2026-02-10, booking.type: new, line.net: "1,000 USD" }]',
    `    expect: [{ earned: commission, person: ana, period: 2026-Q1, amount: "${amount} USD" }]`,
    '',
  ].join('\n');
}

/** Versions brought to where a test needs them, each of a document of its own. */
export class Versions {
  readonly service: VersionsService;
  private count = 0;

  constructor(readonly database: Database) {
    this.service = new VersionsService(database);
  }

  /** A name that no document has yet. */
  name(): string {
    this.count += 1;
    return `plan-${this.count}`;
  }

  /** A draft of a plan by the author. */
  async draft(name = this.name(), text = planText(name)): Promise<VersionText> {
    return (await this.service.create(AUTHOR, { kind: 'plan', name, text })).version;
  }

  /** A version of a document of its own in a state. */
  async in(state: VersionState): Promise<VersionText> {
    const { service } = this;
    const name = this.name();
    const early = planText(name, { 'from: 2026-01-01': 'from: 2020-01-01' });
    const draft = await this.draft(name, state === 'retired' ? early : planText(name));
    const { id: version } = draft;
    if (state === 'draft') return draft;
    if (state === 'withdrawn')
      return (await service.withdraw(AUTHOR, { version, reason: 'a mistake' })).version;
    const checked = await service.check(AUTHOR, { version });
    if (state === 'checked') return checked.version;
    const submitted = await service.submit(AUTHOR, { version });
    if (state === 'in-review') return submitted.version;
    if (state === 'rejected')
      return (await service.reject(APPROVER, { version, reason: 'too dear' })).version;
    const approved = await service.approve(APPROVER, { version, hash: submitted.version.hash });
    return state === 'approved' ? approved.version : await this.published(approved.version, state);
  }

  private async published(
    { id: version, kind, name }: VersionText,
    state: VersionState,
  ): Promise<VersionText> {
    const { service } = this;
    const { version: published } = await service.publish(AUTHOR, { version });
    if (state === 'published') return published;
    if (state === 'retiring')
      return (await service.proposeRetirement(AUTHOR, { version, from: '2020-06-01', reason: 'ended' }))
        .version;
    if (state === 'retired') return (await this.retire(version, { from: '2021-01-01' })).version;
    const next = await service.create(AUTHOR, { kind, name, text: planText(name, { '6%': '7%' }) });
    await this.approve(next.version);
    await service.publish(AUTHOR, { version: next.version.id, reason: 'corrected' });
    return await service.version(AUTHOR, version);
  }

  /** Ends a version: proposed by one, confirmed by another. */
  async retire(version: string, of: Omit<Retirement, 'version' | 'reason'>): Promise<VersionRetired> {
    await this.service.proposeRetirement(AUTHOR, { version, reason: 'ended', ...of });
    const { from: _from, ...accepted } = of;
    return await this.service.retire(APPROVER, { version, ...accepted });
  }

  /** Brings a draft to approval. */
  async approve({ id: version }: Pick<VersionText, 'id'>): Promise<VersionText> {
    await this.service.check(AUTHOR, { version });
    const { version: submitted } = await this.service.submit(AUTHOR, { version });
    return (await this.service.approve(APPROVER, { version, hash: submitted.hash })).version;
  }
}

/** Rows of a question as the service asks it. */
export async function ask<R>(database: Database, sql: string, values: readonly unknown[] = []): Promise<R[]> {
  return await database.inTransaction(AUTHOR, (tx) => tx.query<R>(sql, values));
}

/** Runs `work` on a database of its own, where the rules of the benchmark's company came by file. */
export async function onCompany(
  work: (versions: Versions, database: Database) => Promise<void>,
): Promise<void> {
  await onFreshDatabase(async (database) => {
    await publishRules(database);
    await work(new Versions(database), database);
  });
}

/** Versions that pass a filter, newest first. */
export async function listed(database: Database, filter: VersionFilter): Promise<Version[]> {
  const page = { after: null, limit: 100 };
  const found = await database.inTransaction(AUTHOR, (tx) => listVersions(tx, filter, page));
  return found.map(({ version }) => version);
}

/** The newest version of a document, with its text. */
export async function byFile(
  { service, database }: Versions,
  kind: 'facts' | 'plan' | 'engagement',
  name: string,
): Promise<VersionText> {
  const [id = ''] = (await listed(database, { kind, name })).map((version) => version.id);
  return await service.version(AUTHOR, id);
}
