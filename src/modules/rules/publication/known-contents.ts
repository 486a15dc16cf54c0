import { InvariantBroken } from '../../../engine/kernel/invariant.js';
import { readDocument, type Content } from '../documents/read-document.js';
import type { PublishedText } from './read-publications.js';

/** Characters of texts of which it is kept what they say; what is read of a text takes some twenty times its size. */
const MOST_KEPT = 1_000_000;

/** A text that was published by an earlier version, and that this one reads no more. */
export class TextUnreadable extends InvariantBroken {
  override name = 'TextUnreadable';
}

/** What published texts say. A text says the same whenever it is read, so the latest are read once. */
export class KnownContents {
  private readonly known = new Map<string, Content>();
  private kept = 0;

  constructor(private readonly most = MOST_KEPT) {}

  /** What a text says. */
  of({ kind, name, text }: Pick<PublishedText, 'kind' | 'name' | 'text'>): Content {
    const content = this.known.get(text) ?? readDocument({ path: `${kind} ${name}`, text }).content;
    if (content === null) throw new TextUnreadable(`the published ${kind} ${name} can no longer be read`);
    this.keep(text, content);
    return content;
  }

  /** Keeps it as the latest, and lets the oldest go where it is too much. */
  private keep(text: string, content: Content): void {
    if (!this.known.delete(text)) this.kept += text.length;
    this.known.set(text, content);
    for (const oldest of this.known.keys()) {
      if (this.kept <= this.most) return;
      this.known.delete(oldest);
      this.kept -= oldest.length;
    }
  }
}
