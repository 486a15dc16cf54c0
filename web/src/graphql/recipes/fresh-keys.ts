const KEY = 'idempotencyKey';

/**
 * The variables of a step with a new idempotency key in each place that has one: opening a step anew is asking anew. With the key of
 * the recipe itself everybody's second plan would be answered with their first. Text that is no JSON stays as it is.
 */
export function freshKeys(variables: string, newKey: () => string = randomKey): string {
  try {
    const read: unknown = JSON.parse(variables, (name, value: unknown) =>
      name === KEY && typeof value === 'string' ? newKey() : value,
    );
    return variables.includes(`"${KEY}"`) ? `${JSON.stringify(read, null, 2)}\n` : variables;
  } catch {
    return variables;
  }
}

/** Random enough to be nobody else's, on plain HTTP too, where browsers withhold randomUUID. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
