/** A value of an answer that a later step may ask for. */
export interface Id {
  readonly path: string;
  readonly value: string;
}

/** A text of several lines, such as a plan or a statement, which JSON shows as one. */
export interface LongText {
  readonly path: string;
  readonly value: string;
}

/** Something Kicker found wrong in what was asked. */
export interface Fault {
  readonly message: string;
  readonly hint: string;
  readonly path: string;
}

/** What an answer means for somebody following a recipe. */
export interface Reading {
  readonly faults: readonly Fault[];
  readonly ids: readonly Id[];
  readonly texts: readonly LongText[];
  /** All of it, for the steps that go on from it. */
  readonly data: unknown;
}

const MOST_IDS = 4;
const MOST_TEXTS = 6;
/** Which of a list is meant, a person reads in the answer itself. */
const IN_LIST = /\.\d+\./;

/** Reads an answer: what was refused, and which ids it gave. Null when nothing was answered yet. */
export function readAnswer(text: string): Reading | null {
  const answer = parsed(text);
  if (typeof answer !== 'object' || answer === null) return null;
  const { errors, data } = answer as { errors?: unknown; data?: unknown };
  const faults = asList(errors).map(faultOf);
  const ids: Id[] = [];
  const texts: LongText[] = [];
  walk(data, '', (path, key, value) => {
    if (key === 'userErrors') faults.push(...asList(value).map(faultOf));
    if (key === 'findings') faults.push(...asList(value).filter(isError).map(faultOf));
    if (key === 'examples') faults.push(...failedOf(value));
    if (isIdKey(key) && typeof value === 'string' && !IN_LIST.test(path)) ids.push({ path, value });
    if (typeof value === 'string' && value.trimEnd().includes('\n')) texts.push({ path, value });
  });
  return { faults, ids: ids.slice(0, MOST_IDS), texts: texts.slice(0, MOST_TEXTS), data };
}

/** The text or number at a place of the answer, keys and list positions joined by dots. */
export function valueAt({ data }: Reading, place: string): string | undefined {
  let found: unknown = data;
  for (const key of place.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

function isIdKey(key: string): boolean {
  return key === 'id' || key.endsWith('Id');
}

function isError(finding: unknown): boolean {
  return (finding as { severity?: unknown } | null)?.severity === 'ERROR';
}

/** Examples that did not come out as expected. */
function failedOf(examples: unknown): Fault[] {
  const { failed } = (examples ?? {}) as { failed?: unknown };
  if (typeof failed !== 'number' || failed === 0) return [];
  const many = failed === 1 ? 'One example did' : `${failed} examples did`;
  return [
    {
      message: `${many} not come out as expected.`,
      hint: 'Compare what was expected with what came out; change the plan or the example.',
      path: 'examples',
    },
  ];
}

function faultOf(fault: unknown): Fault {
  const { message, hint, remedy, path, extensions } = (fault ?? {}) as Record<string, unknown>;
  const inside = (extensions ?? {}) as Record<string, unknown>;
  const where = Array.isArray(path) ? path.join('.') : typeof path === 'string' ? path : '';
  return {
    message: words(message) || 'It was refused.',
    hint: words(hint) || words(remedy) || words(inside.hint),
    path: where,
  };
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Visit = (path: string, key: string, value: unknown) => void;

function walk(value: unknown, path: string, visit: Visit): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    visit(at, key, inner);
    walk(inner, at, visit);
  }
}
