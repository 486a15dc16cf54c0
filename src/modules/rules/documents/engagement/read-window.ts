import { readConstant } from '../../../../engine/kernel/quantity.js';
import { invariant } from '../../../../engine/kernel/invariant.js';
import { errorAt, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type { Length, PolicyWindow, WindowExtension } from '../../../../engine/rulebook/parts/window.js';
import type { WindowInput } from './window.input.js';
import { conditionOf } from '../read/operand.js';

/** Reads a window of a policy. */
export function readWindow(input: WindowInput, path: string, findings: Finding[]): PolicyWindow {
  findings.push(...checkExtension(input, path));
  return {
    id: input.id,
    of: input.of as PolicyWindow['of'],
    starts: input.starts,
    lasts: lengthOf(input.lasts),
    criteria: conditionOf(input.criteria),
    unless: conditionOf(input.unless),
    extend: readExtension(input),
  };
}

function readExtension({ extend, granted, asked, askWithin }: WindowInput): WindowExtension | null {
  const when = conditionOf(granted);
  if (extend === 'never' || when === null) return null;
  const inTime =
    asked === undefined || askWithin === undefined ? null : { on: asked, within: lengthOf(askWithin) };
  return { by: lengthOf(extend), granted: when, asked: inTime };
}

/** `90 days`, `3 months` or `2 business days`. */
function lengthOf(text: string): Length {
  const read = readConstant(text);
  const quantity = 'quantity' in read ? read.quantity : undefined;
  invariant(quantity?.unit.kind === 'duration', `the length ${text} passed its form and cannot be read`);
  return { count: Number(quantity.value.n), of: quantity.unit.of };
}

function checkExtension({ extend, granted, asked, askWithin }: WindowInput, path: string): Finding[] {
  const said = { granted, asked, 'ask-within': askWithin };
  if (extend === 'never')
    return Object.entries(said).flatMap(([key, each]) =>
      each === undefined ? [] : [errorAt(`${path}.${key}`, NEVER, key)],
    );
  return [
    ...(granted === undefined ? [errorAt(path, NOT_GRANTED)] : []),
    ...((asked === undefined) === (askWithin === undefined) ? [] : [errorAt(path, HALF_ASKED)]),
  ];
}

const NEVER: Fault = {
  code: 'NOT_NEEDED',
  message: 'The window is never extended.',
  remedy: 'Take it away, or write by how much under `extend`, such as `extend: 30 days`.',
};
const NOT_GRANTED: Fault = {
  code: 'UNDECLARED',
  message:
    '`granted` is missing: what says that the window was made longer? Without it each would be, or none.',
  remedy: 'Write a condition, such as `granted: { registration.extension: granted }`.',
};
const HALF_ASKED: Fault = {
  code: 'MISSING_KEY',
  message: '`asked` and `ask-within` stand together: the date of the request, and how long it may take.',
  remedy: 'Write both, or neither.',
};
