import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DocumentsService } from '../../modules/rules/documents.service.js';
import { readRulesFiles } from '../rules-files.js';
import { factsLacking, standardPlan, standardPlans } from './standard-plans.js';
import { templatePlan } from './template-plan.js';

const RULES_DIR = process.env['KICKER_RULES_DIR'];

afterEach(() => {
  if (RULES_DIR === undefined) delete process.env['KICKER_RULES_DIR'];
  else process.env['KICKER_RULES_DIR'] = RULES_DIR;
});

describe('standard plans', () => {
  it('are listed with what each is', async () => {
    const { text } = await templatePlan('plan');
    expect(text).toContain(
      "sales-manager\n    A manager's override: a rate on what the team books, from the first dollar above a threshold of the month.",
    );
    const plans = [...(await standardPlans('plan')), ...(await standardPlans('spiff'))];
    expect(plans.filter(({ about, title }) => about === '' || title === '')).toEqual([]);
  });

  it('are printed as they would stand in rules/plans', async () => {
    const { text } = await templatePlan('plan', 'account-executive');
    expect(text).toContain('$schema=../../schemas/plan.schema.json');
    expect(text).toContain('plan: account-executive\n');
    const spiff = await templatePlan('spiff', 'new-logo-spiff');
    expect(spiff.text).toContain('spiff: new-logo-spiff\n');
  });

  it('are refused by a name that there is not, with the nearest', async () => {
    await expect(standardPlan('account-executives')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      hint: 'Did you mean account-executive?',
    });
  });

  it('say which facts a catalogue lacks, and no others', async () => {
    const plan = await standardPlan('account-executive');
    const lacking = await factsLacking(plan, readFileSync('rules/facts.yaml', 'utf8'));
    expect(lacking.map((line) => /name: ([a-z.-]+)/.exec(line)?.[1])).toEqual([
      'attribute.quarterly-variable',
    ]);
  });

  it('are put into a folder with examples and tables, and work there once the facts are', async () => {
    const rules = mkdtempSync(join(tmpdir(), 'kicker-'));
    try {
      process.env['KICKER_RULES_DIR'] = rules;
      const folder = join(rules, 'plans', 'technical-account-manager');
      const { json } = await templatePlan('plan', 'technical-account-manager', folder);
      expect(json).toMatchObject({
        files: ['plan.test.yaml', 'plan.yaml']
          .map((file) => join(folder, file))
          .concat(join(rules, 'tables', 'billing-rates.yaml')),
      });
      writeFileSync(join(rules, 'facts.yaml'), readFileSync('library/facts.yaml'));
      const files = await readRulesFiles([rules]);
      const documents = new DocumentsService();
      expect(documents.check(files).findings).toEqual([]);
      expect(documents.test(files)).toMatchObject({ failed: 0, passed: 4 });
      await expect(templatePlan('plan', 'technical-account-manager', folder)).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    } finally {
      rmSync(rules, { recursive: true });
    }
  });
});
