// Takes the pictures of docs/screenshots; see ../screenshots.
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findChromium, launchChromium, watchedPage } from './browser.mjs';
import { Gateway } from '../lib/gateway.mjs';
import { heading, settled } from './rig.mjs';
import { PAGES } from './pages.mjs';

const FOLDER = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));
const SIGN_IN = { name: 'sign-in', path: '/', en: 'Sign in', stranger: true };
const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

if (!findChromium()) {
  console.error('no Chromium: set CHROMIUM_PATH, or install one');
  process.exit(69);
}
const wanted = process.argv.slice(2);
const pages = [SIGN_IN, ...PAGES].filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (wanted.length === 0) {
  rmSync(FOLDER, { recursive: true, force: true });
}
mkdirSync(FOLDER, { recursive: true });

/** So many requests make a page that is worth a look. */
const REQUESTS = 150;

const demo = await Gateway.demo();
const accessKey = readFileSync(await demo.says(/its key: cat (\S+)/), 'utf8').trim();
const browser = await launchChromium();
try {
  for (let booked = 0; booked < REQUESTS; await pause(2_000)) {
    const answer = await fetch(`${demo.url}/api/stats`, { headers: { 'x-api-key': accessKey } });
    booked = (await answer.json()).total.requests;
    process.stderr.write(`\r${booked} of ${REQUESTS} requests `);
  }
  for (const colorScheme of ['light', 'dark']) {
    for (const [size, options] of Object.entries(SIZES)) {
      for (const page of pages) {
        await picture(page, `${page.name}-${size}-${colorScheme}.png`, { colorScheme, ...options });
      }
    }
  }
} finally {
  await browser.close();
  await demo.stop();
}

async function picture({ path, en, stranger }, file, options) {
  const { page, context } = await watchedPage(browser, { reducedMotion: 'reduce', timezoneId: 'UTC', ...options });
  if (!stranger) {
    await context.request.post(`${demo.url}/api/auth/sign-in`, { data: { accessKey } });
  }
  await page.goto(`${demo.url}${path}?range=1h`);
  await heading(page, en).waitFor();
  await settled(page);
  await page.waitForTimeout(600);
  await page.screenshot({ path: FOLDER + file, animations: 'disabled' });
  console.log(`${file} ${Math.round(statSync(FOLDER + file).size / 1024)} KB`);
  await context.close();
}
