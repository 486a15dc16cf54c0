import { unzipSync } from 'fflate';
import { Refusal } from '../../../../platform/refusal.js';
import { damaged } from './damaged.js';

/** Bytes that the parts of a workbook which are read may have together, unpacked. */
const MOST_UNPACKED = 20_000_000;

/** Files that a workbook may have in its archive. */
const MOST_FILES = 1_000;

/** Parts that say what cells hold; pictures, themes and the like are never unpacked. */
const READ =
  /^(?:_rels\/\.rels|xl\/(?!theme\/|media\/|drawings\/|charts\/|printerSettings\/).*\.(?:xml|rels))$/i;

/** The parts of a workbook by name. What an archive claims to unpack to is its bound: more is never made of it. */
export function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let [files, unpacked] = [0, 0];
  const wanted = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    files += 1;
    if (/vbaProject\.bin$|macrosheets\//i.test(name)) throw withMacros();
    if (!READ.test(name)) return false;
    unpacked += originalSize;
    if (files > MOST_FILES || unpacked > MOST_UNPACKED) throw tooMuch();
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: wanted })));
  } catch (error) {
    throw error instanceof Refusal ? error : damaged('its archive cannot be unpacked');
  }
}

function withMacros(): Refusal {
  return new Refusal(
    'TABLE_FILE',
    'The workbook holds macros; a decision table is read from one without.',
    'Save it as "Excel workbook (.xlsx)".',
  );
}

function tooMuch(): Refusal {
  return new Refusal(
    'TABLE_FILE_LIMIT',
    `The workbook unpacks to more than ${MOST_UNPACKED / 1_000_000} MB or ${MOST_FILES.toLocaleString('en-US')} files.`,
    'Copy the cells of the table into a new workbook.',
  );
}
