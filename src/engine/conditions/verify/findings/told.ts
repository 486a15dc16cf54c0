import { ratio } from '../../../kernel/ratio.js';
import type { Finding } from '../../../rulebook/finding.js';
import { sayNumber } from '../../verdict/say-test.js';

/** The first findings of one kind; the last of them says how many more there are, so that nobody takes a part for all. */
export function told(findings: readonly Finding[], most: number, more = findings.length - most): Finding[] {
  return sayMore(
    findings.slice(0, most),
    more > 0 ? `And ${sayNumber(ratio(BigInt(more)), undefined)} more like this.` : '',
  );
}

/** Findings of which the last ends with a word about those that are not told. */
export function sayMore(findings: readonly Finding[], more: string): Finding[] {
  return findings.map((finding, at) =>
    more === '' || at < findings.length - 1 ? finding : { ...finding, message: `${finding.message} ${more}` },
  );
}
