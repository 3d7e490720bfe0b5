// Takes the pictures of docs/screenshots; see ../screenshots.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, launchChromium, watchedPage } from './browser.mjs';
import { ACCESS_KEY } from '../lib/gateway.mjs';
import { heading, PanelRig, settled } from './rig.mjs';
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

const rig = await PanelRig.start();
const browser = await launchChromium();
try {
  await rig.traffic(60);
  const streams = ['claude-opus-4-5', 'claude-sonnet-4-5', 'claude-haiku-4-5'].map((model) => rig.streamOn(model));
  for (const colorScheme of ['light', 'dark']) {
    for (const [size, options] of Object.entries(SIZES)) {
      for (const page of pages) {
        await picture(page, `${page.name}-${size}-${colorScheme}.png`, { colorScheme, ...options });
      }
    }
  }
  streams.forEach((stream) => stream.abort());
} finally {
  await browser.close();
  await rig.stop();
}

async function picture({ path, en, stranger }, file, options) {
  const { page, context } = await watchedPage(browser, { reducedMotion: 'reduce', timezoneId: 'UTC', ...options });
  if (!stranger) {
    await context.request.post(`${rig.url}/api/auth/sign-in`, { data: { accessKey: ACCESS_KEY } });
  }
  await page.goto(rig.url + path);
  await heading(page, en).waitFor();
  await settled(page);
  await page.waitForTimeout(600);
  await page.screenshot({ path: FOLDER + file, animations: 'disabled' });
  console.log(`${file} ${Math.round(statSync(FOLDER + file).size / 1024)} KB`);
  await context.close();
}
