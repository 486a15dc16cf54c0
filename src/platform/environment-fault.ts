/**
 * What Kicker runs on is not as it must be: a database that cannot be reached, a folder that is somebody else's. Neither the request's
 * fault nor a bug of ours, so it is told without a stack, to whoever runs Kicker.
 */
export class EnvironmentFault extends Error {
  override name = 'EnvironmentFault';
}
