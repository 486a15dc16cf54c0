import { createHash } from 'node:crypto';

/** Which shard a participant belongs to: by hash of the id, so that it depends on nothing but the id and the number of shards. */
export function shardOf(participant: string, shards: number): number {
  return shards === 1 ? 0 : createHash('sha256').update(participant).digest().readUInt32BE(0) % shards;
}

/** Whether a participant belongs to a shard; asked for every credit, so each answer is kept. */
export function membersOf(shard: number, shards: number): (participant: string) => boolean {
  if (shards === 1) return () => true;
  const answers = new Map<string, boolean>();
  return (participant) => {
    let answer = answers.get(participant);
    if (answer === undefined) {
      answer = shardOf(participant, shards) === shard;
      answers.set(participant, answer);
    }
    return answer;
  };
}
