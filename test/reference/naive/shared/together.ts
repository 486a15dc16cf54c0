import type { Earns } from '../facts/pay.js';
import { versionsOf, type World } from '../facts/world.js';
import { earnedBy } from '../earned.js';
import { prizesOf } from './contest.js';
import { firstPartsOf } from './first-n.js';
import { budgeted, cappedParts } from './limits.js';
import { ownParts } from './own-parts.js';
import { poolPartsOf } from './pool.js';
import { isShared, programsOf, type Part, type Program } from './program.js';

/** What SPIFFs pay everybody: their own pay, then what several share, capped for each person, all of it held against the budget. */
export function earnsOfSpiffs(world: World): readonly Earns[] {
  return programsOf(world).flatMap((program) => {
    const isLimited = program.spiffs.some(({ budget }) => budget !== null);
    const own = isLimited ? ownByBooking(program) : [];
    const parts = [...own, ...sharedParts(program)];
    const paid = isLimited ? budgeted(program, parts) : parts;
    return [...(isLimited ? [] : ownEarns(program)), ...paid.map(told)];
  });
}

function sharedParts(program: Program): readonly Part[] {
  return idsOf(program, true).flatMap((id) =>
    cappedParts(program, [
      ...prizesOf(program, id),
      ...poolPartsOf(program, id),
      ...firstPartsOf(program, id),
    ]),
  );
}

/** Ids of what is shared, or of what everybody earns by themselves, in the order of the documents. */
function idsOf({ world, id }: Program, shared: boolean): readonly string[] {
  const all = versionsOf(world, id).flatMap(({ incentives }) => incentives);
  return [...new Set(all.filter((each) => isShared(each) === shared).map((each) => each.id))];
}

function ownByBooking(program: Program): readonly Part[] {
  const { world } = program;
  return program.stays.flatMap((stay) =>
    idsOf(program, false).flatMap((id) =>
      earnedBy({ world, stay, id }).flatMap((pay) => ownParts(program, { stay, id, pay })),
    ),
  );
}

function ownEarns(program: Program): readonly Earns[] {
  const { world } = program;
  return program.stays.flatMap((stay) =>
    idsOf(program, false).flatMap((incentive) =>
      earnedBy({ world, stay, id: incentive }).map(({ window, period, cents }) => ({
        participant: stay.person,
        incentive,
        window: window.name,
        period: period.name,
        cents,
      })),
    ),
  );
}

function told({ person, incentive, window, period, cents }: Part): Earns {
  return { participant: person, incentive, window: window.name, period: period.name, cents };
}
