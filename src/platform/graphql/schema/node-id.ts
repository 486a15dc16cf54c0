import { Refusal } from '../../refusal.js';

/** An id as people meet it: what kind of thing, then which. `ern_12_6f1c…` is earning 6f1c… of calculation 12. */
export function writeId(prefix: string, ...parts: readonly (string | bigint)[]): string {
  return [prefix, ...parts].join('_');
}

/** The parts of an id of a kind; refuses an id of another kind or form. `forms` are what each part must look like. */
export function readId(prefix: string, id: string, ...forms: readonly RegExp[]): readonly string[] {
  const [kind, ...parts] = id.split('_');
  const fits =
    kind === prefix &&
    parts.length === forms.length &&
    forms.every((form, place) => form.test(parts[place] ?? ''));
  if (fits) return parts;
  throw new Refusal(
    'NOT_FOUND',
    'There is no such thing, or you may not see it.',
    `Give an id that starts with ${prefix}_, as it was told.`,
    'id',
  );
}

/** The number of a calculation as it is told: "12". Refuses any other text. */
export function readNumber(id: string, path: string): bigint {
  if (WHOLE.test(id)) return BigInt(id);
  throw new Refusal(
    'NOT_FOUND',
    'There is no such calculation.',
    'Calculations are numbers: give one as the list of calculations tells it, such as "12".',
    path,
  );
}

/** A whole number of at most 18 digits. */
export const WHOLE = /^[1-9]\d{0,17}$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
