import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { continueAs, followRecipe, recipeTitles, signOut } from '../browser/drive.mjs';
import { openBrowser } from '../browser/open-browser.mjs';
import { build } from '../lib/build.mjs';
import { startKicker } from '../lib/own-kicker.mjs';
import { WALK } from '../lib/recipe-walk.mjs';

/** Kicker itself with its sample company, in a browser: what its pages promise, done by clicking. */
export function proofs() {
  return [{ name: 'every recipe, followed by whose job it is', run: proveRecipes }];
}

async function proveRecipes() {
  if (build() === 'failed') throw new Error('the build failed');
  const kicker = await startKicker();
  try {
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
  } finally {
    await kicker.stop();
  }
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
