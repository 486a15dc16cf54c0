import DataLoader from 'dataloader';
import type { Viewer } from '../identity/viewer.js';

type Found<T> = Promise<ReadonlyMap<string, T>>;

/** How things of a kind are read together, by their keys. */
export interface Loading<I, T> {
  readonly key: (item: I) => string;
  readonly read: (items: readonly I[]) => Found<T>;
}

/** What a resolver knows of the request it answers: who asks, the id of the request, and what was loaded for it already. */
export class RequestContext {
  private readonly loaders = new Map<string, DataLoader<unknown, unknown, string>>();

  constructor(
    private readonly asks: Viewer | (() => Viewer),
    /** Stands in the logs and in the answer of a failed request. */
    readonly correlationId: string,
  ) {}

  /** Who asks; of what goes on for long, with the roles of this moment. */
  get viewer(): Viewer {
    return typeof this.asks === 'function' ? this.asks() : this.asks;
  }

  /** Loads one of many things by its key; see `loadEach`. */
  async load<T>(kind: string, key: string, read: (keys: readonly string[]) => Found<T>): Promise<T | null> {
    return await this.loadEach(kind, key, { key: (each) => each, read });
  }

  /**
   * Loads what belongs to one of many things of a kind: all that are asked for in the same moment are read together, each once a request, so
   * that statements do not grow with a page. What is not found is null.
   */
  async loadEach<I, T>(kind: string, item: I, { key, read }: Loading<I, T>): Promise<T | null> {
    const loader =
      this.loaders.get(kind) ??
      new DataLoader<unknown, unknown, string>(
        async (items) => {
          const found = await read(items as I[]);
          return items.map((each) => found.get(key(each as I)) ?? null);
        },
        { cacheKeyFn: (each) => key(each as I) },
      );
    this.loaders.set(kind, loader);
    return (await loader.load(item)) as T | null;
  }
}
