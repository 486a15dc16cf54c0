import { documentsWithoutTest, tablesNobodyReads, testsOfNothing } from './lib/rules-documents.js';
import { files } from './lib/tree.js';

const at = (path: string, text: string): { path: string; text: string } => ({ path, text });
const PLAN = at('rules/plans/ae/plan.yaml', 'kicker: 1\nplan: ae\n');
const TABLE = at('rules/tables/rates.yaml', 'kicker: 1\ntable: rates\n');

describe('documents and their examples', () => {
  const rules = files(/^rules\/(?!schemas\/).*\.yaml$/);

  it('every document has its examples beside it', () => {
    expect(documentsWithoutTest(rules)).toEqual([]);
  });

  it('every table is read by a document, every example has its document', () => {
    expect([...tablesNobodyReads(rules), ...testsOfNothing(rules)]).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it('see a plan without examples and leave one with them', () => {
    expect(documentsWithoutTest([PLAN])).toEqual([expect.stringContaining('plan.test.yaml')]);
    expect(
      documentsWithoutTest([PLAN, at('rules/plans/ae/plan.test.yaml', 'kicker: 1\ntest: ae\n')]),
    ).toEqual([]);
  });

  it('ask no examples of facts and tables', () => {
    expect(documentsWithoutTest([TABLE, at('rules/facts.yaml', 'kicker: 1\nfacts: company\n')])).toEqual([]);
  });

  it('see a table that nobody reads and examples of nothing', () => {
    expect(tablesNobodyReads([TABLE, PLAN])).toHaveLength(1);
    expect(tablesNobodyReads([TABLE, at(PLAN.path, `${PLAN.text}pays: table.rates.rate\n`)])).toEqual([]);
    expect(testsOfNothing([at('rules/plans/x/plan.test.yaml', 'kicker: 1\ntest: x\n')])).toHaveLength(1);
  });
});
