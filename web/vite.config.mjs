import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Lays a zipped file beside each that shrinks by it: the editor is seven megabytes, zipped less than two. */
function zipped() {
  return {
    name: 'kicker:zipped',
    writeBundle({ dir }, files) {
      for (const name of Object.keys(files).filter((each) => /\.(js|css|ttf)$/.test(each)))
        writeFileSync(join(dir, `${name}.gz`), gzipSync(readFileSync(join(dir, name)), { level: 6 }));
    },
  };
}

/** Two pages, built into files of our own: nothing is fetched from elsewhere, and nothing is written into a page that a strict content policy would refuse. */
export default {
  root: HERE,
  base: '/web/',
  plugins: [zipped()],
  build: {
    outDir: join(HERE, '..', 'dist', 'web'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The editor alone is three megabytes.
    chunkSizeWarningLimit: 5000,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { graphql: join(HERE, 'graphql.html'), 'sign-in': join(HERE, 'sign-in.html') },
      // Packages mark files for servers that render pages; ours renders none.
      onLog: (level, log, tell) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && tell(level, log),
    },
  },
  worker: { format: 'es' },
};
