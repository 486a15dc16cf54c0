/** A record whose keys come from data. It inherits nothing, so that `__proto__` or `constructor` is a key like any other. */
export function recordByData<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
