import { fingerprintOf, type Fingerprint } from '../../../engine/kernel/fingerprint.js';
import type { Company } from '../../../engine/model/facts.js';

/** The company's facts as inputs of pay. What people are called decides none: renaming somebody calculates nothing anew. */
export function companyFingerprint(company: Company): Fingerprint {
  const participants = company.participants.map(({ name: _name, ...participant }) => participant);
  return fingerprintOf({ ...company, participants });
}
