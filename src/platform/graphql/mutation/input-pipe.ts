import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { UserError } from './payload.js';

const faults = new WeakMap<object, readonly UserError[]>();

/** Makes an input an instance of its class and remembers what its rules find; `mutate` tells it as user errors. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): unknown {
    if (!metatype || typeof value !== 'object' || value === null) return value;
    const instance = plainToInstance(metatype as new () => object, value);
    faults.set(
      instance,
      validateSync(instance).flatMap((error) => told(error, ['input'])),
    );
    return instance;
  }
}

/** What the rules of an input's class found. */
export function faultsOf(input: object): readonly UserError[] {
  return faults.get(input) ?? [];
}

function told({ property, constraints = {}, children = [] }: ValidationError, above: string[]): UserError[] {
  const path = [...above, property];
  const own = Object.values(constraints).map((message) => ({
    code: 'BAD_INPUT',
    path,
    message,
    hint: 'The description of the field says what it takes.',
  }));
  return [...own, ...children.flatMap((child) => told(child, path))];
}
