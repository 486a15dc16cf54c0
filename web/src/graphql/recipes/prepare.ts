import { valueAt, type Reading } from './answer.js';

const KEY = 'idempotencyKey';

/** A place in the variables that still says what has to stand there. */
export interface Blank {
  /** Keys joined by dots. */
  readonly path: string;
  readonly says: string;
  /** Whether an earlier step gives it, once it is done. */
  readonly isGiven: boolean;
}

/**
 * The variables of a step as it is opened. Each blank that names a place in an earlier answer of the recipe, such as
 * `<planDefine.plan.id from step 1>`, gets the value from there. Each idempotency key is a new one, since opening a step anew is asking
 * anew: with the key of the recipe itself everybody's second plan would be answered with their first. Other text stays to the byte.
 */
export function prepare(
  variables: string,
  earlier: readonly Reading[],
  newKey: () => string = randomKey,
): string {
  let changed = false;
  const put = (value: string): string => {
    changed = true;
    return value;
  };
  try {
    const prepared: unknown = JSON.parse(variables, (name, value: unknown) => {
      if (typeof value !== 'string') return value;
      if (name === KEY) return put(newKey());
      const found = fromEarlier(value, earlier);
      return found === undefined ? value : put(found);
    });
    return changed ? `${JSON.stringify(prepared, null, 2)}\n` : variables;
  } catch {
    return variables;
  }
}

/** What the person has to put in before running, because no answer so far gives it. */
export function blanksIn(variables: string, earlier: readonly Reading[]): readonly Blank[] {
  const blanks: Blank[] = [];
  const look = (value: unknown, path: readonly string[]): void => {
    const says = saidBy(value);
    if (says !== undefined && fromEarlier(value, earlier) === undefined)
      blanks.push({ path: path.join('.'), says, isGiven: placeIn(says) !== undefined });
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) look(inner, [...path, key]);
  };
  try {
    look(JSON.parse(variables), []);
  } catch {
    return [];
  }
  return blanks;
}

/** Whether an earlier answer of the recipe has what the blank asks for. */
export function canFill({ says }: Blank, earlier: readonly Reading[]): boolean {
  return fromEarlier(`<${says}>`, earlier) !== undefined;
}

function saidBy(value: unknown): string | undefined {
  return typeof value === 'string' ? /^<(.+)>$/.exec(value)?.[1] : undefined;
}

/** `planDefine.plan.id` in "planDefine.plan.id from step 1". */
function placeIn(says: string): string | undefined {
  return /\w+(\.\w+)+/.exec(says)?.[0];
}

/** The latest answer that has something at the place which the blank names. */
function fromEarlier(value: unknown, earlier: readonly Reading[]): string | undefined {
  const place = placeIn(saidBy(value) ?? '');
  if (place === undefined) return undefined;
  return earlier.map((reading) => valueAt(reading, place)).findLast((found) => found !== undefined);
}

/** Random enough to be nobody else's, on plain HTTP too, where browsers withhold randomUUID. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
