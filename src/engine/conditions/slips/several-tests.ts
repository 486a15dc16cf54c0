/** Between two comparisons that stand in one text: each starts with its own sign. */
const JOINT = /\s*(,|;|&&?|\|\|?|\band\b|\bor\b)\s*(?=[<>])/i;
const EITHER = /^(?:or|\|\|?)$/i;

/**
 * What is wrong with several comparisons in one text, `> 5 USD, < 10 USD`; `undefined` where there is one. Two that bound a value from both
 * sides are an interval, if `isTest` can read it; otherwise only one of them can be meant to hold.
 */
export function severalTests(text: string, isTest: (text: string) => boolean): string | undefined {
  const parts = text.split(JOINT);
  const tests = parts.filter((_, at) => at % 2 === 0);
  if (tests.length < 2 || tests.some(hasOpenQuote)) return undefined;
  const list = `[${tests.map((each) => `'${each}'`).join(', ')}]`;
  const interval = parts.some((each, at) => at % 2 === 1 && EITHER.test(each)) ? undefined : between(tests);
  const both = interval !== undefined && isTest(interval) ? `; write "${interval}" where both must hold` : '';
  return `${text} is ${tests.length} tests in one${both}; write a list where one is enough: ${list}.`;
}

function hasOpenQuote(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

function between(tests: readonly string[]): string | undefined {
  const [low, ...moreLow] = tests.filter((each) => each.startsWith('>'));
  const [high, ...moreHigh] = tests.filter((each) => each.startsWith('<'));
  if (low === undefined || high === undefined || moreLow.length + moreHigh.length > 0) return undefined;
  const end = (test: string): string => test.replace(/^[<>]=?/, '').trim();
  const [opens, closes] = [low.startsWith('>=') ? '[' : '(', high.startsWith('<=') ? ']' : ')'];
  return `${opens}${end(low)}..${end(high)}${closes}`;
}
