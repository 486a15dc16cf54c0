import { suggest } from '../../../../engine/rulebook/nearest.js';
import type { FactCatalogue } from '../../../../engine/rulebook/rulebook.js';
import { Refusals } from '../../../../platform/graphql/mutation/mutate.js';
import type { UserError } from '../../../../platform/graphql/mutation/payload.js';
import type { Kind } from '../../kinds/kind.js';
import { KINDS } from '../../kinds/kinds.js';
import { namesOf } from '../../reading/layout.js';
import type { AttributeInput } from './record-input.js';
import type { RowFields } from './told-rows.js';

/** A record, and where in the input it stands. */
interface At {
  readonly fields: RowFields;
  readonly at: readonly string[];
}

type Fault = Pick<UserError, 'message' | 'hint'>;

/** Refuses attributes that the catalogue does not declare of a kind, and one that is given twice: a file would have no column for them. */
export function refuseAttributes(
  records: readonly At[],
  { kind, catalogue }: { readonly kind: Kind; readonly catalogue: FactCatalogue | null },
): void {
  const known = namesOf({ kind, catalogue });
  const errors = records.flatMap(({ fields, at }) => {
    const given = (fields['attributes'] ?? []) as readonly AttributeInput[];
    const names = given.map(({ name }) => name.trim().toLowerCase());
    return names.flatMap((name, place): UserError[] => {
      const isTwice = names.indexOf(name) < place;
      if (!isTwice && known.has(name)) return [];
      const fault = isTwice ? twice(name) : unknown(name, kind, known.facts);
      const path = ['input', ...at, 'attributes', `${place}`, 'name'];
      return [{ code: 'RECORD_REJECTED', path, ...fault }];
    });
  });
  if (errors.length > 0) throw new Refusals(errors);
}

function twice(name: string): Fault {
  return { message: `attributes: ${shown(name)} is there twice.`, hint: 'Give each fact once.' };
}

function unknown(name: string, kind: Kind, facts: readonly string[]): Fault {
  const message = `attributes: there is no fact ${shown(name)} of ${kind.name}.`;
  const ofIt = (each: Kind): boolean => each.open.some((prefix) => name.startsWith(prefix));
  const others = KINDS.filter(ofIt).map((each) => each.name);
  const isElsewhere = !ofIt(kind) && others.length > 0;
  return {
    message,
    hint: isElsewhere ? `It is a fact of ${others.join(', ')}.` : suggest(name, facts, DECLARE),
  };
}

const DECLARE = 'Declare it in the fact catalogue first.';

const shown = (name: string): string => name.slice(0, 80);
