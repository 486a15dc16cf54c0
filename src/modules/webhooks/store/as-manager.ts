import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';

/** Whoever may manage webhooks, whatever else they see: the database shows endpoints and messages to nobody who sees less than everything. */
export function asManager(actor: Actor): Actor {
  const { id, name } = actor;
  const named = name === undefined ? {} : { name };
  return { id, ...named, sight: EVERYTHING, standsBy: async (tx) => await actor.standsBy?.(tx) };
}
