/** A shard of a running calculation, held under a lease: the attempt is the fencing token. */
export interface ShardTask {
  readonly calculation: bigint;
  readonly shard: number;
  readonly shards: number;
  readonly attempt: number;
  readonly position: bigint;
}

/** How far a shard is; `of` is 0 while the whole is not known. */
export interface ShardProgress {
  readonly step: 'read' | 'earn';
  readonly done: number;
  readonly of: number;
}
