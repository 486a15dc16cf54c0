import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../test/house/lib/tree.js';
import { PERSONAS } from '../modules/access/demo/personas.js';
import { sampleCompany } from './sample-company.js';

const { first, late } = sampleCompany();
const told = new Set([...first, ...late].flatMap(({ csv }) => csv.split(/[\n,]/)));
const logins = new Set(PERSONAS.map(({ login }) => login));

/** What stands in a command where something of the company is named, and what there is of it. */
const NAMED: readonly [RegExp, ReadonlySet<string>][] = [
  [/--(?:deal|participant) ([^\s`]+)/g, told],
  [/--claims "(\S+) /g, told],
  [/(?:--booking |\bsample\/)(?:sample\/)?([^/\s`]+)/g, told],
  [/kicker (?:statement|explain) (\S+)/g, told],
  [/--as (?!xlsx)([^\s`]+)/g, logins],
];

/** What the commands of a text name and the sample company does not have. */
function strangers(text: string): string[] {
  return NAMED.flatMap(([named, known]) =>
    [...text.matchAll(named)].map(([, name]) => name ?? '').filter((name) => !known.has(name)),
  );
}

describe('the commands of README', () => {
  it('name people, deals and bookings of the sample company, so that they work as written', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    expect(strangers(readme)).toEqual([]);
    expect(NAMED.filter(([named]) => readme.search(named) < 0)).toEqual([]);
  });

  it('are found out where they name others', () => {
    const commands =
      '`npx kicker approvals preview --deal Q-1042`, `npx kicker disputes file --as ana --booking crm/SO-1001 --claims "mia 1"`';
    expect(strangers(commands)).toEqual(['Q-1042', 'mia', 'crm', 'ana']);
  });
});
