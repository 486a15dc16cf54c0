import { isCurrency } from '../../../engine/kernel/currencies.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { AMOUNT_LIMITS, readFraction } from './read-fact.js';
import { readNumber, type Read, type Writing } from './read-number.js';

/** What a mapping file says of numbers without a unit: which it is, or that 0.08 stands for 8%. */
export interface Unwritten {
  readonly unit?: string;
  readonly fraction?: boolean;
}

interface QuantityContext {
  readonly writing: Writing;
  readonly catalogue: FactCatalogue | null;
  readonly unwritten?: Unwritten;
}

/** After a number: `%`, a currency, or a word. */
const UNIT = /(?:%|[A-Z]{3}|(?<=[\d\s])[A-Za-z][A-Za-z0-9-]*)$/;

/** Reads a number with its unit and writes it one way: `105%`, `12000 USD`, `4 logo`, `30 days`. */
export function readQuantity(raw: string, { writing, catalogue, unwritten = {} }: QuantityContext): Read {
  const written = UNIT.exec(raw)?.[0];
  const digits = written === undefined ? raw : raw.slice(0, -written.length).trim();
  if (/\p{Sc}/u.test(raw))
    return { fault: 'write the currency after the number, by its ISO 4217 code, such as 100 USD' };
  if (unwritten.fraction && written === undefined) return readFraction(digits, writing);
  const number = readNumber(digits, writing, AMOUNT_LIMITS);
  if ('fault' in number) return number;
  const given = written ?? unwritten.unit;
  if (given === undefined)
    return { fault: `its unit is missing: write ${raw}%, or ${raw} with a currency or with what it counts` };
  if (/^days?$/.test(given)) return { text: `${number.text} days` };
  const unit = readUnit(given, catalogue);
  if ('fault' in unit) return { fault: unit.fault.replace(/^it/, given) };
  return { text: unit.text === '%' ? `${number.text}%` : `${number.text} ${unit.text}` };
}

/** A currency, %, or a unit of the fact catalogue; without a catalogue any well-formed word. */
export function readUnit(raw: string, catalogue: FactCatalogue | null): Read {
  if (raw === '%' || isCurrency(raw)) return { text: raw };
  const units = catalogue?.units ?? [];
  const unit = units.find((each) => raw === each || raw === `${each}s`);
  if (unit) return { text: unit };
  if (!catalogue && /^[a-z][a-z-]*$/.test(raw)) return { text: raw };
  if (isCurrency(raw.toUpperCase()))
    return { fault: `currencies are written in capitals: ${raw.toUpperCase()}` };
  return {
    fault:
      units.length > 0
        ? `it is neither a currency, nor %, nor one of ${units.join(', ')}`
        : 'it is neither a currency of ISO 4217 nor %',
  };
}
