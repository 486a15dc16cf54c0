import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { rulesFiles } from '../../../../../test/support/documents/rules-files.js';
import { tokenMutants, type TokenMutant } from '../../../../../test/support/documents/token-mutants.js';
import { TIMES } from '../../../../../test/support/properties/property-runs.js';
import { runExamples } from '../../examples/run-examples.js';
import type { SourceFile } from '../placed-finding.js';
import { readDocuments } from '../read-documents.js';
import { readPaper } from '../yaml/read-paper.js';

function yamlFiles(folder: string): { path: string; text: string }[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return yamlFiles(path);
      return name.endsWith('.yaml') && !name.endsWith('.test.yaml')
        ? [{ path, text: readFileSync(path, 'utf8') }]
        : [];
    });
}

const files = yamlFiles('rules');
/** Keys whose values are for people, or say what is taken when it is told, so that changing them changes nobody's pay. */
const FOR_PEOPLE = /(?:^|\.)(?:title|source|means|document|signed|at-least|at-most)$/;

interface Mutant {
  readonly file: string;
  readonly token: string;
  readonly decides: boolean;
  readonly isKey: boolean;
  readonly files: readonly SourceFile[];
}

/** Every fifth key and value of our own documents, each changed in one letter or digit. */
function mutants(): Mutant[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return readPaper(text).nodes.flatMap((node) => {
      const decides = !FOR_PEOPLE.test(node.path);
      const change = (token: string, place: { line: number; column: number }, isKey: boolean): Mutant[] => {
        const line = lines[place.line - 1] ?? '';
        const at = line.indexOf(token, place.column - 1);
        if (at < 0) return [];
        const changed = [...lines];
        changed[place.line - 1] = line.slice(0, at) + mutate(token) + line.slice(at + token.length);
        const mutated = files.map((each) => (each.path === path ? { path, text: changed.join('\n') } : each));
        return [
          { file: path, token: `${node.path} ${token}`, decides: isKey || decides, isKey, files: mutated },
        ];
      };
      const key = node.key === undefined || !node.keyPlace ? [] : change(node.key, node.keyPlace, true);
      return node.text === undefined ? key : [...key, ...change(node.text, node.place, false)];
    });
  });
}

/** The last digit one higher, else the last letter another. */
function mutate(token: string): string {
  const at = /\d/.test(token) ? token.search(/\d(?!.*\d)/) : token.search(/[A-Za-z](?!.*[A-Za-z])/);
  if (at < 0) return `${token}x`;
  const sign = token.charAt(at);
  const other = /\d/.test(sign) ? String((Number(sign) + 1) % 10) : sign === 'q' ? 'z' : 'q';
  return token.slice(0, at) + other + token.slice(at + 1);
}

describe('one letter or digit changed in our own documents', () => {
  const original = readDocuments(files);
  const all = mutants().filter((_, index) => index % 5 === 0);

  it('is tried on over a hundred places', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(original.findings).toEqual([]);
  });

  it('is refused, or means something else, or was only for people', () => {
    const unnoticed = all.filter(({ file, decides, isKey, files: mutated }) => {
      const read = readDocuments(mutated);
      if (read.findings.some(({ severity }) => severity === 'error')) return false;
      const fingerprint = (from: typeof read): string | undefined =>
        from.documents.find((each) => each.file === file)?.fingerprint;
      return isKey || (fingerprint(read) !== fingerprint(original)) !== decides;
    });
    expect(unnoticed.map(({ file, token }) => `${file} ${token}`)).toEqual([]);
  });
});

/** By day so many mutants are tried, in a long run so many. */
const TRIED = TIMES > 1 ? 1_000 : 200;
const SEED = Number(process.env['KICKER_SEED'] ?? 20_260_331);

describe('a key, name, operator, unit, reference or type of our own documents mistaken', () => {
  const ours = rulesFiles();
  const original = readDocuments(ours);
  const all = tokenMutants(ours, ({ path }) => !path.endsWith('.test.yaml'));
  const order = fc.shuffledSubarray([...all.keys()], { minLength: TRIED, maxLength: TRIED });
  const [chosen = []] = fc.sample(order, { seed: SEED, numRuns: 1 });

  /** How it is known that nobody is paid differently; nothing where somebody may be. What is warned of and fails an example is told, and cannot be published. */
  function proof({
    files: mutated,
  }: TokenMutant): 'refused' | 'same rules' | 'same pay' | 'warned' | undefined {
    const read = readDocuments(mutated);
    if (read.rulebook === null)
      return read.findings.some(({ severity }) => severity === 'error') ? 'refused' : undefined;
    const same = read.documents.every(
      ({ fingerprint }, at) => fingerprint === original.documents[at]?.fingerprint,
    );
    if (same) return 'same rules';
    const report = runExamples(mutated, read);
    if (report.failed > 0 && read.findings.length > original.findings.length) return 'warned';
    return report.passed > 0 && report.failed === 0 ? 'same pay' : undefined;
  }

  it('is tried in each class of tokens', () => {
    const classes = ['key', 'name', 'operator', 'unit', 'type', 'word'];
    expect(new Set(all.map(({ of }) => of))).toEqual(new Set(classes));
    expect(all.length).toBeGreaterThan(2_000);
  });

  it(`is refused, or pays the same: ${TRIED} of them, seed ${SEED}`, () => {
    const proofs = chosen.map((at) => ({ name: all[at]?.name, proof: all[at] && proof(all[at]) }));
    expect(proofs.filter((each) => each.proof === undefined)).toEqual([]);
    // Nearly all are refused; a check that let everything pass would not be noticed by examples alone.
    expect(proofs.filter((each) => each.proof === 'refused').length).toBeGreaterThan(TRIED * 0.9);
  });
});
