import { join } from 'node:path';
import { planted, runTool, type Planted } from './lib/planted.js';
import { ROOT } from './lib/tree.js';

/** The parts that the planted imports lead to, and imports that are right. */
const GROUND: Planted = {
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    dependencies: { pg: '1' },
    devDependencies: { 'fast-check': '1' },
  }),
  'node_modules/pg/package.json': '{"name":"pg","version":"1.0.0","main":"i.js"}',
  'node_modules/pg/i.js': '',
  'node_modules/fast-check/package.json': '{"name":"fast-check","version":"1.0.0","main":"i.js"}',
  'node_modules/fast-check/i.js': '',
  'node_modules/stray/package.json': '{"name":"stray","version":"1.0.0","main":"i.js"}',
  'node_modules/stray/i.js': '',
  'src/engine/calculate.ts': "import { earn } from './steps/earn.js';\nexport const calculate = earn;",
  'src/engine/steps/earn.ts':
    "import type { Line } from '../model/line.js';\nexport const earn = (line: Line): Line => line;",
  'src/engine/steps/settle/post.ts': 'export const post = 1;',
  'src/engine/steps/state.ts': 'export const state = 1;',
  'src/modules/ledger/fold.ts':
    "import { post } from '../../engine/steps/settle/post.js';\nexport const f = post;",
  'src/modules/statements/statements.service.ts':
    "import { state } from '../../engine/steps/state.js';\nexport const s = state;",
  'src/engine/model/line.ts': "import type { Ratio } from '../kernel/ratio.js';\nexport type Line = Ratio;",
  'src/engine/kernel/ratio.ts': 'export type Ratio = bigint;',
  'src/engine/kernel/fingerprint.ts':
    "import { createHash } from 'node:crypto';\nexport const hash = createHash;",
  'src/engine/kernel/ratio.spec.ts':
    "import fc from 'fast-check';\nimport type { Ratio } from './ratio.js';\nexport const x = fc as unknown as Ratio;",
  'src/platform/database/database.ts':
    "import pg from 'pg';\nimport type { Ratio } from '../../engine/kernel/ratio.js';\nexport const door = pg as unknown as Ratio;",
  'src/modules/audit/audit.service.ts': 'export const audit = 1;',
  'src/modules/audit/entry.ts': 'export const entry = 1;',
  'src/modules/bookings/bookings.service.ts':
    "import { audit } from '../audit/audit.service.js';\nimport { helper } from './helper.js';\nexport const b = [audit, helper];",
  'src/modules/bookings/helper.ts': 'export const helper = 1;',
  'src/modules/calculation/calculation.service.ts':
    "import { calculate } from '../../engine/calculate.js';\nexport const c = calculate;",
  'src/app.module.ts': "import { b } from './modules/bookings/bookings.service.js';\nexport const app = b;",
};

/** A rule, where it is broken, and by what. */
const BROKEN: readonly (readonly [rule: string, path: string, text: string])[] = [
  [
    'engine-imports-itself',
    'src/engine/a.ts',
    "import type { door } from '../platform/database/database.js';",
  ],
  ['engine-takes-no-platform', 'src/engine/b.ts', "import { readFileSync } from 'node:fs';"],
  ['fingerprint-hashes-only', 'src/engine/kernel/fingerprint.ts', "import { readFileSync } from 'node:fs';"],
  [
    'engine-specs-stay-pure',
    'src/engine/c.spec.ts',
    "import { door } from '../platform/database/database.js';",
  ],
  ['kernel-knows-no-compensation', 'src/engine/kernel/d.ts', "import type { Line } from '../model/line.js';"],
  ['model-knows-no-steps', 'src/engine/model/e.ts', "import type { earn } from '../steps/earn.js';"],
  [
    'steps-are-reached-by-the-doors',
    'src/modules/ledger/f.ts',
    "import { earn } from '../../engine/steps/earn.js';",
  ],
  [
    'settling-is-the-ledgers',
    'src/modules/bookings/x.ts',
    "import { post } from '../../engine/steps/settle/post.js';",
  ],
  [
    'stating-is-the-statements',
    'src/modules/ledger/y.ts',
    "import { state } from '../../engine/steps/state.js';",
  ],
  ['engine-doors', 'src/modules/bookings/g.ts', "import { calculate } from '../../engine/calculate.js';"],
  [
    'platform-names-no-module',
    'src/platform/h.ts',
    "import { audit } from '../modules/audit/audit.service.js';",
  ],
  [
    'platform-takes-only-the-kernel',
    'src/platform/i.ts',
    "import type { Line } from '../engine/model/line.js';",
  ],
  ['app-is-composition', 'src/modules/audit/j.ts', "import { app } from '../../app.module.js';"],
  [
    'module-is-entered-by-its-service',
    'src/modules/bookings/k.ts',
    "import { entry } from '../audit/entry.js';",
  ],
  [
    'app-enters-modules-by-their-service',
    'src/commands/l.ts',
    "import { entry } from '../modules/audit/entry.js';",
  ],
  [
    'module-is-on-the-list',
    'src/modules/surprise/m.ts',
    "import { audit } from '../audit/audit.service.js';",
  ],
  [
    'modules-look-one-way-audit',
    'src/modules/audit/n.ts',
    "import { b } from '../bookings/bookings.service.js';",
  ],
  [
    'modules-look-one-way-bookings',
    'src/modules/bookings/o.ts',
    "import { c } from '../calculation/calculation.service.js';",
  ],
  ['one-door-for-sql', 'src/modules/audit/p.ts', "import pg from 'pg';"],
  ['service-uses-no-page', 'src/platform/z.ts', "import { page } from '../../web/src/page.js';"],
  ['product-uses-no-test', 'src/modules/audit/q.ts', "import { r } from '../../../test/support/r.js';"],
  ['product-uses-no-dev-package', 'src/modules/audit/s.ts', "import fc from 'fast-check';"],
  ['package-is-declared', 'src/modules/audit/t.ts', "import stray from 'stray';"],
  ['import-exists', 'src/modules/audit/u.ts', "import { gone } from './gone.js';"],
  ['no-cycle', 'src/modules/audit/v.ts', "import type { w } from './w.js';\nexport type v = w;"],
];
const HELP: Planted = {
  'test/support/r.ts': 'export const r = 1;',
  'web/src/page.ts': 'export const page = 1;',
  'src/modules/audit/w.ts': "export type { v as w } from './v.js';",
};

interface Verdict {
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
  };
}

function violationsIn(tree: Planted): { rule: string; from: string }[] {
  return planted(tree, (folder) => {
    const config = join(ROOT, '.dependency-cruiser.mjs');
    const args = [
      'src',
      ...('test/support/r.ts' in tree ? ['test'] : []),
      '--config',
      config,
      '--output-type',
      'json',
    ];
    const { output, errors } = runTool('dependency-cruiser/bin/dependency-cruise.mjs', args, folder);
    if (!output) throw new Error(errors);
    return (JSON.parse(output) as Verdict).summary.violations.map(({ rule, from }) => ({
      rule: rule.name,
      from,
    }));
  });
}

describe('who may import whom', () => {
  it('leaves what is right', () => {
    expect(violationsIn(GROUND)).toEqual([]);
  });

  const found = violationsIn({
    ...GROUND,
    ...HELP,
    ...Object.fromEntries(BROKEN.map(([, path, text]) => [path, text])),
  });

  it.each(BROKEN)('%s is seen in %s', (rule, path) => {
    expect(found).toContainEqual({ rule, from: path });
  });
});
