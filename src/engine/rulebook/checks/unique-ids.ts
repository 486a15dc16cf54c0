import { errorAt, type Finding } from '../finding.js';

/** Ids that are used twice in a list; each finding stands at the second use. `place` is the path of an item's id. */
export function checkUnique(ids: readonly string[], place: (index: number) => string): Finding[] {
  return ids.flatMap((id, index) => {
    if (ids.indexOf(id) === index) return [];
    const message = `${id} is declared twice.`;
    return [errorAt(place(index), { code: 'DUPLICATE_ID', message, remedy: 'Give each its own.' }, id)];
  });
}
