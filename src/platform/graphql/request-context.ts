import DataLoader from 'dataloader';
import type { Viewer } from '../identity/viewer.js';

/** What a resolver knows of the request it answers: who asks, the id of the request, and what was loaded for it already. */
export class RequestContext {
  private readonly loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(
    readonly viewer: Viewer,
    /** Stands in the logs and in the answer of a failed request. */
    readonly correlationId: string,
  ) {}

  /**
   * Loads one of many things of a kind: all that are asked for in the same moment are read together, each once a request. `read` gives what it
   * finds by key; what it does not find is null.
   */
  async load<T>(
    kind: string,
    key: string,
    read: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<T | null> {
    const loader =
      this.loaders.get(kind) ??
      new DataLoader<string, unknown>(async (keys) => {
        const found = await read(keys);
        return keys.map((each) => found.get(each) ?? null);
      });
    this.loaders.set(kind, loader);
    return (await loader.load(key)) as T | null;
  }
}
