import type { Stood, TierGroup, TierWorking, WindowWorking } from '../../../engine/model/result.js';
import type { StoredAsides } from './asides-json.js';
import {
  payText,
  readConversions,
  readPay,
  type ReadConversions,
  type StoredConversions,
  type StoredPay,
} from './conversions-json.js';
import { exactText, readExact } from './exact-text.js';
import { jsonText, type Json } from './json-text.js';

/** The stored form of a window's working, the window's own name, which has no column, and what its lines have none for; keys in the order of `jsonText`. */
export function workingText(
  window: string,
  working: WindowWorking,
  ofLines: { readonly [key: string]: Json } = {},
): string {
  const { tiers, modifiers, earlier, exact, formula, rounding, unit, per, measured, made, pay } = working;
  const { relievedFrom, quotaByCredit, rolling, members } = working;
  return jsonText({
    ...ofLines,
    ...(pay ? { pay: payText(pay) } : {}),
    exact: exactText(exact),
    tiers: tiers.map(tierText),
    window,
    earlier: exactText(earlier),
    formula,
    rounding,
    modifiers: modifiers.map(({ what, times, applied, because, change }) => ({
      what,
      times: exactText(times),
      applied,
      because,
      ...(change ? { change: exactText(change) } : {}),
    })),
    ...(unit === undefined ? {} : { unit }),
    ...(per === undefined ? {} : { per }),
    ...(measured === undefined ? {} : { measured }),
    ...(made ? { made: { by: made.by, of: made.of.map(stoodText) } } : {}),
    ...(rolling === undefined ? {} : { rolling }),
    ...(members === undefined ? {} : { members }),
    ...(relievedFrom ? { relievedFrom: exactText(relievedFrom) } : {}),
    ...(quotaByCredit ? { quotaByCredit } : {}),
    ...beginningText(working),
  });
}

/** What a window begins with, and what it pays on. */
function beginningText({ carried, paidOn, paid }: WindowWorking): { readonly [key: string]: string } {
  return {
    ...(carried ? { carried: exactText(carried) } : {}),
    ...(paidOn === undefined ? {} : { paidOn }),
    ...(paid ? { paid: exactText(paid) } : {}),
  };
}

function beginningOf({
  carried,
  paidOn,
  paid,
}: Pick<StoredWorking, 'carried' | 'paidOn' | 'paid'>): Pick<WindowWorking, 'carried' | 'paidOn' | 'paid'> {
  return {
    ...(carried === undefined ? {} : { carried: readExact(carried) }),
    ...(paidOn === undefined ? {} : { paidOn }),
    ...(paid === undefined ? {} : { paid: readExact(paid) }),
  };
}

function tierText({ id, base, rate, amount, by, group }: TierWorking): { readonly [key: string]: Json } {
  return {
    id,
    base: exactText(base),
    rate: exactText(rate),
    amount: exactText(amount),
    ...(by ? { by: by.map(stoodText) } : {}),
    ...(group ? { group: groupText(group) } : {}),
  };
}

/** The group of what is not known has no value. */
interface StoredGroup {
  readonly by: string;
  readonly is?: string;
}

function groupText({ by, is }: TierGroup): { readonly [key: string]: string } {
  return is === null ? { by } : { by, is };
}

interface StoredStood {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly weight?: string;
  readonly how?: string;
}

function stoodText({
  name,
  value,
  unit,
  weight,
  how,
}: Stood): StoredStood & { readonly [key: string]: string } {
  return {
    name,
    value: exactText(value),
    ...(unit === undefined ? {} : { unit }),
    ...(weight ? { weight: exactText(weight) } : {}),
    ...(how === undefined ? {} : { how }),
  };
}

function readStood({ value, weight, ...rest }: StoredStood): Stood {
  return { ...rest, value: readExact(value), ...(weight === undefined ? {} : { weight: readExact(weight) }) };
}

interface StoredWorking extends StoredAsides {
  readonly window: string;
  readonly formula: string;
  readonly tiers: readonly {
    readonly id: string;
    readonly base: string;
    readonly rate: string;
    readonly amount: string;
    readonly by?: readonly StoredStood[];
    readonly group?: StoredGroup;
  }[];
  readonly modifiers: readonly {
    readonly what: string;
    readonly times: string;
    readonly applied: boolean;
    readonly because: string;
    readonly change?: string;
  }[];
  readonly unit?: string;
  readonly per?: string;
  readonly measured?: string;
  readonly made?: { readonly by: 'ratio' | 'difference' | 'weighted'; readonly of: readonly StoredStood[] };
  readonly rolling?: number;
  readonly members?: number;
  readonly relievedFrom?: string;
  readonly quotaByCredit?: true;
  readonly carried?: string;
  readonly paidOn?: string;
  readonly paid?: string;
  readonly earlier: string;
  readonly exact: string;
  readonly rounding: string;
  readonly pay?: StoredPay;
  readonly fx?: StoredConversions;
}

/** A working as it was stored, with the window's name and what is stored of its lines. */
export interface ReadWorking {
  readonly window: string;
  readonly working: WindowWorking;
  readonly ofLines: OfLines;
}

/** How an earning's lines were converted, where they were, and what else they have no column for. */
export interface OfLines extends StoredAsides {
  readonly conversions?: ReadConversions | undefined;
}

/** Reads what `workingText` wrote. */
export function readWorking(stored: unknown): ReadWorking {
  const { window, ...rest } = stored as StoredWorking;
  const tiers = rest.tiers.map((tier) => ({
    id: tier.id,
    base: readExact(tier.base),
    rate: readExact(tier.rate),
    amount: readExact(tier.amount),
    ...(tier.by ? { by: tier.by.map(readStood) } : {}),
    ...(tier.group ? { group: { by: tier.group.by, is: tier.group.is ?? null } } : {}),
  }));
  const modifiers = rest.modifiers.map(({ change, ...modifier }) => ({
    ...modifier,
    times: readExact(modifier.times),
    ...(change === undefined ? {} : { change: readExact(change) }),
  }));
  const [earlier, exact] = [readExact(rest.earlier), readExact(rest.exact)];
  return {
    window,
    ofLines: { conversions: readConversions(rest.fx), ...asidesOf(rest) },
    working: {
      formula: rest.formula,
      tiers,
      modifiers,
      earlier,
      exact,
      rounding: rest.rounding,
      ...(rest.pay ? { pay: readPay(rest.pay) } : {}),
      ...(rest.unit === undefined ? {} : { unit: rest.unit }),
      ...(rest.per === undefined ? {} : { per: rest.per }),
      ...(rest.measured === undefined ? {} : { measured: rest.measured }),
      ...(rest.made ? { made: { by: rest.made.by, of: rest.made.of.map(readStood) } } : {}),
      ...(rest.rolling === undefined ? {} : { rolling: rest.rolling }),
      ...(rest.members === undefined ? {} : { members: rest.members }),
      ...(rest.relievedFrom === undefined ? {} : { relievedFrom: readExact(rest.relievedFrom) }),
      ...(rest.quotaByCredit ? { quotaByCredit: true as const } : {}),
      ...beginningOf(rest),
    },
  };
}

function asidesOf({ quotaParts, counted }: StoredAsides): StoredAsides {
  return { ...(quotaParts ? { quotaParts } : {}), ...(counted ? { counted } : {}) };
}
