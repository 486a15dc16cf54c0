import { damaged } from './damaged.js';
import { readXml } from './read-xml.js';

/** The parts of an archive by name. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** A sheet of the workbook; nothing is read of one that is no sheet of cells. */
export interface SheetPart {
  readonly name: string;
  readonly part: string | null;
}

/** What the workbook says of itself: its sheets in order, the parts they share, and the day from which it counts days. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly strings: string | undefined;
  readonly styles: string | undefined;
  readonly from1904: boolean;
}

interface Link {
  readonly type: string;
  readonly to: string;
}

/** Finds the parts of a workbook by the links between them. */
export function readWorkbook(parts: Parts): WorkbookParts {
  const root = linksOf(parts, '');
  const workbook = [...root.values()].find(({ type }) => type === 'officeDocument')?.to;
  if (workbook === undefined || !parts.has(workbook)) throw damaged('it has no workbook in it');
  const links = linksOf(parts, workbook);
  const sheets: SheetPart[] = [];
  let from1904 = false;
  readXml(partOf(parts, workbook), {
    open: (element, attribute) => {
      if (element === 'x:workbookPr') from1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      if (element !== 'x:sheet') return;
      const link = links.get(attribute('r:id') ?? '');
      sheets.push({
        name: attribute('name') ?? '',
        part: link?.type === 'worksheet' ? link.to : null,
      });
    },
  });
  const shared = (type: string): string | undefined =>
    [...links.values()].find((link) => link.type === type)?.to;
  return { sheets, strings: shared('sharedStrings'), styles: shared('styles'), from1904 };
}

/** A part by its name; one that others name and that is not there makes the workbook damaged. */
export function partOf(parts: Parts, name: string): { name: string; bytes: Uint8Array } {
  const bytes = parts.get(name);
  if (!bytes) throw damaged(`${name} is missing`);
  return { name, bytes };
}

/** The links of a part, by their id; those of the archive itself for no part. */
function linksOf(parts: Parts, from: string): ReadonlyMap<string, Link> {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const name = `${folder}_rels/${from.slice(folder.length)}.rels`;
  const links = new Map<string, Link>();
  readXml(partOf(parts, name), {
    open: (element, attribute) => {
      if (element !== 'p:Relationship') return;
      const [id, type, target] = ['Id', 'Type', 'Target'].map(attribute);
      if (id === undefined || type === undefined || target === undefined) return;
      if (attribute('TargetMode') === 'External') return;
      links.set(id, { type: type.slice(type.lastIndexOf('/') + 1), to: resolved(folder, target) });
    },
  });
  return links;
}

function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  const whole = target.startsWith('/') ? target : `${folder}${target}`;
  for (const step of whole.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
