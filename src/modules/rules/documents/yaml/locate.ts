import type { Place } from '../placed-finding.js';
import type { PlacedNode } from './plain-tree.js';

const TOP: Place = { line: 1, column: 1 };

/** Finds where the thing that a path names stands, and under it the word in question. */
export class Locator {
  private readonly index = new Map<string, number>();

  constructor(private readonly nodes: readonly PlacedNode[]) {
    nodes.forEach((node, at) => {
      if (!this.index.has(node.path)) this.index.set(node.path, at);
    });
  }

  /** The place of `path`, or of the nearest thing above it that stands in the text; of `text` at or under it when it is there. */
  find(path: string, text?: string): Place {
    const at = this.resolve(path);
    const node = this.nodes[at];
    if (!node) return TOP;
    return (text !== undefined && this.word(at, text)) || node.place;
  }

  /** Steps down the path; a dotted key takes several steps, and one item that stands for a list takes none. */
  private resolve(path: string): number {
    const steps = path === '' ? [] : path.split('.');
    let [current, at] = ['', this.index.get('') ?? 0];
    for (let i = 0; i < steps.length;) {
      const taken = this.longest(current, steps, i);
      if (taken === 0 && steps[i] !== '0') break;
      if (taken > 0) {
        current = [current, ...steps.slice(i, i + taken)].filter((step) => step !== '').join('.');
        at = this.index.get(current) ?? at;
      }
      i += Math.max(taken, 1);
    }
    return at;
  }

  private longest(current: string, steps: readonly string[], from: number): number {
    for (let count = 1; count <= 5 && from + count <= steps.length; count++) {
      const joined = steps.slice(from, from + count).join('.');
      if (this.index.has(current === '' ? joined : `${current}.${joined}`)) return count;
    }
    return 0;
  }

  private word(from: number, text: string): Place | undefined {
    const top = this.nodes[from]?.path ?? '';
    for (let at = from; at < this.nodes.length; at++) {
      const node = this.nodes[at];
      if (!node || (at > from && top !== '' && !node.path.startsWith(`${top}.`))) return undefined;
      if (node.key === text && node.keyPlace) return node.keyPlace;
      if (node.text !== undefined && (node.text === text || mentions(node.text, text))) return node.place;
    }
    return undefined;
  }
}

/** Whether a longer text, such as the test `"> quota.arr"`, holds the name as a whole word. */
function mentions(whole: string, name: string): boolean {
  const at = name.includes('.') ? whole.indexOf(name) : -1;
  return at >= 0 && !/[\w.-]/.test(whole[at - 1] ?? ' ') && !/[\w-]/.test(whole[at + name.length] ?? ' ');
}
