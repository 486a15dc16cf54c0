import type { Earns } from '../facts/pay.js';
import { versionsOf, type World } from '../facts/world.js';
import { earnedBy, versionFor } from '../earned.js';
import { paidOut } from '../fx/pay-out.js';
import { paidInTurn } from '../fx/paid-by.js';
import type { Payment } from '../fx/payments.js';
import type { Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { prizesOf } from './contest.js';
import { firstPartsOf, formerPartsOf } from './first-n.js';
import { budgeted, cappedParts } from './limits.js';
import { ownParts } from './own-parts.js';
import { settledByBudget } from './settled-budget.js';
import { poolPartsOf } from './pool.js';
import { isShared, programsOf, type Part, type Program } from './program.js';

/** What SPIFFs pay everybody: their own pay, then what several share, capped for each person, all of it held against the budget. */
export function earnsOfSpiffs(world: World): readonly Earns[] {
  return programsOf(world).flatMap((program) => {
    const isLimited = program.spiffs.some(({ budget }) => budget !== null);
    const settled = settledByBudget(program, {
      all: (then) => [...ownByBooking(then), ...sharedParts(then)],
      shared: sharedParts,
      isShared: ({ isTogether }) => isTogether === true,
    });
    if (settled) return settled.flatMap(({ known, parts }) => told(known, parts));
    const own = isLimited ? ownByBooking(program) : [];
    const parts = [...own, ...sharedParts(program)];
    const paid = isLimited ? budgeted(program, parts) : parts.filter(({ until }) => until === undefined);
    return [...(isLimited ? [] : ownEarns(program)), ...told(program, paid)];
  });
}

function sharedParts(program: Program): readonly Part[] {
  return idsOf(program, true).flatMap((id) => {
    const standing = [...prizesOf(program, id), ...poolPartsOf(program, id), ...firstPartsOf(program, id)];
    const withFormer = cappedParts(program, [...standing, ...formerPartsOf(program, id)]);
    return [...cappedParts(program, standing), ...withFormer.slice(standing.length)];
  });
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
      paidInTurn({ world, stay, id: incentive }, earnedBy({ world, stay, id: incentive })),
    ),
  );
}

/** Parts of one pay period become money together. A part that several credits brought is taken as one that none did. */
function told(program: Program, parts: readonly Part[]): readonly Earns[] {
  const { world } = program;
  const groups = new Map<string, Part[]>();
  const shared = idsOf(program, true);
  for (const part of parts) {
    const by = shared.includes(part.incentive) ? part.version?.fingerprint : '';
    const key = [part.person, part.incentive, part.window.from, part.period.from, by].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const before = new Map<string, Payment[]>();
  // A pay period may hold windows on both sides of a pause.
  const inTime = [...groups.values()].sort(
    ([a], [b]) =>
      (a?.period.from ?? 0) - (b?.period.from ?? 0) || (a?.window.from ?? 0) - (b?.window.from ?? 0),
  );
  return inTime.flatMap((group) => {
    const [one] = group;
    const version = one && termsOf(program, one);
    if (!one || !version) return [];
    const key = `${one.person} ${one.incentive}`;
    const payments = before.get(key) ?? [];
    before.set(key, payments);
    return [
      paidOut(
        world,
        { ...one, version, before: payments, ...(shared.includes(one.incentive) ? {} : { is: 'own' }) },
        group.map(({ cents, last, isTogether }) => ({
          line: isTogether || shared.includes(one.incentive) ? null : (world.lines[last] ?? null),
          cents,
        })),
      ),
    ];
  });
}

/** By whose terms a part is paid: what is shared by the version that decided it, else by that of the end of the pay period. */
function termsOf(program: Program, part: Part): Plan | undefined {
  const stay = program.stays.find(({ person }) => person === part.person);
  if (idsOf(program, true).includes(part.incentive) || !stay) return part.version;
  const known = Math.min(part.period.until, part.window.until);
  return versionFor(program.world, stay, { id: part.incentive, known });
}
