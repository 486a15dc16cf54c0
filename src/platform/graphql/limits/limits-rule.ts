import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type OperationDefinitionNode,
  type ValidationContext,
} from 'graphql';
import { hostileIn } from './hostile-text.js';
import { LIMITS } from './limits.js';
import { OperationMeasure } from './measure-operation.js';

/** Refuses operations that are too deep or too wide, before anything runs. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      const fault = hostileIn(node.value);
      if (fault !== undefined) context.reportError(new GraphQLError(fault, { nodes: node }));
    },
    Document(document) {
      const measure = new OperationMeasure(document);
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        for (const fault of faultsOf(definition, measure))
          context.reportError(new GraphQLError(fault, { nodes: definition }));
      }
    },
  };
}

function faultsOf(operation: OperationDefinitionNode, measure: OperationMeasure): readonly string[] {
  const { depth, aliases, directives } = measure.of(operation.selectionSet);
  const { selections } = operation.selectionSet;
  const looksAtSchema = selections.every(
    (each) => each.kind === Kind.FIELD && ['__schema', '__type'].includes(each.name.value),
  );
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const measured = [
    ['deep', depth, looksAtSchema ? LIMITS.introspectionDepth : LIMITS.depth, 'levels'],
    ['wide', aliases, LIMITS.aliases, 'aliases'],
    ['wide', directives, LIMITS.directives, 'directives'],
    [
      'wide',
      selections.length,
      isMutation ? LIMITS.mutations : LIMITS.rootFields,
      isMutation ? 'acts' : 'questions',
    ],
  ] as const;
  return measured
    .filter(([, got, most]) => got > most)
    .map(
      ([how, got, most, what]) =>
        `The operation is too ${how}: ${got} ${what}, of at most ${most}. Ask in several.`,
    );
}
