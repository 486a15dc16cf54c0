import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { RuleProperties } from 'json-rules-engine';
import { readCondition } from '../../../engine/conditions/read-condition.js';
import type { FactValue } from '../../../engine/model/facts.js';
import { strictEngine } from './strict-engine.js';

/** What a payload leaves behind when its code runs. */
const canary = (): unknown => Reflect.get(globalThis, 'canary');

const PAYLOADS = [
  "$[?(globalThis.canary = 'sung')]",
  '$..[?(({__proto__:[].constructor}).constructor.constructor("globalThis.canary=\'sung\'")())]',
  '$[(this.constructor.constructor("globalThis.canary=\'sung\'")())]',
];
const facts = new Map<string, FactValue>([
  ['booking.type', 'new'],
  ['booking.territory', undefined],
  ['line.net', { n: 5n, d: 1n }],
]);

function ruleOf(test: object): RuleProperties {
  return { conditions: { all: [test as never] }, event: { type: 'holds' } };
}

describe('paths, through which rules once ran code', () => {
  beforeEach(() => Reflect.deleteProperty(globalThis, 'canary'));
  afterEach(() => expect(canary()).toBeUndefined());

  it.each(PAYLOADS)('are refused when a document is read: %s', (path) => {
    const plain = { all: [{ fact: 'booking.type', operator: 'equal', value: 'new', path }] };
    expect(readCondition(plain, 'when')).toEqual({
      findings: [expect.objectContaining({ code: 'UNKNOWN_KEY', text: 'path' })],
    });
  });

  const places = PAYLOADS.flatMap((path) => [...facts.keys()].map((fact) => [fact, path] as const));
  it.each(places)(
    'are refused by our resolver when a rule with one reaches the library: %s %s',
    async (fact, path) => {
      const engine = strictEngine(ruleOf({ fact, operator: 'equal', value: { value: 'new' }, path }), facts);
      await expect(engine.run()).rejects.toThrow('a path reached the rules library');
    },
  );

  it('are refused on the other side of a comparison', async () => {
    const value = { fact: 'line.net', path: PAYLOADS[0] };
    await expect(
      strictEngine(ruleOf({ fact: 'booking.type', operator: 'equal', value }), facts).run(),
    ).rejects.toThrow('a path reached');
  });

  it('the package that would follow them is a fixed version, wherever it is installed', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { version?: string }>;
    };
    const locked = Object.entries(lock.packages).filter(([path]) =>
      path.endsWith('node_modules/jsonpath-plus'),
    );
    const library = createRequire(createRequire(import.meta.url).resolve('json-rules-engine'));
    const installed = JSON.parse(readFileSync(library.resolve('jsonpath-plus/package.json'), 'utf8')) as {
      version: string;
    };
    expect(locked.map(([, { version }]) => version)).toEqual([installed.version]);
    const [major = 0, minor = 0] = installed.version.split('.').map(Number);
    expect(major * 1_000 + minor).toBeGreaterThanOrEqual(10_003);
  });
});

describe('the strict engine', () => {
  const rejected: [string, object, RegExp][] = [
    [
      'a fact that nobody gave',
      { fact: 'line.none', operator: 'known', value: null },
      /Undefined fact: line.none/,
    ],
    [
      'the library’s own untyped operators',
      { fact: 'booking.type', operator: 'notEqual', value: { value: 'x' } },
      /Unknown operator: notEqual/,
    ],
    [
      'operators made by decorators',
      { fact: 'booking.type', operator: 'not:equal', value: { value: 'x' } },
      /Unknown operator: not:equal/,
    ],
    ['a named condition that is missing', { condition: 'none' }, /No condition none/],
  ];
  it.each(rejected)('rejects %s', async (_, test, message) => {
    await expect(strictEngine(ruleOf(test), facts).run()).rejects.toThrow(message);
  });

  it('never finds what is unknown equal to anything', async () => {
    const { results } = await strictEngine(
      ruleOf({ fact: 'booking.territory', operator: 'equal', value: { fact: 'booking.territory' } }),
      facts,
    ).run();
    expect(results).toEqual([]);
  });
});
