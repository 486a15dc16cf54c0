/** A fenced block of a Markdown file. */
export interface Block {
  readonly path: string;
  readonly line: number;
  readonly language: string;
  readonly marks: readonly string[];
  readonly says: Readonly<Record<string, string>>;
  readonly text: string;
  readonly unclosed?: boolean;
}

export function blocksOf(file: { readonly path: string; readonly text: string }): Block[];
