/** Who may import whom. Each rule's comment is the message that a person reads: it says what to do instead. */
const MODULES = [
  'audit access rules participants accounts deals bookings engagement calculation ledger impact transitions approvals webhooks statements',
  'payments disputes analytics',
].flatMap((names) => names.split(' '));

const SPEC = '\\.spec\\.ts$';
const APP = '^src/([^/]+\\.ts$|commands/)';
const DOOR_CALLERS = [
  '^src/engine/[^/]+\\.ts$',
  '^src/modules/(calculation|ledger|impact)/',
  '^src/modules/rules/.*example',
  APP,
];

const engine = [
  {
    name: 'engine-imports-itself',
    comment:
      'The engine is pure: it imports src/engine and nothing else (node:crypto in kernel/fingerprint.ts excepted). Pass what it needs as an argument, or move this code to the module that calls it.',
    from: { path: '^src/engine/', pathNot: SPEC },
    to: { pathNot: '^src/engine/', dependencyTypesNot: ['core'] },
  },
  {
    name: 'engine-takes-no-platform',
    comment:
      'The engine uses nothing of Node but the hash in kernel/fingerprint.ts: no files, no clock, no streams. Hand it the data; let a module read it.',
    from: { path: '^src/engine/', pathNot: [SPEC, '^src/engine/kernel/fingerprint\\.ts$'] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'fingerprint-hashes-only',
    comment: 'kernel/fingerprint.ts may use node:crypto and nothing else of Node.',
    from: { path: '^src/engine/kernel/fingerprint\\.ts$' },
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
  },
  {
    name: 'engine-specs-stay-pure',
    comment:
      'A test of the engine needs no module, platform or database. If it does, it tests the module: put it there.',
    from: { path: `^src/engine/.*${SPEC}` },
    to: { path: '^src/(modules|platform|commands|[^/]+\\.ts$)' },
  },
  {
    name: 'kernel-knows-no-compensation',
    comment:
      'engine/kernel is numbers, days and hashes. What knows bookings, plans or pay belongs in engine/model or beyond.',
    from: { path: '^src/engine/kernel/', pathNot: SPEC },
    to: { path: '^src/engine/(?!kernel/)' },
  },
  {
    name: 'model-knows-no-steps',
    comment:
      'engine/model is the nouns: it imports engine/kernel only. Put what acts on a noun where it acts.',
    from: { path: '^src/engine/model/', pathNot: SPEC },
    to: { path: '^src/engine/(?!kernel/|model/)' },
  },
  {
    name: 'steps-are-reached-by-the-doors',
    comment:
      'Only calculate.ts, settle.ts and other steps use engine/steps. Move what is shared to model, rulebook, conditions or formulas.',
    from: { path: '^src/', pathNot: [SPEC, '^src/engine/[^/]+\\.ts$', '^src/engine/steps/'] },
    to: { path: '^src/engine/steps/', pathNot: '^src/engine/steps/(settle/|state\\.ts$)' },
  },
  {
    name: 'settling-is-the-ledgers',
    comment:
      'The parts of settling (engine/steps/settle) serve settle.ts and modules/ledger, which settles as a stream. Ask the ledger’s service.',
    from: { path: '^src/', pathNot: [SPEC, '^src/engine/', '^src/modules/ledger/'] },
    to: { path: '^src/engine/steps/settle/' },
  },
  {
    name: 'stating-is-the-statements',
    comment: 'A statement is composed (engine/steps/state.ts) in modules/statements only. Ask its service.',
    from: { path: '^src/', pathNot: [SPEC, '^src/engine/', '^src/modules/statements/'] },
    to: { path: '^src/engine/steps/state\\.ts$' },
  },
  {
    name: 'engine-doors',
    comment:
      "engine/calculate.ts, engine/settle.ts, engine/what-if.ts and engine/marginal-worth.ts are called by modules/calculation, ledger, impact, the rules' example runner and the command line only: one way to compute pay. Ask one of their services.",
    from: { path: '^src/', pathNot: [SPEC, ...DOOR_CALLERS] },
    to: { path: '^src/engine/(calculate|settle|what-if|marginal-worth)\\.ts$' },
  },
];

const layers = [
  {
    name: 'platform-names-no-module',
    comment:
      'src/platform is what every module runs on and knows none of them. Move the code into the module, or pass what it needs.',
    from: { path: '^src/platform/', pathNot: SPEC },
    to: { path: '^src/modules/' },
  },
  {
    name: 'platform-takes-only-the-kernel',
    comment:
      'Of the engine src/platform takes engine/kernel only: values, not the domain. Move the code into a module.',
    from: { path: '^src/platform/', pathNot: SPEC },
    to: { path: '^src/engine/(?!kernel/)' },
  },
  {
    name: 'app-is-composition',
    comment:
      'Nothing imports src/*.ts or src/commands: they put the parts together. Move what you need into a module.',
    from: { path: '^src/(engine|modules|platform)/' },
    to: { path: APP },
  },
  {
    name: 'module-is-entered-by-its-service',
    comment:
      "Another module is used through its *.service.ts or *.module.ts, and what it publishes in the API through its *.type.ts, to which later modules add fields. Add what you need to that module's service.",
    from: { path: '^src/modules/([^/]+)/' },
    to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '\\.(service|module|type)\\.ts$'] },
  },
  {
    name: 'app-enters-modules-by-their-service',
    comment:
      "The command line and the application use a module through its *.service.ts or *.module.ts: the work itself is the module's.",
    from: { path: APP, pathNot: SPEC },
    to: { path: '^src/modules/', pathNot: '\\.(service|module)\\.ts$' },
  },
  {
    name: 'module-is-on-the-list',
    comment:
      'A module of this name is not in the order of modules. Give it its place in .dependency-cruiser.mjs and in README.',
    from: { path: `^src/modules/(?!(${MODULES.join('|')})/)` },
    to: {},
  },
  ...MODULES.slice(0, -1).map((name, place) => ({
    name: `modules-look-one-way-${name}`,
    comment: `modules/${name} may import only the modules before it: ${MODULES.slice(0, place).join(', ') || 'none'}. Let the later module call this one, or move the shared noun to engine/model.`,
    from: { path: `^src/modules/${name}/` },
    to: { path: `^src/modules/(${MODULES.slice(place + 1).join('|')})/` },
  })),
];

const database = [
  {
    name: 'one-door-for-sql',
    comment:
      'pg, pg-copy-streams and TypeORM belong to src/platform/database, migrations and *.entity.ts (bench may compare with plain SQL). Everybody else goes through Database.inTransaction and its tx.query.',
    from: {
      path: '^(src|test|scripts)/',
      pathNot: ['^src/platform/database/', '\\.entity\\.ts$', '^test/support/'],
    },
    to: { path: 'node_modules/(pg|pg-[^/]+|typeorm|@nestjs/typeorm|@types/pg[^/]*)/' },
  },
];

// The other way round, that pages import nothing of the service, is a test of the house: the parser here reads no TSX.
const pages = [
  {
    name: 'service-uses-no-page',
    comment: 'The service serves the built pages as files. It imports nothing of web/.',
    from: { path: '^(src|migrations|bench|scripts)/' },
    to: { path: '^web/' },
  },
];

const packages = [
  {
    name: 'product-uses-no-test',
    comment: 'What is shipped imports neither tests nor test support.',
    from: { path: '^(src|migrations)/', pathNot: SPEC },
    to: { path: ['^test/', '^bench/', '^scripts/', SPEC] },
  },
  {
    name: 'product-uses-no-dev-package',
    comment:
      'What is shipped imports only dependencies; this one is in devDependencies and is missing from an image.',
    from: { path: '^(src|migrations)/', pathNot: SPEC },
    to: {
      dependencyTypes: ['npm-dev'],
      dependencyTypesNot: ['npm', 'npm-optional'],
      pathNot: 'node_modules/@types/',
    },
  },
  {
    name: 'package-is-declared',
    comment:
      'Import only packages that package.json lists (npm install --save-exact), and give each its line in docs/dependencies.md.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
  },
  { name: 'import-exists', comment: 'This import leads nowhere.', from: {}, to: { couldNotResolve: true } },
  {
    name: 'no-cycle',
    comment:
      'These files import each other, types included. Move what both need into a third file below them.',
    from: {},
    to: { circular: true },
  },
];

export default {
  forbidden: [...engine, ...layers, ...database, ...pages, ...packages].map((rule) => ({
    severity: 'error',
    ...rule,
  })),
  options: {
    // swc reads TypeScript here, so type imports count. `import('x').T` as a type does not: a test of the house refuses it.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules/\\.cache)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'default', 'types'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.json'],
    },
  },
};
