import pg from 'pg';

type Parser = (value: string) => unknown;

const DATE = 1082;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;
const asText = (value: string): string => value;

/** Dates stay `YYYY-MM-DD` and numeric and bigint stay text: no value passes through floating point or a local time zone. */
export const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => {
    if (oid === DATE) return asText;
    return pg.types.getTypeParser(oid === DATE_ARRAY ? TEXT_ARRAY : oid, format) as Parser;
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/**
 * Session settings that decide how values read and write as text; the server's own never matter. Nor are statements compiled: those that read many things at once are
 * estimated dear, and run for less time than compiling them takes.
 */
export const SESSION_OPTIONS =
  '-c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=iso_8601 -c extra_float_digits=1 -c bytea_output=hex -c jit=off';

/** One connection outside the pools: for migrations and the making of logins. */
export async function connectOnce(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    options: SESSION_OPTIONS,
    types: exactTypes,
    connectionTimeoutMillis: 10_000,
    application_name: 'kicker migrate',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The address without its password, for a person to read. */
export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.password = '';
  parsed.search = '';
  return parsed.toString();
}
