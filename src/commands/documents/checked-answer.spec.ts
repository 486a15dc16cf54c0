import { describe, expect, it } from '@jest/globals';
import { DocumentsService } from '../../modules/rules/documents.service.js';
import { benchText } from '../../../test/support/rules/versions.js';
import { EXIT } from '../output.js';
import { checkedAnswer } from './checked-answer.js';

const FACTS = { path: 'facts.yaml', text: benchText('facts') };
/** The catalogue has no such fact. */
const ENGAGEMENT = {
  path: 'engagement.yaml',
  text: benchText('engagement').replaceAll('booking.salesperson', 'booking.seller'),
};

function check(...files: { path: string; text: string }[]) {
  const { findings, documents, judged } = new DocumentsService().check(files);
  return checkedAnswer({ findings, documents: documents.length, liabilities: [], judged, beside: null });
}

describe('what a check answers', () => {
  it('says that meaning was not judged while a document cannot be read', () => {
    const unreadable = { path: 'plan.yaml', text: 'kicker: 1\nplan: [' };
    const { text, json, exit } = check(FACTS, ENGAGEMENT, unreadable);
    expect(text).toContain('plan.yaml:');
    expect(text).not.toContain('booking.seller');
    expect(text).toMatch(
      /\nOnly the form of the documents was checked, .*\n2 documents, 1 errors, 0 warnings$/,
    );
    expect(json).toMatchObject({ judged: false });
    expect(exit).toBe(EXIT.findings);
  });

  it('says no such thing where meaning is judged', () => {
    const { text, json } = check(FACTS, ENGAGEMENT);
    expect(text).toContain('booking.seller');
    expect(text).not.toContain('Only the form');
    expect(json).toMatchObject({ judged: true });
    expect(check(FACTS)).toMatchObject({ text: '1 documents, 0 errors, 0 warnings', exit: EXIT.ok });
  });

  it('says which folder gave the documents that nobody named', () => {
    const checked = { documents: 1, findings: [], liabilities: [], judged: true };
    const beside = { folder: 'rules', documents: 11 };
    expect(checkedAnswer({ ...checked, beside })).toEqual({
      text: 'What you named was read with 11 documents of rules; KICKER_RULES_DIR names another folder.\n1 documents, 0 errors, 0 warnings',
      json: { ...checked, beside },
      exit: EXIT.ok,
    });
  });
});
