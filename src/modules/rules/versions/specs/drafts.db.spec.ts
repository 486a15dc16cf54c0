import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase } from '../../../../../test/support/database.js';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { publishRules } from '../../../../../test/support/small-company.js';
import {
  APPROVER,
  ask,
  AUTHOR,
  planTest,
  planText,
  SOMEBODY,
  Versions,
} from '../../../../../test/support/rules/versions.js';
import { RulesService } from '../../rules.service.js';

const database = testDatabase();
const versions = new Versions(database);
const { service } = versions;

beforeAll(() => publishRules(database));

describe('a draft', () => {
  it('keeps any text byte for byte, right or wrong, and so does what is published of it', async () => {
    const { id: version, name } = await versions.draft();
    const bare = planText(name);
    const text =
      `\ufeff${bare.replace('title: Sellers of the benchmark', 'title: "Verkäufer 🧮 e\u0301 漢字"')}# the end   `.replaceAll(
        '\n',
        '\r\n',
      );
    const test = `\ufeff${planTest(name).replaceAll('\n', '\r\n')}`;
    const { version: edited } = await service.edit(AUTHOR, { version, revision: 1, text, test });
    expect([edited.source, edited.test]).toEqual([text, test]);
    await versions.approve({ id: version });
    await service.publish(AUTHOR, { version });
    const [stored] = await ask<{ text: Buffer }>(
      database,
      `select convert_to(text, 'UTF8') as text from document_version where name = $1`,
      [name],
    );
    expect(stored?.text.equals(Buffer.from(text, 'utf8'))).toBe(true);
    expect((await service.version(AUTHOR, version)).source).toBe(text);
    expect(await new RulesService(database).published(AUTHOR)).toContainEqual(
      expect.objectContaining({ name, text }),
    );
  });

  it('gives back whatever text somebody wrote', async () => {
    const whole = fc.string({ unit: 'grapheme', maxLength: 200 });
    const written = fc.tuple(whole, fc.option(whole)).filter(([text]) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(written, async ([text, test]) => {
        const { version } = await service.create(AUTHOR, { kind: 'plan', name: 'any-text', text, test });
        const { source, test: examples } = await service.version(AUTHOR, version.id);
        expect([source, examples]).toEqual([text, test]);
      }),
      runs(60),
    );
  });

  it.each([
    ['with a NUL', 'plan', 'a', 'kicker: 1\0', 'TEXT_UNREADABLE'],
    ['with half a character', 'plan', 'a', 'kicker: \ud83d', 'TEXT_UNREADABLE'],
    ['of more than a megabyte', 'plan', 'a', 'x'.repeat(1_000_002), 'TEXT_UNREADABLE'],
    ['of a name that no document can have', 'plan', 'Sales Plan', 'kicker: 1', 'DOCUMENT_NAME'],
    ['of a kind without versions', 'test', 'a', 'kicker: 1', 'DOCUMENT_KIND_UNKNOWN'],
  ])('%s is refused', async (_, kind, name, text, code) => {
    await expect(service.create(AUTHOR, { kind: kind as 'plan', name, text })).rejects.toMatchObject({
      code,
    });
  });

  it('edited in two windows tells the second where it stands, and loses nothing', async () => {
    const { id: version, name } = await versions.draft();
    const [mine, theirs] = [planText(name, { '6%': '5%' }), planText(name, { '6%': '7%' })];
    await service.edit(AUTHOR, { version, revision: 1, text: mine });
    const second = service.edit(SOMEBODY, { version, revision: 1, text: theirs });
    await expect(second).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      message: expect.stringContaining('revision 2, step 2'),
    });
    expect((await service.version(AUTHOR, version)).source).toBe(mine);
  });

  it('that is edited to the same text is not changed', async () => {
    const { id: version, name } = await versions.draft();
    const { version: same } = await service.edit(AUTHOR, { version, revision: 1, text: planText(name) });
    expect({ revision: same.revision, step: same.step }).toEqual({ revision: 1, step: 1 });
  });
});

describe('a check', () => {
  it('keeps what it found for exactly this text, and a text with an error stays a draft', async () => {
    const { id: version, name } = await versions.draft();
    const wrong = planText(name, { 'booking.type:': 'booking.tpye:' });
    await service.edit(AUTHOR, { version, revision: 1, text: wrong });
    const { version: checked } = await service.check(AUTHOR, { version });
    expect(checked.state).toBe('draft');
    expect(checked.checked?.findings[0]).toMatchObject({
      code: 'UNKNOWN_FACT',
      severity: 'error',
      file: `${name}.yaml`,
      line: 13,
    });
    const { version: edited } = await service.edit(AUTHOR, { version, revision: 2, text: planText(name) });
    expect(edited.checked).toBeNull();
    const { version: right } = await service.check(AUTHOR, { version });
    expect(right).toMatchObject({ state: 'checked', checked: { findings: [], examples: { failed: 0 } } });
  });

  it('works out the examples: one that is a cent off keeps it a draft and says by how much', async () => {
    const { id: version, name } = await versions.draft();
    await service.edit(AUTHOR, { version, revision: 1, test: planTest(name, '60.01') });
    const { version: failed } = await service.check(AUTHOR, { version });
    expect(failed.state).toBe('draft');
    expect(failed.checked?.examples).toMatchObject({ passed: 0, failed: 1 });
    expect(failed.checked?.examples.situations[0]?.failures[0]).toMatchObject({
      expected: '60.01 USD',
      got: '60.00 USD',
    });
    await expect(service.submit(AUTHOR, { version })).rejects.toMatchObject({ code: 'VERSION_STATE' });
    await service.edit(AUTHOR, { version, revision: 2, test: planTest(name) });
    const { version: passed } = await service.check(AUTHOR, { version });
    expect(passed).toMatchObject({ state: 'checked', checked: { examples: { passed: 1, failed: 0 } } });
    const { version: again } = await service.edit(AUTHOR, { version, revision: 3, test: null });
    expect(again).toMatchObject({ state: 'draft', test: null, checked: null });
  });

  it('refuses a text that says it is another document, and examples that are a plan', async () => {
    const { id: version, name } = await versions.draft(versions.name(), planText('something-else'));
    const { version: checked } = await service.check(AUTHOR, { version });
    expect(checked.checked?.findings).toEqual([
      expect.objectContaining({ code: 'DOCUMENT_KIND', file: `${name}.yaml`, line: 2 }),
    ]);
    await service.edit(AUTHOR, { version, revision: 1, text: planText(name), test: planText(name) });
    const { version: second } = await service.check(AUTHOR, { version });
    expect(second.checked?.findings).toEqual([
      expect.objectContaining({ code: 'DOCUMENT_KIND', file: `${name}.test.yaml`, line: 2 }),
    ]);
  });

  it('judges a version beside the one in force: a window that changes while it runs is an error', async () => {
    const name = versions.name();
    await versions
      .approve(await versions.draft(name))
      .then(({ id }) => service.publish(AUTHOR, { version: id }));
    const changes = { 'from: 2026-01-01': 'from: 2026-02-15', 'negative: carry-measure': 'negative: zero' };
    const { id: version } = await versions.draft(name, planText(name, changes));
    const { version: checked } = await service.check(AUTHOR, { version });
    expect(checked.checked?.findings.map(({ code }) => code)).toContain('VERSION_CHANGES_WINDOW');
  });
});

describe('a clone', () => {
  it('under another name says that name in its head and in its examples, and nothing else differs', async () => {
    const { id, name } = await versions.draft();
    const commented = planText(name, { [`plan: ${name}`]: `plan: "${name}"   # ${name} of the year` });
    const test = planTest(name);
    await service.edit(AUTHOR, { version: id, revision: 1, text: commented, test });
    const { version: clone } = await service.clone(SOMEBODY, { version: id, name: 'copied' });
    expect(clone).toMatchObject({
      name: 'copied',
      source: commented.replace(`plan: "${name}"`, 'plan: "copied"'),
      test: test.replace(`test: ${name}`, 'test: copied'),
    });
    const { version: checked } = await service.check(SOMEBODY, { version: clone.id });
    expect(checked.state).toBe('checked');
  });

  it('copies an earlier revision when asked', async () => {
    const { id: version, name, source } = await versions.draft();
    await service.edit(AUTHOR, { version, revision: 1, text: planText(name, { '6%': '5%' }) });
    expect((await service.clone(AUTHOR, { version, revision: 1 })).version.source).toBe(source);
    await expect(service.clone(AUTHOR, { version, revision: 3 })).rejects.toMatchObject({
      code: 'REVISION_UNKNOWN',
    });
  });

  it('of a text that nobody approved keeps its authors: none of them approves it through somebody else’s copy', async () => {
    const { id } = await versions.in('in-review');
    const { version } = await service.clone(SOMEBODY, { version: id });
    expect(version).toMatchObject({ author: SOMEBODY.id, authors: [AUTHOR.id, SOMEBODY.id] });
    await service.check(SOMEBODY, { version: version.id });
    const { version: submitted } = await service.submit(SOMEBODY, { version: version.id });
    for (const actor of [AUTHOR, SOMEBODY])
      await expect(
        service.approve(actor, { version: version.id, hash: submitted.hash }),
      ).rejects.toMatchObject({ code: 'OWN_VERSION' });
    const approved = await versions.in('approved');
    const { version: next } = await service.clone(SOMEBODY, { version: approved.id });
    expect(next.authors).toEqual([SOMEBODY.id]);
  });
});

describe('a review', () => {
  it('is no review by who wrote, edited or handed in', async () => {
    const { id: version, name } = await versions.draft();
    await service.edit(SOMEBODY, { version, revision: 1, text: planText(name, { '6%': '5%' }) });
    await service.check(AUTHOR, { version });
    const { hash } = (await service.submit({ id: 'kim' }, { version })).version;
    for (const actor of [AUTHOR, SOMEBODY, { id: 'kim' }])
      await expect(service.approve(actor, { version, hash })).rejects.toMatchObject({
        code: 'OWN_VERSION',
        hint: 'Ask somebody else who may approve.',
      });
    const { version: approved } = await service.approve(APPROVER, { version, hash, reason: 'as agreed' });
    expect(approved).toMatchObject({ state: 'approved', approver: APPROVER.id });
  });

  it('of a text that changed since it was read is refused', async () => {
    const { id: version, name, hash: read } = await versions.in('in-review');
    await service.reject(APPROVER, { version, reason: 'too dear' });
    await service.edit(AUTHOR, { version, revision: 1, text: planText(name, { '6%': '5%' }) });
    await service.check(AUTHOR, { version });
    await service.submit(AUTHOR, { version });
    await expect(service.approve(APPROVER, { version, hash: read })).rejects.toMatchObject({
      code: 'STALE_SUBJECT',
    });
    const { hash, state } = await service.version(APPROVER, version);
    expect(state).toBe('in-review');
    expect((await service.approve(APPROVER, { version, hash })).version.state).toBe('approved');
  });

  it('covers the examples too: other examples are another subject', async () => {
    const { id: version, name } = await versions.draft();
    const before = (await service.version(AUTHOR, version)).hash;
    const { version: edited } = await service.edit(AUTHOR, { version, revision: 1, test: planTest(name) });
    expect(edited.hash).not.toBe(before);
  });

  it('rejects and withdraws with a reason only, and withdraws for authors only', async () => {
    const { id: version } = await versions.in('in-review');
    expect(() => service.reject(APPROVER, { version, reason: ' ' })).toThrow('say why');
    expect(() => service.withdraw(AUTHOR, { version, reason: '' })).toThrow('say why');
    await expect(service.withdraw(APPROVER, { version, reason: 'not mine' })).rejects.toMatchObject({
      code: 'NOT_AUTHOR',
    });
    const { version: rejected } = await service.reject(APPROVER, { version, reason: 'too dear' });
    expect(rejected.state).toBe('rejected');
    expect((await service.history(AUTHOR, version)).at(-1)).toMatchObject({
      action: 'reject',
      reason: 'too dear',
      actor: APPROVER.id,
    });
  });
});
