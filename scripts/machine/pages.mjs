import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  continueAs,
  followRecipe,
  openRecipe,
  openStep,
  outcome,
  recipeTitles,
  run,
  signIn,
  signOut,
  writeVariables,
} from '../browser/drive.mjs';
import { startFakeKicker } from '../browser/fake-kicker.mjs';
import { openBrowser } from '../browser/open-browser.mjs';
import { build } from '../lib/build.mjs';
import { ROOT } from '../lib/run.mjs';

/** The built pages in a browser, before a small server of the test's own; nothing may be asked of any other host. */
export function proofs() {
  return [
    { name: 'signing in and out, with and without a password', run: () => inBrowser(proveSigningIn) },
    { name: 'from an empty page to a published plan by a recipe', run: () => inBrowser(provePlan) },
    { name: 'every recipe from its first step to its last', run: () => inBrowser(proveRecipes) },
    { name: 'a subscription, under the content policy', run: () => inBrowser(proveSubscription) },
    { name: 'an operation built without typing', run: () => inBrowser(proveBuilding) },
    { name: 'a request to another host is stopped and told', run: proveStopping },
  ];
}

async function inBrowser(prove) {
  if (build() === 'failed') throw new Error('the build failed');
  const { serveWeb } = await import('../../dist/src/platform/web/serve-web.js');
  const kicker = await startFakeKicker(serveWeb, join(ROOT, 'dist', 'web'));
  try {
    const browser = await openBrowser(kicker);
    try {
      await prove(browser, kicker);
    } catch (error) {
      await shoot(browser.page, 'fault');
      await browser.close().catch(() => undefined);
      throw error;
    }
    await browser.close();
    return `${browser.requests.length} requests, all to this machine`;
  } finally {
    await kicker.close();
  }
}

/** Where `KICKER_SCREENSHOTS` says, so that a person can look at the pages. */
async function shoot(page, name) {
  const folder = process.env.KICKER_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

function expect(is, should) {
  if (JSON.stringify(is) !== JSON.stringify(should))
    throw new Error(`expected ${JSON.stringify(should)}, got ${JSON.stringify(is)}`);
}

async function proveSigningIn({ page, context }, { password }) {
  await page.goto('/graphql');
  await page.waitForURL('**/sign-in');
  await page.getByLabel('Sign-in name').fill('ada');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('do not belong together').waitFor();
  await signIn(page, { login: 'ada', password });
  expect(
    (await page.locator('.person').innerText()).split(/\s+/).join(' '),
    'Signed in as Ada Admin comp admin',
  );
  await signOut(page);
  expect(await page.evaluate(() => Object.keys(sessionStorage)), []);
  await continueAs(page, 'Rita Rep');
  await context.clearCookies();
  await page.locator('.graphiql-execute-button').click();
  await page.waitForURL('**/sign-in?ended');
  await page.getByText('Your session has ended').waitFor();
}

async function provePlan({ page }, { password }) {
  await signIn(page, { login: 'ada', password });
  expect(await recipeTitles(page), [
    'See what a rep earned and why',
    'Define a plan',
    'Follow a calculation',
  ]);
  await shoot(page, 'recipes');
  expect(await openRecipe(page, 'Define a plan'), ['Write it down', 'Publish it']);
  const define = await openStep(page, 1);
  await shoot(page, 'step');
  const { data } = await run(page);
  await expectSaid(define, 'Done.');
  const publish = await openStep(page, 2);
  const input = { planId: 'pln_none', from: '2027-01-01', idempotencyKey: 'once' };
  await writeVariables(page, { input });
  await run(page);
  await expectSaid(publish, 'Copy the id that step 1 answered.');
  await shoot(page, 'mend');
  // Started over, the step takes the id from what step 1 answered.
  await publish.getByRole('button', { name: 'Start this step over' }).click();
  expect((await run(page)).data.planPublish.plan.state, 'PUBLISHED');
  await expectSaid(publish, 'Done.');
  await shoot(page, 'result');
  // A tab that was edited is not lost by going to another and back, nor by loading the page anew.
  await openStep(page, 1);
  await page.waitForTimeout(800);
  await page.reload();
  await openStep(page, 2);
  expect((await run(page)).data.planPublish.plan.id, data.planDefine.plan.id);
  expect(await page.evaluate(() => Object.values(localStorage).join().includes('planId')), false);
}

async function proveRecipes({ page }, { password }) {
  await signIn(page, { login: 'finn', password });
  for (const title of await recipeTitles(page)) {
    const told = await followRecipe(page, title);
    expect(
      told.filter(({ done }) => !done),
      [],
    );
  }
}

async function expectSaid(card, text) {
  const said = await outcome(card);
  if (!said.includes(text)) throw new Error(`the step says "${said}" and not "${text}"`);
}

async function proveSubscription({ page, requests }, { password }) {
  await signIn(page, { login: 'finn', password });
  await openRecipe(page, 'Follow a calculation');
  const card = await openStep(page, 1);
  await page.locator('.graphiql-execute-button').click();
  await expectSaid(card, 'Done.');
  await page.locator('.result-window').getByText('100').waitFor();
  expect(requests.filter((each) => each.startsWith('WS')).length, 1);
}

async function proveBuilding({ page }, { password }) {
  await signIn(page, { login: 'ada', password });
  await page.getByRole('button', { name: 'Show Build without typing' }).click();
  const fields = page.locator('.graphiql-explorer-root');
  await fields.getByText('plans', { exact: true }).click();
  await page.locator('.graphiql-query-editor').getByText('plans').first().waitFor();
  await shoot(page, 'build');
}

async function proveStopping() {
  const browser = await openBrowser({ baseURL: 'http://127.0.0.1:1' });
  await browser.page.goto('http://kicker.example/pay').catch(() => undefined);
  const told = await browser.close().then(
    () => 'nothing',
    (error) => error.message,
  );
  if (!told.includes('a request left this machine: http://kicker.example/pay'))
    throw new Error(`it told ${told}`);
  return 'told';
}
