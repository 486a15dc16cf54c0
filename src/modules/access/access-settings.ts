/** Whose tokens are trusted beside our own. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** A JWKS: a file, or an https address. */
  readonly keys: string;
}

/** How people sign in here; from the configuration. */
export interface AccessSettings {
  /** Personas sign in without a password, and an issuer of our own signs tokens. */
  readonly demo: boolean;
  /** Where the key of our own issuer is kept, in demo mode. */
  readonly folder: string;
  /** The address that browsers use, where it is not the one that requests name as their host. */
  readonly publicUrl: string | undefined;
  readonly trusted: TrustedIssuer | undefined;
}

/** Nothing but passwords. */
export const CLOSED: AccessSettings = { demo: false, folder: '', publicUrl: undefined, trusted: undefined };

/** The key under which the settings are handed to the parts of this module. */
export const ACCESS_SETTINGS = Symbol('access settings');
