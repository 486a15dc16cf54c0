import { fingerprintOf } from '../../../../engine/kernel/fingerprint.js';
import { pathTo, type Finding } from '../../../../engine/rulebook/finding.js';
import type {
  EventEffect,
  FactCatalogue,
  FactField,
  FactType,
  WindowName,
} from '../../../../engine/rulebook/rulebook.js';
import type { FactAttributeInput, FactsInput, FactFieldInput } from '../kinds/facts.input.js';
import { readValues } from '../values/read-named-value.js';
import { readCalendar } from './read-calendar.js';

/** Reads the fact catalogue; its fingerprint leaves out what things mean to people, and what may be told of them. */
export function readFacts(input: FactsInput, findings: Finding[]): FactCatalogue {
  const catalogue = {
    id: input.facts,
    timeZone: input.timeZone,
    units: input.units ?? [],
    fields: input.fields.map(readField),
    attributes: (input.attributes ?? []).map(readField),
    relations: (input.relations ?? []).map((each) => ({ ...each, gives: each.gives as 'person' | 'people' })),
    events: (input.events ?? []).map(readEvent),
    absences: input.absences ?? [],
    values: readValues(input.values, 'values', findings),
    calendars: input.calendars.map((each, index) => readCalendar(each, pathTo('calendars', index), findings)),
  };
  return { ...catalogue, fingerprint: fingerprintOf(decidingAlone(decidingOf(catalogue))) };
}

/** No values at all are not said, as in catalogues that know of none. */
function decidingOf({ values, ...catalogue }: Omit<FactCatalogue, 'fingerprint'>): object {
  return values.length === 0 ? catalogue : { ...catalogue, values };
}

function readField(input: FactFieldInput | FactAttributeInput): FactField {
  return {
    name: input.name,
    is: input.is as FactType,
    ...(input.unit === undefined ? {} : { unit: input.unit }),
    ...(input.values === undefined ? {} : { values: input.values }),
    ...(input.atLeast === undefined ? {} : { atLeast: input.atLeast }),
    ...(input.atMost === undefined ? {} : { atMost: input.atMost }),
    ...('per' in input && input.per !== undefined ? { per: input.per as WindowName } : {}),
    means: input.means,
  };
}

function readEvent(input: NonNullable<FactsInput['events']>[number]): FactCatalogue['events'][number] {
  const attainment = (input.attainment ?? null) as FactCatalogue['events'][number]['attainment'];
  return { name: input.name, effect: input.effect as EventEffect, attainment, means: input.means };
}

const DECIDE_NOTHING: ReadonlySet<string> = new Set(['means', 'atLeast', 'atMost']);

/** The same without what decides nobody's pay: what a fact means to people, and what is taken when it is told. */
function decidingAlone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decidingAlone);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !DECIDE_NOTHING.has(key))
      .map(([key, item]) => [key, decidingAlone(item)]),
  );
}
