import { describe, expect, it } from '@jest/globals';
import { TIMES } from '../../../../../test/support/properties/property-runs.js';
import { onFreshDatabase, publishRules } from '../../../../../test/support/small-company.js';
import {
  APPROVER,
  ask,
  AUTHOR,
  listed,
  planText,
  SOMEBODY,
  Versions,
} from '../../../../../test/support/rules/versions.js';
import type { VersionsService } from '../../versions.service.js';
import type { VersionText } from '../version.js';
import type { VersionState } from '../version-states.js';

const ROUNDS = 12;
const PATIENCE = 120_000;

type Act = (version: VersionText, service: VersionsService) => Promise<unknown>;

const edit =
  (pays: string, actor = AUTHOR): Act =>
  ({ id, revision, step, name }, service) =>
    service.edit(actor, { version: id, revision, step, text: planText(name, { '6%': pays }) });
const approve =
  (actor = APPROVER): Act =>
  (version, service) =>
    service.approve(actor, { ...seen(version), hash: version.hash });
const seen = ({ id, step }: VersionText): { version: string; step: number } => ({ version: id, step });
const check: Act = (version, service) => service.check(AUTHOR, seen(version));
const submit: Act = (version, service) => service.submit(AUTHOR, seen(version));
const reject: Act = (version, service) => service.reject(SOMEBODY, { ...seen(version), reason: 'too dear' });
const withdraw: Act = (version, service) =>
  service.withdraw(AUTHOR, { ...seen(version), reason: 'a mistake' });
const publish =
  (actor = AUTHOR): Act =>
  (version, service) =>
    service.publish(actor, seen(version));
const propose: Act = (version, service) =>
  service.proposeRetirement(SOMEBODY, { ...seen(version), from: '2026-07-01', reason: 'ended' });
const retire: Act = (version, service) => service.retire(APPROVER, seen(version));

/** What is raced from which state. In each race exactly one of the two may win. */
const RACES: readonly (readonly [string, VersionState, Act, Act])[] = [
  ['two approvers', 'in-review', approve(), approve(SOMEBODY)],
  ['an approval and a rejection', 'in-review', approve(), reject],
  ['an approval and a withdrawal', 'in-review', approve(), withdraw],
  ['two publishers', 'approved', publish(), publish(SOMEBODY)],
  ['a withdrawal and a publication', 'approved', withdraw, publish()],
  ['two edits of one revision', 'draft', edit('5%'), edit('7%', SOMEBODY)],
  ['an edit and a check', 'draft', edit('5%'), check],
  ['an edit and a submission', 'checked', edit('5%'), submit],
  ['two proposals to retire', 'published', propose, propose],
  ['two retirements', 'retiring', retire, retire],
  ['a retirement and its rejection', 'retiring', retire, reject],
];

/** What must hold over everything that any race left behind; each question counts the exceptions. */
const INVARIANTS: readonly (readonly [string, string])[] = [
  [
    'no version skips a step or has two of one number',
    `select count(*) from (select version from version_step group by version having max(step) <> count(*) or min(step) <> 1) x`,
  ],
  [
    'each step follows the state that the one before it reached',
    `select count(*) from (select before, lag(state, 1, 'new') over (partition by version order by step) as was from version_step) x where before <> was`,
  ],
  [
    'no version has an approver among its authors',
    `select count(*) from version_hand a join version_hand b using (version, actor) where a.hand = 'author' and b.hand = 'approver'`,
  ],
  [
    'no version reached two ends',
    `select count(*) from (select version from version_step where state = 'withdrawn' or action in ('publish', 'file')
       group by version having count(*) > 1) x`,
  ],
  [
    'every published version was approved in the text that is in force, or came by file',
    `select count(*) from publication p join version_step s on s.publishes = p.life join document_version d using (version_id)
       where s.action <> 'file' and not exists (select from version_step a join version_text t on t.version = a.version and t.revision = a.revision
         where a.version = p.life and a.action = 'approve' and t.text = d.text)`,
  ],
  [
    'every publication that a step announces is there',
    `select count(*) from version_step s where s.publishes is not null and not exists (
       select from publication p where p.life = s.version and p.entry = s.entry)`,
  ],
  [
    'no two texts of a document are in force on one day',
    `select count(*) from publication a join publication b on a.kind = b.kind and a.name = b.name and a.publication_id < b.publication_id
       and a.effective && b.effective where a.ended_by is null and b.ended_by is null`,
  ],
  [
    'every step has its audit entry, and every such entry its step',
    `select count(*) from version_step s full join (select * from audit_entry where action like 'version.%') a using (entry)
       where s.action <> 'file' and (a.entry is null or a.action <> 'version.' || s.action) or s.version is null`,
  ],
  [
    'every revision of a text was brought by a step',
    `select count(*) from version_text t left join version_step s on s.version = t.version and s.brings = t.revision where s.version is null`,
  ],
];

/** Runs races on a database of their own, then asks what must hold over everything that they left behind; long runs do so more often. */
async function onRacecourse(work: (versions: Versions) => Promise<void>): Promise<void> {
  for (let time = 0; time < TIMES; time += 1) await raceOnce(work);
}

async function raceOnce(work: (versions: Versions) => Promise<void>): Promise<void> {
  await onFreshDatabase(async (database) => {
    await publishRules(database);
    await work(new Versions(database));
    for (const [what, sql] of INVARIANTS)
      expect([what, await ask(database, sql)]).toEqual([what, [{ count: '0' }]]);
  });
}

describe.each(RACES)('%s at the same moment', (_, state, one, other) => {
  it(
    `end with one winner and one who is told, ${ROUNDS} times`,
    async () => {
      expect.hasAssertions();
      await onRacecourse(async (versions) => {
        const { service } = versions;
        for (let round = 0; round < ROUNDS; round += 1) {
          const version = await versions.in(state);
          const both = round % 2 === 0 ? [one, other] : [other, one];
          const outcomes = await Promise.allSettled(both.map((act) => act(version, service)));
          const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
          expect(lost.map(({ reason }) => reason.code)).toEqual(['VERSION_CONFLICT']);
          const now = await service.version(AUTHOR, version.id);
          expect(now.step).toBe(version.step + 1);
          expect(lost[0]?.reason.message).toContain(`revision ${now.revision}, step ${now.step}`);
        }
      });
    },
    PATIENCE,
  );
});

describe('an edit against an approval', () => {
  it(
    'never gets a text approved that nobody reviewed',
    async () => {
      expect.hasAssertions();
      await onRacecourse(async (versions) => {
        const { service } = versions;
        for (let round = 0; round < ROUNDS; round += 1) {
          const version = await versions.in('in-review');
          const anew = { version: version.id, revision: 1, text: planText(version.name, { '6%': '9%' }) };
          await Promise.allSettled([
            approve()(version, service),
            reject(version, service).then(() => service.edit(AUTHOR, anew)),
            service.edit(SOMEBODY, anew),
          ]);
          const { state, hash, approver } = await service.version(AUTHOR, version.id);
          const won = { state: 'approved', hash: version.hash, approver: APPROVER.id };
          const lost = { state: 'draft', hash: expect.not.stringMatching(version.hash), approver: null };
          expect({ state, hash, approver }).toEqual(state === 'approved' ? won : lost);
        }
      });
    },
    PATIENCE,
  );
});

describe('two versions of one document', () => {
  it(
    'published at the same moment end with one in force on each day, and the other superseded',
    async () => {
      expect.hasAssertions();
      await onRacecourse(async (versions) => {
        const { service } = versions;
        for (let round = 0; round < ROUNDS / 3; round += 1) {
          const name = versions.name();
          const texts = ['5%', '7%'].map((pays) => planText(name, { '6%': pays }));
          const rivals = await Promise.all(texts.map((text) => versions.draft(name, text)));
          for (const rival of rivals) await versions.approve(rival);
          const reason = 'the right rate';
          await Promise.all(
            rivals.map(({ id }, index) =>
              service.publish(index === 0 ? AUTHOR : APPROVER, { version: id, reason }),
            ),
          );
          const states = (await listed(versions.database, { kind: 'plan', name })).map(({ state }) => state);
          expect([...states].sort()).toEqual(['published', 'superseded']);
        }
      });
    },
    PATIENCE,
  );
});
