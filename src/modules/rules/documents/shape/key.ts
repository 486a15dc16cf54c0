import { IsArray, IsDefined, IsOptional, ValidateNested, registerDecorator } from 'class-validator';
import type { Form } from './form.js';

/** A class that declares the keys of one kind of map. */
export type PartClass = new () => object;

/** What a document class says about one of its keys. Everything else (rules, schemas, inputs) follows from it. */
export interface KeyOptions {
  /** The form of its text, or the class of the map under it. */
  readonly is: Form | (() => PartClass);
  readonly means: string;
  /** As a person would write it in the document. */
  readonly example: string;
  readonly optional?: true;
  /** A list; one item may stand for a list of one. */
  readonly list?: true;
  /** The key holds all keys with a dot, each with its value (`booking.type: new`). */
  readonly dotted?: true;
  /** For a decision about money: what each answer would pay, said when the key is missing. */
  readonly whenMissing?: (part: object) => string;
}

export interface KeySpec extends KeyOptions {
  /** camelCase, as in classes and GraphQL. */
  readonly property: string;
  /** kebab-case, as in documents. */
  readonly key: string;
}

export interface PartSpec {
  readonly keys: Map<string, KeySpec>;
  readonly oneOf: (readonly string[])[];
  /** Keys of the language that this version does not do yet. */
  readonly later: Set<string>;
}

/** The name under which class-validator reports that not exactly one of several keys is written. */
export const ONE_OF = '(one of)';

/** Stands before the name of a key that a class does not declare. */
export const UNKNOWN = '?';

const parts = new Map<object, PartSpec>();

function own(target: object): PartSpec {
  let spec = parts.get(target);
  if (!spec) parts.set(target, (spec = { keys: new Map(), oneOf: [], later: new Set() }));
  return spec;
}

/** The keys of a part, those of the classes it extends first. */
export function partSpec(part: PartClass): PartSpec {
  const parent = Object.getPrototypeOf(part) as PartClass;
  const mine = own(part);
  if (typeof parent !== 'function' || parent.prototype === undefined) return mine;
  const above = partSpec(parent);
  return {
    keys: new Map([...above.keys, ...mine.keys]),
    oneOf: [...above.oneOf, ...mine.oneOf],
    later: new Set([...above.later, ...mine.later]),
  };
}

/** `payEvery` in classes is `pay-every` in documents. */
export function kebab(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Declares a key: its form, meaning and example, and with them its class-validator rules. */
export function key(options: KeyOptions): PropertyDecorator {
  return (target, name) => {
    const property = String(name);
    own(target.constructor).keys.set(property, { ...options, property, key: kebab(property) });
    (options.optional ? IsOptional() : IsDefined())(target, property);
    if (options.list) IsArray()(target, property);
    const { is } = options;
    if (typeof is === 'function') return ValidateNested(options.list ? { each: true } : {})(target, property);
    registerDecorator({
      name: is.name,
      target: target.constructor,
      propertyName: property,
      validator: {
        validate: (value: unknown) =>
          (options.list && Array.isArray(value) ? value : [value]).every(
            (item) => is.findings(item, '').length === 0,
          ),
        defaultMessage: () => `${kebab(property)} must be ${is.name}, such as ${options.example}`,
      },
    });
  };
}

/** Exactly one of these keys must be written. */
export function exactlyOne(...properties: string[]): ClassDecorator {
  return (target) => {
    own(target).oneOf.push(properties);
    registerDecorator({
      name: 'exactlyOne',
      target,
      propertyName: ONE_OF,
      validator: {
        validate: (_value, args) => {
          const part = (args?.object ?? {}) as Record<string, unknown>;
          return properties.filter((name) => part[name] !== undefined).length === 1;
        },
        defaultMessage: () => `exactly one of ${properties.map(kebab).join(', ')} must be written`,
      },
    });
  };
}

/** Keys of the language that this version refuses by name, rather than as unknown. */
export function later(...keys: string[]): ClassDecorator {
  return (target) => {
    for (const each of keys) own(target).later.add(each);
  };
}
