/** At a release: what clients may rely on from now on is the schema as it is. */
import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

copyFileSync(at('schema.graphql'), at('test/house/schema.released.graphql'));
process.stdout.write(
  'test/house/schema.released.graphql is the schema as it is now: name the release in CHANGELOG.md.\n',
);
