import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large a selection is. */
export interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0 };

/** Measures selections; a fragment is measured once however often it is spread, so that fragments in fragments cost nothing. */
export class OperationMeasure {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Undefined while a fragment is measured: one that contains itself is told by the standard rules. */
  private readonly measured = new Map<string, Size | undefined>();

  constructor(document: DocumentNode) {
    const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  of({ selections }: SelectionSetNode): Size {
    return selections.map((selection) => this.selection(selection)).reduce(together, NOTHING);
  }

  private selection(node: SelectionNode): Size {
    const directives = node.directives?.length ?? 0;
    if (node.kind === Kind.FRAGMENT_SPREAD) return plus(this.fragment(node.name.value), { directives });
    if (node.kind === Kind.INLINE_FRAGMENT) return plus(this.of(node.selectionSet), { directives });
    const below = node.selectionSet ? this.of(node.selectionSet) : NOTHING;
    return plus(below, { directives, depth: 1, aliases: node.alias ? 1 : 0 });
  }

  private fragment(name: string): Size {
    if (this.measured.has(name)) return this.measured.get(name) ?? NOTHING;
    this.measured.set(name, undefined);
    const fragment = this.fragments.get(name);
    const size = fragment ? this.of(fragment.selectionSet) : NOTHING;
    this.measured.set(name, size);
    return size;
  }
}

function together(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
  };
}

function plus(size: Size, more: Partial<Size>): Size {
  return {
    depth: size.depth + (more.depth ?? 0),
    aliases: size.aliases + (more.aliases ?? 0),
    directives: size.directives + (more.directives ?? 0),
  };
}
