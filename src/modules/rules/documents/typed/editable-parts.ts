import { DOCUMENT_CLASSES } from '../kinds/document-kinds.js';
import { partSpec, type KeySpec, type PartClass } from '../shape/key.js';

/** A part of documents, and the first key under which it stands. */
export interface EditablePart {
  readonly part: PartClass;
  readonly under: KeySpec;
}

let found: ReadonlyMap<string, EditablePart> | undefined;

/** The parts of documents, which may be the value of an edit; by the name of their field, such as `namedCondition`. */
export function editableParts(): ReadonlyMap<string, EditablePart> {
  return (found ??= new Map(
    Object.values(DOCUMENT_CLASSES)
      .flatMap(partsUnder)
      .map((each) => [fieldOf(each), each]),
  ));
}

function fieldOf({ part }: EditablePart): string {
  const name = part.name.replace(/Input$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function partsUnder(part: PartClass): EditablePart[] {
  return [...partSpec(part).keys.values()].flatMap((under) => {
    if (typeof under.is !== 'function') return [];
    const inside = under.is();
    return [{ part: inside, under }, ...partsUnder(inside)];
  });
}
