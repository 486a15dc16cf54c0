const PATIENCE_MS = 30_000;

/** Signs in by the form, as somebody with a password does. */
export async function signIn(page, { login, password }) {
  await page.goto('/sign-in');
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await opened(page);
}

/** Signs in as somebody of the sample company, as demo mode offers it. */
export async function continueAs(page, name) {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: `Continue as ${name}` }).click();
  await opened(page);
}

/** The GraphQL page is there when its editor is and it knows the schema. */
async function opened(page) {
  await page.waitForURL('**/graphql', { timeout: PATIENCE_MS });
  await page.locator('.graphiql-query-editor .view-lines').waitFor({ timeout: PATIENCE_MS });
}

/** Signs out by the button in the bar. */
export async function signOut(page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in', { timeout: PATIENCE_MS });
}

/** The recipes that the pane shows, in its order. */
export async function recipeTitles(page) {
  await backToRecipes(page);
  return page.locator('.job-title').allTextContents();
}

/** Chooses a recipe; the titles of its steps. */
export async function openRecipe(page, title) {
  await backToRecipes(page);
  await page.locator('.job', { hasText: title }).first().click();
  return page.locator('.step h3').evaluateAll((all) => all.map((each) => each.lastChild.textContent));
}

async function backToRecipes(page) {
  const back = page.getByRole('button', { name: 'All recipes' });
  if (await back.isVisible()) await back.click();
}

/** Opens the step of this number, from 1; its card in the pane. */
export async function openStep(page, number) {
  const card = page.locator('.step').nth(number - 1);
  await card.waitFor({ timeout: PATIENCE_MS });
  const open = card.getByRole('button', { name: /^(Open this step|Go to its tab)/ });
  if (await open.isVisible()) await open.click();
  await card.and(page.locator('.front')).waitFor({ timeout: PATIENCE_MS });
  return card;
}

/**
 * Follows a recipe from its first step to its last, as somebody who presses Run in each; blanks that an earlier answer fills are filled by
 * the page. `change` gives the variables of a step by its title, or what makes them of the answers so far, as of somebody who reads and
 * types. What each step said, and whether it counts as done.
 */
export async function followRecipe(page, title, change = {}) {
  const steps = await openRecipe(page, title);
  const told = [];
  const answers = [];
  const keep = (response) => answersTheRun(response) && answers.push(response.json());
  page.on('response', keep);
  for (const [index, step] of steps.entries()) {
    const card = await openStep(page, index + 1);
    const wanted = change[step];
    const read = async () => (await Promise.all(answers)).map(({ data }) => data);
    if (wanted) await writeVariables(page, typeof wanted === 'function' ? wanted(await read()) : wanted);
    await page.locator('.graphiql-execute-button').click();
    const said = await outcome(card);
    told.push({ step, said, done: (await card.locator('.number.done').count()) === 1 });
  }
  page.off('response', keep);
  return told;
}

/** Writes the variables of the tab in front: all of them, pasted over what was there. */
export async function writeVariables(page, variables) {
  await page.locator('.graphiql-editor-tool .monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    `${JSON.stringify(variables, null, 2)}\n`,
  );
  await page.keyboard.press('ControlOrMeta+V');
}

/** Presses Run and gives what GraphQL answered. */
export async function run(page) {
  const answers = page.waitForResponse(answersTheRun, { timeout: PATIENCE_MS });
  await page.locator('.graphiql-execute-button').click();
  return (await answers).json();
}

/** GraphiQL asks for the schema the same way, whenever the page is loaded. */
function answersTheRun(response) {
  const request = response.request();
  if (request.method() !== 'POST' || new URL(request.url()).pathname !== '/graphql') return false;
  return request.postDataJSON().operationName !== 'IntrospectionQuery';
}

/** What the card of a step says about its last run; waits for the first, not for the next. */
export async function outcome(card) {
  const said = card.locator('.outcome');
  await said.waitFor({ timeout: PATIENCE_MS });
  return said.innerText();
}
