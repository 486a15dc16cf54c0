import type { DealsService } from '../../deals/deals.service.js';
import { isToldOfPeople } from './people-told.js';
import { readOrganisation, type At, type StoredOrganisation } from './read-organisation.js';

interface Shared {
  readonly day: string;
  /** Up to which nothing else was told of people. */
  position: bigint;
  readonly reading: Promise<StoredOrganisation>;
}

/** The last reading, for each service whose transactions ask for it: for as long as that is there. */
const last = new WeakMap<DealsService, Shared>();

/**
 * The organisation as told by a position, on a day, read once for all decisions until something is told of people: also by those that ask at the same time. The
 * transaction must see everything. What one reads holds nothing that another waits for, and where the reading of another fails, each reads for itself.
 */
export async function sharedOrganisation(at: At): Promise<StoredOrganisation> {
  const known = await stillKnown(at);
  if (known) return await known.reading.catch(() => readOrganisation(at));
  const { deals, day, position } = at;
  const reading = readOrganisation(at);
  const before = last.get(deals);
  // A transaction that looks at an earlier position reads for itself.
  if (before?.day === day && before.position > position) return await reading;
  const shared: Shared = { day, position, reading };
  last.set(deals, shared);
  return await reading.catch((error: unknown) => {
    if (last.get(deals) === shared) last.delete(deals);
    throw error;
  });
}

/** The last reading, where it is of that day, and nothing was told of people since. */
async function stillKnown({ tx, deals, day, position }: At): Promise<Shared | undefined> {
  for (;;) {
    const known = last.get(deals);
    if (known?.day !== day || known.position > position) return undefined;
    const isSame =
      known.position === position ||
      !(await isToldOfPeople(tx, known.position.toString(), position.toString()));
    if (isSame) {
      if (known.position < position) known.position = position;
      return known;
    }
    // Another may have read it anew meanwhile.
    if (last.get(deals) === known) return undefined;
  }
}
