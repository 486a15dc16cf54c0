import { validateSync, type ValidationError } from 'class-validator';
import { errorAt, pathTo, type Finding } from '../../../../engine/rulebook/finding.js';
import { nearest, suggest } from '../../../../engine/rulebook/nearest.js';
import { wrongShape } from './form.js';
import { kebab, ONE_OF, partSpec, UNKNOWN, type KeySpec, type PartClass, type PartSpec } from './key.js';

/** Everything wrong with the shape of a document: class-validator decides, the declared keys say it in words. */
export function validateShape(instance: object): Finding[] {
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  });
  return findingsOf(errors, '');
}

function findingsOf(errors: readonly ValidationError[], path: string): Finding[] {
  const misspelt = errors.map((error) => meantKey(error));
  return errors.flatMap((error) => {
    const target = error.target as object;
    const spec = partSpec(target.constructor as PartClass);
    if (error.property === ONE_OF) return oneOfFindings(target, spec, { path, misspelt });
    const declared = spec.keys.get(error.property);
    if (!declared) return [unknownKey(error.property.slice(UNKNOWN.length), spec, path)];
    return error.value === undefined && misspelt.includes(declared.key)
      ? []
      : keyFindings(error, declared, path);
  });
}

/** The key that an unknown one was probably meant to be: then that key is misspelt, not missing. */
function meantKey({ property, target }: ValidationError): string | undefined {
  if (!property.startsWith(UNKNOWN)) return undefined;
  const { keys } = partSpec((target as object).constructor as PartClass);
  return nearest(
    property.slice(UNKNOWN.length),
    [...keys.values()].map((spec) => spec.key),
  );
}

function keyFindings(error: ValidationError, spec: KeySpec, path: string): Finding[] {
  const at = spec.dotted ? path : pathTo(path, spec.key);
  const value = error.value as unknown;
  if (value === undefined) return [missingKey(spec, error.target as object, path)];
  if (typeof spec.is !== 'function') return formFindings(spec, value, at);
  if (spec.list && !Array.isArray(value)) return [errorAt(at, wrongShape('a list', value))];
  return nestedFindings(error, spec, at);
}

function formFindings(spec: KeySpec, value: unknown, at: string): Finding[] {
  if (typeof spec.is === 'function') return [];
  const { is } = spec;
  if (!spec.list || !Array.isArray(value)) return [...is.findings(value, at)];
  return value.flatMap((item, index) => is.findings(item, pathTo(at, index)));
}

function nestedFindings(error: ValidationError, spec: KeySpec, at: string): Finding[] {
  const items = spec.list ? (error.value as unknown[]) : [error.value];
  const flat = items.flatMap((item, index) => {
    const place = spec.list ? pathTo(at, index) : at;
    return typeof item === 'object' && item !== null && !Array.isArray(item)
      ? []
      : [errorAt(place, wrongShape('a map', item))];
  });
  const children = error.children ?? [];
  if (!spec.list) return [...flat, ...findingsOf(children, at)];
  return [
    ...flat,
    ...children.flatMap((child) => findingsOf(child.children ?? [], pathTo(at, child.property))),
  ];
}

function missingKey(spec: KeySpec, part: object, path: string): Finding {
  const example = spec.example.includes('\n') ? '' : `, such as \`${spec.key}: ${spec.example}\``;
  const why = spec.whenMissing?.(part);
  const message = why ?? `\`${spec.key}\` is missing: ${lowerFirst(spec.means)}.`;
  return errorAt(path, {
    code: why ? 'UNDECLARED' : 'MISSING_KEY',
    message,
    remedy: `Write \`${spec.key}:\`${example}.`,
  });
}

function unknownKey(name: string, spec: PartSpec, path: string): Finding {
  if (spec.later.has(name)) {
    const message = `\`${name}\` is part of the language, but this version of Kicker does not do it yet.`;
    return errorAt(
      pathTo(path, name),
      { code: 'NOT_SUPPORTED', message, remedy: 'Take it away; it would not be applied.' },
      name,
    );
  }
  const known = [...spec.keys.values()].filter((key) => !key.dotted).map((key) => key.key);
  const remedy = suggest(name, known);
  return errorAt(
    pathTo(path, name),
    { code: 'UNKNOWN_KEY', message: `There is no key \`${name}\` here.`, remedy },
    name,
  );
}

function oneOfFindings(
  target: object,
  spec: PartSpec,
  { path, misspelt }: { path: string; misspelt: readonly (string | undefined)[] },
): Finding[] {
  const written = (names: readonly string[]): string[] =>
    names.filter((name) => (target as Record<string, unknown>)[name] !== undefined);
  const asked = spec.oneOf.filter((names) => written(names).length !== 1);
  if (Object.keys(target).some((name) => spec.later.has(name.slice(UNKNOWN.length)))) return [];
  return asked.flatMap((names) => {
    const keys = names.map(kebab).join(', ');
    const found = written(names).map(kebab);
    // One that is misspelt is not missing.
    if (found.length === 0 && names.map(kebab).some((key) => misspelt.includes(key))) return [];
    const message =
      found.length === 0
        ? `One of these keys is missing: ${keys}.`
        : `Only one of these may be written: ${found.join(', ')}.`;
    return errorAt(path, { code: 'ONE_OF_KEYS', message, remedy: `Write exactly one of: ${keys}.` });
  });
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
