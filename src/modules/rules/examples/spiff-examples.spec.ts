import { rulesFiles, spiffFiles } from '../../../../test/support/documents/rules-files.js';
import { DocumentsService, renderExamples } from '../documents.service.js';

const UNITS = 'units: [logo, order]\nfields:';

/** The company's own facts, which know logos and orders, and SPIFFs with their examples. */
const FILES = [
  ...rulesFiles()
    .filter(({ path }) => path.endsWith('facts.yaml'))
    .map(({ path, text }) => ({ path, text: text.replace('fields:', UNITS) })),
  ...spiffFiles(),
];

describe('a new-logo SPIFF and a launch contest', () => {
  const documents = new DocumentsService();

  it('are right, and bounded', () => {
    expect(documents.check(FILES).findings).toEqual([]);
  });

  it('pay what their examples say', () => {
    const report = documents.test(FILES);
    expect(renderExamples(report)).toContain('5 passed, 0 failed');
  });
});
