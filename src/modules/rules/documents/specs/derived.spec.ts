import { readFileSync } from 'node:fs';
import { FINDING_CODES } from '../../../../engine/rulebook/finding-codes.js';
import { DOCUMENT_CLASSES } from '../kinds/document-kinds.js';
import { errorsPage } from '../schemas/errors-page.js';
import { jsonSchemaOf, schemaFiles } from '../schemas/json-schema.js';
import { kebab, partSpec, type KeySpec, type PartClass } from '../shape/key.js';

describe('what is made from the declared keys', () => {
  it.each([...schemaFiles()])('%s is current (npm run -s generate:schemas)', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('docs/errors.md is current (npm run -s generate:errors) and lists every code', () => {
    const page = readFileSync('docs/errors.md', 'utf8');
    expect(page).toBe(errorsPage());
    expect(Object.keys(FINDING_CODES).filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('schemas say which keys must be written and which exclude each other', () => {
    const { $defs } = jsonSchemaOf('plan') as {
      $defs: Record<string, { required?: string[]; allOf?: unknown }>;
    };
    expect($defs['Tiers']?.required).toEqual(['axis', 'mode', 'starts']);
    expect($defs['TierStart']?.allOf).toEqual([{ oneOf: [{ required: ['from'] }, { required: ['above'] }] }]);
  });
});

describe('the declared keys', () => {
  const seen = new Map<PartClass, KeySpec[]>();
  const visit = (part: PartClass): void => {
    if (seen.has(part)) return;
    const keys = [...partSpec(part).keys.values()];
    seen.set(part, keys);
    for (const { is } of keys) if (typeof is === 'function') visit(is());
  };
  Object.values(DOCUMENT_CLASSES).forEach(visit);
  const keys = [...seen.values()].flat();

  it('each have a meaning and an example', () => {
    expect(keys.length).toBeGreaterThan(80);
    expect(keys.filter(({ means, example }) => means.length < 3 || example === '')).toEqual([]);
  });

  it('are camelCase in classes and kebab-case in documents', () => {
    expect(kebab('payEvery')).toBe('pay-every');
    expect(keys.filter(({ key, property }) => key !== kebab(property) || !/^[a-z-]+$/.test(key))).toEqual([]);
  });

  it('have examples that their own form accepts', () => {
    const refused = keys.filter(({ is, example, list, dotted }) => {
      if (typeof is === 'function' || dotted || /[[{]/.test(example)) return false;
      const text = example.replace(/^"|"$/g, '');
      return is.findings(text, '').length > 0 && !list;
    });
    expect(refused.map(({ key }) => key)).toEqual([]);
  });
});
