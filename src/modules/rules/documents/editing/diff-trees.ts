import { alignItems, samePlain, type Aligned } from '../patching/align.js';
import { isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';
import type { DocumentEdit } from './edit.js';

/** The edits that make one document's data of another's, as few and as deep down as they can be. */
export function diffTrees(old: PlainMap, wanted: PlainMap): DocumentEdit[] {
  return differences(old, wanted, []);
}

function differences(old: Plain, wanted: Plain, path: readonly (string | number)[]): DocumentEdit[] {
  if (samePlain(old, wanted)) return [];
  if (isPlainMap(old) && isPlainMap(wanted) && (path.length === 0 || sharesKeys(old, wanted)))
    return mapDifferences(old, wanted, path);
  if (Array.isArray(old) && Array.isArray(wanted))
    return listDifferences(old as readonly Plain[], wanted as readonly Plain[], path);
  return [{ set: { path, value: wanted } }];
}

function sharesKeys(old: PlainMap, wanted: PlainMap): boolean {
  return Object.keys(old).some((key) => Object.hasOwn(wanted, key));
}

function mapDifferences(old: PlainMap, wanted: PlainMap, path: readonly (string | number)[]): DocumentEdit[] {
  const gone = Object.keys(old).filter((key) => !Object.hasOwn(wanted, key));
  return [
    ...gone.map((key): DocumentEdit => ({ remove: { path: [...path, key] } })),
    ...Object.entries(wanted).flatMap(([key, value]): DocumentEdit[] =>
      Object.hasOwn(old, key)
        ? differences(old[key] ?? '', value, [...path, key])
        : [{ set: { path: [...path, key], value } }],
    ),
  ];
}

/** First what goes, then what comes or moves, from the first place on; then what changes inside the items that stay. */
function listDifferences(
  old: readonly Plain[],
  wanted: readonly Plain[],
  path: readonly (string | number)[],
): DocumentEdit[] {
  const aligned = alignItems(old, wanted);
  if (!aligned.some((each) => each.old !== undefined)) return [{ set: { path, value: wanted } }];
  const stays = new Set(aligned.map((each) => each.old));
  const going = [...old.keys()].filter((at) => !stays.has(at));
  const removals = [...going].toReversed().map((at): DocumentEdit => ({ remove: { path: [...path, at] } }));
  const ordered = arrangement(
    { wanted, aligned, path },
    [...old.keys()].filter((at) => stays.has(at)),
  );
  const inside = aligned.flatMap((each, place) =>
    each.old === undefined ? [] : differences(old[each.old] ?? '', wanted[place] ?? '', [...path, place]),
  );
  return [...removals, ...ordered, ...inside];
}

interface Arranging {
  readonly wanted: readonly Plain[];
  readonly aligned: readonly Aligned[];
  readonly path: readonly (string | number)[];
}

function arrangement({ wanted, aligned, path }: Arranging, left: number[]): DocumentEdit[] {
  const order: (number | undefined)[] = [...left];
  return aligned.flatMap(({ old }, place): DocumentEdit[] => {
    const where = place === 0 ? { before: 0 } : { after: place - 1 };
    if (old === undefined) {
      order.splice(place, 0, undefined);
      return [{ add: { path, value: wanted[place] ?? '', ...where } }];
    }
    const from = order.indexOf(old);
    if (from === place) return [];
    order.splice(from, 1);
    order.splice(place, 0, old);
    return [{ move: { path: [...path, from], ...where } }];
  });
}
