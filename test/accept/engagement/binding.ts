import { addMonths, readDay, writeDay } from '../../../src/engine/kernel/day.js';

/** A JSON value, as a scenario has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a fact of a scenario is in ours: by its value, or as it stands. */
type Said =
  | { readonly as: string; readonly unit?: string; readonly before?: 'days' | 'months' }
  | { readonly [value: string]: Readonly<Record<string, string>> };

/** How a scenario is said: as data, so that each is worked out in the same way. */
export interface Binding {
  readonly documents: string;
  readonly date?: string;
  readonly decides: string;
  readonly facts: Readonly<Record<string, Said>>;
  readonly also?: Readonly<Record<string, string>>;
  readonly expect: Readonly<
    Record<string, { readonly of: string; readonly words?: Readonly<Record<string, string>> }>
  >;
}

/** The day on which a scenario that names none is decided. */
const DATE = '2026-06-02';
/** Stands for the day on which it is decided. */
const ON = '(date)';

/** The values of a tree by their paths; a list of words is one value. */
export function leavesOf(json: Json, path = ''): readonly (readonly [path: string, value: string])[] {
  const isWords = Array.isArray(json) && json.every((each) => typeof each !== 'object');
  if (isWords) return [[path, (json as readonly Json[]).join(', ')]];
  if (typeof json !== 'object' || json === null) return [[path, String(json)]];
  return Object.entries(json).flatMap(([key, value]) =>
    leavesOf(value, path === '' ? key : `${path}.${key}`),
  );
}

/** What is decided about, in our language; every fact of the scenario must be said. */
export function givenOf(
  scenario: Json,
  binding: Binding,
): { readonly date: string; readonly facts: Readonly<Record<string, string>> } {
  const leaves = leavesOf(scenario);
  const date = leaves.find(([path]) => asOf(binding.facts[path])?.as === ON)?.[1] ?? binding.date ?? DATE;
  const facts: Record<string, string> = { ...binding.also };
  for (const [path, value] of leaves) Object.assign(facts, said(binding.facts[path], { path, value, date }));
  return { date, facts };
}

function asOf(said: Said | undefined): Extract<Said, { as: string }> | undefined {
  return said && typeof said['as'] === 'string' ? (said as Extract<Said, { as: string }>) : undefined;
}

function said(
  by: Said | undefined,
  { path, value, date }: { path: string; value: string; date: string },
): Readonly<Record<string, string>> {
  const as = asOf(by);
  if (!as) {
    const known = (by as Readonly<Record<string, Readonly<Record<string, string>>>> | undefined)?.[value];
    if (!known) throw new Error(`nothing says ${path}: ${value}`);
    return known;
  }
  if (as.as === ON) return {};
  const day = readDay(date) ?? 0;
  if (as.before === 'days') return { [as.as]: writeDay(day - Number(value)) };
  if (as.before === 'months') return { [as.as]: writeDay(addMonths(day, -Number(value))) };
  const unit = as.unit === undefined ? '' : as.unit === '%' ? '%' : ` ${as.unit}`;
  return { [as.as]: `${value}${unit}` };
}
