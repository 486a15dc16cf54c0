import type { FactValue } from '../../model/facts.js';
import { compileTree, type Gives } from '../compile-value.js';
import { NAMES_READ, type NamesRead } from '../names/names-read.js';
import type { NamedValues } from '../named-values.js';
import type { ValueTree } from '../../rulebook/parts/value.js';

/** What values are said of: the values of a document, and one thing that has their facts. */
export class Said {
  private readonly nameOf: (name: string) => Gives<NamesRead>;

  constructor(
    readonly values: NamedValues,
    private readonly of: NamesRead,
  ) {
    this.nameOf = values.reader(NAMES_READ);
  }

  /** What a part of a value comes to. */
  part(tree: ValueTree): FactValue {
    return compileTree(tree, { ...NAMES_READ, nameOf: this.nameOf })(this.of);
  }

  /** What a name comes to. */
  name(name: string): FactValue {
    return this.nameOf(name)(this.of);
  }
}
