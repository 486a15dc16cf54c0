const swc = {
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};
// Set by the long runs alone: importing the property library costs each test file a little.
const long = process.env.KICKER_PROPERTY_RUNS ? ['<rootDir>/scripts/jest/properties.mjs'] : [];
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  setupFiles: long,
};

export default {
  maxWorkers: '100%',
  workerIdleMemoryLimit: '700MB',
  testTimeout: 30_000,
  projects: [
    // Nothing here may open a connection: engine, documents, conditions, house rules.
    {
      ...base,
      displayName: 'pure',
      roots: ['<rootDir>/src', '<rootDir>/test'],
      testRegex: '\\.spec\\.ts$',
      testPathIgnorePatterns: ['\\.db\\.spec\\.ts$'],
    },
    // Everything that touches SQL, each file on its own copy of a migrated template database.
    {
      ...base,
      displayName: 'database',
      roots: ['<rootDir>/src', '<rootDir>/test'],
      testRegex: '\\.db\\.spec\\.ts$',
      globalSetup: './test/support/database-setup.mjs',
      globalTeardown: './test/support/database-teardown.mjs',
      setupFiles: [...long, '<rootDir>/test/support/database-file.mjs'],
    },
  ],
};
