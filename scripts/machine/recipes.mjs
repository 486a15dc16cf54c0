import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { continueAs, followRecipe, recipeTitles, signOut } from '../browser/drive.mjs';
import { openBrowser } from '../browser/open-browser.mjs';
import { blocksOf } from '../lib/blocks.mjs';
import { build } from '../lib/build.mjs';
import { startKicker } from '../lib/own-kicker.mjs';
import { WALK } from '../lib/recipe-walk.mjs';
import { runBlock } from '../lib/run-block.mjs';
import { ROOT } from '../lib/run.mjs';

/** Kicker itself with its sample company, in a browser: what its pages promise, done by clicking. */
export function proofs() {
  return [
    { name: 'every recipe, followed by whose job it is', run: () => withKicker(proveRecipes) },
    { name: 'what the documents ask a running Kicker', run: () => withKicker(proveServed) },
  ];
}

async function withKicker(prove) {
  if (build() === 'failed') throw new Error('the build failed');
  const kicker = await startKicker();
  try {
    return await prove(kicker);
  } finally {
    await kicker.stop();
  }
}

async function proveRecipes(kicker) {
  const browser = await openBrowser({ ...kicker, size: sizeWanted() });
  try {
    const steps = await walk(browser.page, await names(kicker));
    await browser.close();
    return `${WALK.length} recipes, ${steps} steps, ${browser.requests.length} requests, all to this machine`;
  } catch (error) {
    await shoot(browser.page, 'fault');
    await browser.close().catch((also) => (error.message += `\n${also.message}`));
    throw error;
  }
}

/** The blocks of bash marked `served`, as somebody runs them who has Kicker running at its usual address. */
async function proveServed({ baseURL, folder }) {
  const blocks = servedBlocks();
  for (const { path, line, text, says } of blocks) {
    const here = text.replaceAll('http://127.0.0.1:3000', baseURL);
    const { output } = await runBlock(here, { cwd: ROOT, env: { ...process.env, KICKER_DATA_DIR: folder } });
    if (!says.prints || !output.includes(says.prints))
      throw new Error(`${path}:${line} does not print "${says.prints}": ${output}`);
  }
  if (blocks.length === 0) throw new Error('no document has a block marked served');
  return `${blocks.length} blocks`;
}

function servedBlocks() {
  const pages = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];
  return pages
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => blocksOf({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
    .filter(({ language, marks }) => language === 'bash' && marks.includes('served'));
}

/** What the sign-in page calls the personas. */
async function names({ baseURL }) {
  const { personas } = await (await fetch(`${baseURL}/session/personas`)).json();
  return new Map(personas.map(({ login, name }) => [login, name]));
}

/** Signs in as each in turn, and out again before the next; the number of steps that were done. */
async function walk(page, namesOf) {
  let here;
  let steps = 0;
  const missing = new Set();
  for (const [index, { as, recipe, puts }] of WALK.entries()) {
    if (as !== here) await changeTo(page, { name: namesOf.get(as), first: here === undefined });
    if (here === undefined) (await recipeTitles(page)).forEach((title) => missing.add(title));
    here = as;
    const told = await followRecipe(page, recipe, puts);
    await shoot(page, `${String(index + 1).padStart(2, '0')}-${as}`);
    const undone = told.filter(({ done }) => !done);
    if (told.length === 0 || undone.length > 0)
      throw new Error(`"${recipe}" as ${as} was not done: ${JSON.stringify(undone)}`);
    steps += told.length;
    missing.delete(recipe);
  }
  if (missing.size > 0) throw new Error(`nobody followed ${[...missing].join(', ')}`);
  return steps;
}

async function changeTo(page, { name, first }) {
  if (!first) await signOut(page);
  await page.goto('/sign-in');
  await shoot(page, 'sign-in');
  await continueAs(page, name);
  await page.locator('.job').first().waitFor();
  await shoot(page, `recipes-${name.toLowerCase().replaceAll(' ', '-')}`);
}

/** `1600x1000` in `KICKER_SCREENSHOT_SIZE`; a laptop's when it is not set. */
function sizeWanted() {
  const [, width = 1280, height = 800] = /^(\d+)x(\d+)$/.exec(process.env.KICKER_SCREENSHOT_SIZE ?? '') ?? [];
  return { width: Number(width), height: Number(height) };
}

/** Where `KICKER_SCREENSHOTS` says, so that a person can look at the pages. */
async function shoot(page, name) {
  const folder = process.env.KICKER_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
