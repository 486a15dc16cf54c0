import { Refusals } from '../platform/graphql/mutation/mutate.js';
import { withEnvironment, type Environment } from './environment.js';
import { EXIT, type Answer } from './output.js';

export type App = Environment['app'];

/** Lets a command work with the services; everything that is wrong is told at once, a line each. */
export async function telling(work: (app: App) => Promise<Answer>): Promise<Answer> {
  try {
    return await withEnvironment(({ app }) => work(app));
  } catch (error) {
    if (!(error instanceof Refusals)) throw error;
    return {
      text: error.errors.map(({ message }) => message).join('\n'),
      json: { errors: error.errors },
      exit: EXIT.findings,
    };
  }
}
