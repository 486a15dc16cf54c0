import fc from 'fast-check';
import { OPERATOR } from '../../../src/modules/rules/documents/kinds/vocabularies.js';
import {
  inputForm,
  inputKeys,
  type InputForm,
} from '../../../src/modules/rules/documents/typed/input-forms.js';
import type { TypedInput } from '../../../src/modules/rules/documents/typed/input-of-tree.js';
import { partSpec, type KeySpec, type PartClass } from '../../../src/modules/rules/documents/shape/key.js';
import { anyText } from './trees.js';

const FACTS = ['booking.type', 'line.net', 'account.segment', 'attribute.quota', 'line.rate'];

const OUTPUTS = ['owner', 'segment', 'ana'];

/** Any input that GraphQL lets through for a class, in the shape in which a resolver receives it. */
export function anyInput(part: PartClass): fc.Arbitrary<TypedInput> {
  const { oneOf, keys } = partSpec(part);
  const specs = inputKeys(part);
  const isChoice = oneOf.some((names) => names.length === keys.size);
  const fields = Object.fromEntries(specs.map((spec) => [spec.property, anyField(spec)]));
  const requiredKeys = specs.filter((spec) => !spec.optional || isChoice).map((spec) => spec.property);
  return fc.record(fields, { requiredKeys });
}

function anyField(spec: KeySpec): fc.Arbitrary<unknown> {
  if (spec.dotted)
    return fc.uniqueArray(fc.record({ fact: fc.constantFrom(...FACTS), is: anyText() }), {
      selector: ({ fact }) => fact,
      minLength: 1,
      maxLength: 3,
    });
  const one = anyValue(inputForm(spec));
  return spec.list ? fc.array(one, { minLength: 1, maxLength: 2 }) : one;
}

function anyValue(form: InputForm): fc.Arbitrary<unknown> {
  if (form.kind === 'part') return anyInput(form.part);
  if (form.kind === 'word') return fc.constantFrom(...Object.keys(form.vocabulary.meanings));
  if (form.kind === 'condition') return anyCondition();
  if (form.kind === 'operand') return anyOperand();
  if (form.kind === 'outputs')
    return fc.uniqueArray(fc.record({ output: fc.constantFrom(...OUTPUTS), is: anyText() }), {
      selector: ({ output }) => output,
      minLength: 1,
      maxLength: 2,
    });
  return form.kind === 'cells' ? fc.array(anyText(), { minLength: 1, maxLength: 2 }) : anyText();
}

/** An operand as a resolver receives it: a number or name in a field of its own, or an operator with operands of the same kind. */
function anyOperand(): fc.Arbitrary<unknown> {
  const { operand } = fc.letrec((tie) => ({
    operand: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ number: anyText() }),
      fc.record({ multiply: fc.array(tie('operand'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ divide: fc.tuple(tie('operand'), tie('operand')), ifZero: tie('operand') }),
      fc.record({ clamp: fc.record({ of: tie('operand'), most: tie('operand') }) }),
    ),
  }));
  return operand;
}

function anyCondition(): fc.Arbitrary<unknown> {
  const test = fc.record({
    fact: fc.constantFrom(...FACTS),
    is: fc.array(anyText(), { minLength: 1, maxLength: 2 }),
  });
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({
        tests: fc.uniqueArray(test, { selector: ({ fact }) => fact, minLength: 1, maxLength: 2 }),
      }),
      fc.record({ condition: anyText() }),
      fc.record({
        fact: fc.constantFrom(...FACTS),
        operator: fc.constantFrom(...Object.keys(OPERATOR.meanings)),
        value: fc.array(anyText(), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ not: tie('node') }),
    ),
  }));
  return node;
}
