import { enumCase } from '../shape/vocabulary.js';

/** A word of a closed list, as GraphQL writes it: without quotes in a query, as a text in variables. */
export class Word {
  constructor(readonly text: string) {}

  toJSON(): string {
    return enumCase(this.text);
  }
}

/** An input as it would be written in a query; `…` stands for what an example leaves out. */
export function inputLiteral(value: unknown): string {
  if (value instanceof Word) return value.toJSON();
  if (value === '…') return '…';
  if (Array.isArray(value)) return `[${value.map(inputLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, each]) => `${name}: ${inputLiteral(each)}`);
  return `{ ${fields.join(', ')} }`;
}
