import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const OWN = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Whatever the browser itself might want to know elsewhere, it finds no address for. */
const NO_NAMES = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1';
const NO_HOST = new Set(['data:', 'blob:', 'about:']);

/** The Chromium of this system: `CHROMIUM` says where, else the usual places are looked at. */
export function findChromium() {
  const found = process.env.CHROMIUM ? [process.env.CHROMIUM] : USUAL;
  const path = found.find((each) => existsSync(each));
  if (!path)
    throw new Error(
      'no Chromium here: install it (Debian: apt-get install chromium) or set CHROMIUM to its path',
    );
  return path;
}

/**
 * Opens a headless Chromium on a server that already runs. Every request is written down; one that would leave this machine is stopped,
 * and `close()` throws for it, as it does for any error that a page threw or wrote to its console.
 *
 * @param {{ baseURL: string, size?: { width: number, height: number } }} where
 */
export async function openBrowser({ baseURL, size = { width: 1280, height: 800 } }) {
  // Started by root, as in a container, Chromium refuses to start with its sandbox.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...sandbox, NO_NAMES] });
  const context = await browser.newContext({
    baseURL,
    viewport: size,
    locale: 'en-US',
    serviceWorkers: 'block',
  });
  const seen = { requests: [], left: [], faults: [] };
  await context.route('**/*', (route) => judge(route, seen));
  const page = await context.newPage();
  watch(page, seen);
  return { page, context, requests: seen.requests, close: () => close(browser, seen) };
}

function staysHere(address) {
  const { protocol, hostname } = new URL(address);
  return NO_HOST.has(protocol) || OWN.has(hostname);
}

async function judge(route, seen) {
  const request = route.request();
  const address = request.url();
  seen.requests.push(`${request.method()} ${address}`);
  if (staysHere(address)) return route.continue();
  seen.left.push(address);
  return route.abort();
}

/** What a page throws or complains of, but for the answers by which it learns that nobody is signed in, or that this is no demonstration. */
function watch(page, seen) {
  // Looked at, not routed: a routed socket is not the browser's own, and the content policy would not be asked about it.
  page.on('websocket', (socket) => {
    seen.requests.push(`WS ${socket.url()}`);
    if (!staysHere(socket.url())) seen.left.push(socket.url());
  });
  page.on('pageerror', (error) => seen.faults.push(`${page.url()} threw ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    const expected = /status of 4(01|29)/.test(text) || message.location().url.endsWith('/session/personas');
    if (message.type() === 'error' && !expected) seen.faults.push(`${page.url()} wrote ${text}`);
  });
}

async function close(browser, { left, faults }) {
  await browser.close();
  const why = [...left.map((address) => `a request left this machine: ${address}`), ...faults];
  if (why.length > 0) throw new Error(why.join('\n'));
}
