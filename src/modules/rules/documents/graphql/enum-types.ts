import { registerEnumType } from '@nestjs/graphql';
import { enumCase, type Vocabulary } from '../shape/vocabulary.js';

const known = new Map<string, Record<string, string>>();

/** The enum of a closed list of words: RUNNING_TOTAL for a client, `running-total` for us. Lists with one name are one enum. */
export function enumOf({ enumeration, meanings }: Vocabulary): Record<string, string> {
  const before = known.get(enumeration);
  if (before) return before;
  const words = Object.keys(meanings);
  const type = Object.fromEntries(words.map((word) => [enumCase(word), word]));
  known.set(enumeration, type);
  registerEnumType(type, {
    name: enumeration,
    description: `One of the words ${words.join(', ')}. Example: ${enumCase(words[0] ?? '')}`,
    valuesMap: Object.fromEntries(
      words.map((word) => [
        enumCase(word),
        { description: `${meanings[word]}. Example: ${enumCase(word)}; in a document ${word}` },
      ]),
    ),
  });
  return type;
}
