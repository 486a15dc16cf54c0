import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DocumentsService, renderExamples } from '../documents.service.js';
import {
  ApprovalLevelInput,
  ApprovalsInput,
  ApprovalTermsInput,
} from '../documents/approvals/approvals.input.js';
import { partSpec } from '../documents/shape/key.js';

const page = readFileSync('rules/APPROVALS.md', 'utf8');
const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text ?? '');
const files = [
  { path: 'facts.yaml', text: readFileSync('library/facts.yaml', 'utf8') },
  ...blocks.map((text, at) => ({ path: `block-${at + 1}.yaml`, text })),
];

describe('rules/APPROVALS.md', () => {
  const documents = new DocumentsService();

  it('shows a matrix that the check reads without a finding, and examples that come out', () => {
    expect(documents.check(files).findings.filter(({ file }) => file !== 'facts.yaml')).toEqual([]);
    expect(renderExamples(documents.test(files))).toContain('1 passed, 0 failed');
  });

  it('names every key of a matrix, its levels and its terms', () => {
    const keys = [ApprovalsInput, ApprovalLevelInput, ApprovalTermsInput].flatMap((part) =>
      [...partSpec(part).keys.values()].map(({ key }) => key),
    );
    expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(page) && key !== 'until')).toEqual([]);
  });
});
