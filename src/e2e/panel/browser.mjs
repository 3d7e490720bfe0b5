import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Nothing is fetched but what a page asks for. */
const QUIET = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The installed browser: CHROMIUM_PATH, or one of the usual names; undefined when there is none. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const usual = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.CHROMIUM_PATH, ...usual, ...ELSEWHERE].find((path) => path && existsSync(path));
}

export async function launchChromium() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: findChromium(), args: QUIET });
}

/** A page that remembers what a user would not see: errors, violations, what was loaded. */
export async function watchedPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options });
  await context.addInitScript(() => {
    window.cspViolations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.cspViolations.push(`${event.violatedDirective}: ${event.blockedURI || event.sample || 'inline'}`);
    });
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const seen = { errors: [], responses: [] };
  page.on('pageerror', (error) => seen.errors.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message)) {
      seen.errors.push(`${message.text()} (${message.location().url})`);
    }
  });
  page.on('response', (response) => seen.responses.push(response));
  return { page, context, seen };
}

/** Chromium tells of every 401 itself; whoever is not signed in gets them. */
const isExpected = (message) =>
  /status of 401/.test(message.text()) && /\/api\/auth\/(me|sign-in)$/.test(message.location().url);

export const violations = (page) => page.evaluate(() => window.cspViolations);

/** What axe-core finds that keeps somebody out, one line each. */
export async function barriers(page) {
  // Not as a script element, which the policy of the page forbids.
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join('\n  ')}`);
}

/** Bytes that came over the wire for these responses, heads left out. */
export async function transferred(responses) {
  const sizes = await Promise.all(
    responses.map(async (response) => {
      const { responseBodySize } = await response.request().sizes();
      return { url: response.url(), bytes: responseBodySize };
    }),
  );
  return sizes.filter(({ bytes }) => bytes > 0);
}
