import { compare } from '../../kernel/ratio.js';
import { endOf, isRanged } from '../fact-range.js';
import { isSameUnit } from '../../conditions/types/name-types.js';
import { BUILT_IN_FACTS, BUILT_IN_RELATIONS } from '../built-in-facts.js';
import { errorAt, pathTo, type Fault, type Finding } from '../finding.js';
import { declareUnit, suggest } from '../nearest.js';
import type { FactCatalogue, FactField } from '../rulebook.js';
import { checkUnique } from './unique-ids.js';

/** Judges the fact catalogue: each name once, types complete, built-in facts as they are, events that say what they do to attainment. */
export function checkFacts(facts: FactCatalogue): Finding[] {
  const fields = facts.fields.flatMap((field, index) => checkField(field, `fields.${index}`, facts));
  const attributes = facts.attributes.flatMap((field, index) =>
    checkField(field, `attributes.${index}`, facts),
  );
  const names = [...facts.fields, ...facts.attributes, ...facts.relations].map(({ name }) => name);
  const placeOf = (index: number): string => {
    const afterFields = index - facts.fields.length;
    const afterAttributes = afterFields - facts.attributes.length;
    if (afterFields < 0) return `fields.${index}.name`;
    return afterAttributes < 0 ? `attributes.${afterFields}.name` : `relations.${afterAttributes}.name`;
  };
  return [
    ...checkUnique(names, placeOf),
    ...fields,
    ...attributes,
    ...facts.relations.flatMap((relation, index) => checkRelation(relation, `relations.${index}`)),
    ...facts.events.flatMap((event, index) => checkEvent(event, `events.${index}`)),
    ...checkUnique(
      facts.events.map(({ name }) => name),
      (index) => `events.${index}.name`,
    ),
    ...checkUnique(facts.absences, (index) => `absences.${index}`),
    ...checkUnique(facts.units, (index) => `units.${index}`),
    ...checkUnique(
      facts.calendars.map(({ id }) => id),
      (index) => `calendars.${index}.id`,
    ),
  ];
}

function checkField(field: FactField, path: string, facts: FactCatalogue): Finding[] {
  const at = (key: string, fault: Fault): Finding => errorAt(pathTo(path, key), fault);
  const found: Finding[] = [];
  const types = BUILT_IN_FACTS.get(field.name);
  if (types && !types.includes(field.is)) found.push(at('is', builtIn(field.name, types.join(' or '))));
  if (BUILT_IN_RELATIONS.has(field.name)) found.push(at('name', builtIn(field.name, 'a relation')));
  if (field.is === 'one-of' && !field.values?.length) found.push(errorAt(path, NO_VALUES));
  if (field.is !== 'one-of' && field.values) found.push(at('values', notWith('values', 'one-of')));
  if (field.is !== 'count' && field.unit !== undefined) found.push(at('unit', notWith('unit', 'count')));
  if (field.unit !== undefined && !facts.units.some((unit) => isSameUnit(unit, field.unit ?? ''))) {
    const message = `The unit ${field.unit} is not among \`units\`.`;
    found.push(
      at('unit', {
        code: 'UNKNOWN_UNIT',
        message,
        remedy: suggest(field.unit, facts.units, declareUnit(field.unit)),
      }),
    );
  }
  return [
    ...found,
    ...checkRange(field, path),
    ...checkUnique(field.values ?? [], (index) => `${path}.values.${index}`),
  ];
}

/** Both ends are numbers of the fact's unit, the lower one first. */
function checkRange(field: FactField, path: string): Finding[] {
  const ends = (['atLeast', 'atMost'] as const).flatMap((key) => {
    const text = field[key];
    return text === undefined ? [] : [{ at: pathTo(path, key === 'atLeast' ? 'at-least' : 'at-most'), text }];
  });
  if (ends.length === 0) return [];
  if (!isRanged(field)) return ends.map(({ at }) => errorAt(at, NO_RANGE));
  const bad = ends.filter(({ text }) => endOf(field, text) === undefined);
  if (bad.length > 0) return bad.map(({ at, text }) => errorAt(at, noEnd(field, text), text));
  const [least, most] = ends.map(({ text }) => endOf(field, text)?.value);
  return least && most && compare(least, most) > 0 ? [errorAt(ends[1]?.at ?? path, UPSIDE_DOWN)] : [];
}

function noEnd({ is, unit }: FactField, text: string): Fault {
  const example = is === 'percent' ? '100%' : is === 'days' ? '90 days' : `10 ${unit ?? 'units'}`;
  return {
    code: 'UNIT_MISMATCH',
    message: `${text} is no number of what the fact counts.`,
    remedy: `Write one such as ${example}.`,
  };
}

const NO_RANGE: Fault = {
  code: 'NOT_NEEDED',
  message: '`at-least` and `at-most` belong to percent, count and days alone.',
  remedy: 'Take it away, or change the type.',
};
const UPSIDE_DOWN: Fault = {
  code: 'TIER_ORDER',
  message: '`at-most` is less than `at-least`, so nothing could be told.',
  remedy: 'Write the lower end under `at-least`.',
};

function checkRelation(relation: FactCatalogue['relations'][number], path: string): Finding[] {
  const gives = BUILT_IN_RELATIONS.get(relation.name);
  if (BUILT_IN_FACTS.has(relation.name)) return [errorAt(`${path}.name`, builtIn(relation.name, 'a field'))];
  return gives && gives !== relation.gives ? [errorAt(`${path}.gives`, builtIn(relation.name, gives))] : [];
}

function checkEvent(event: FactCatalogue['events'][number], path: string): Finding[] {
  if (event.effect === 'charges' && event.attainment === null) return [errorAt(path, WHICH_WINDOW)];
  if (event.effect !== 'charges' && event.attainment !== null)
    return [errorAt(`${path}.attainment`, notWith('attainment', 'charges'))];
  return [];
}

function builtIn(name: string, what: string): Fault {
  return {
    code: 'BUILT_IN',
    message: `Kicker provides ${name} by itself, as ${what}.`,
    remedy: `Declare it as ${what}, or choose another name.`,
  };
}

function notWith(key: string, only: string): Fault {
  return {
    code: 'NOT_NEEDED',
    message: `\`${key}\` belongs to \`${only}\` alone.`,
    remedy: 'Take it away, or change the type.',
  };
}

const NO_VALUES: Fault = {
  code: 'MISSING_KEY',
  message: '`values` is missing: which words may it have?',
  remedy: 'Write them, such as `values: [new, expansion]`.',
};

const WHICH_WINDOW: Fault = {
  code: 'UNDECLARED',
  message:
    '`attainment` is missing: 20,000 cancelled in July of a March booking lower the attainment of March (origin-window), of July (event-window), or of neither (none). Say which.',
  remedy: 'Write `attainment: event-window`, `origin-window` or `none`.',
};
