// What every page may cost, on a desk and on a phone: bytes, movement of what is read, size of what is pressed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findChromium, launchChromium, transferred, watchedPage } from './browser.mjs';
import { ACCESS_KEY, telling } from '../lib/gateway.mjs';
import { heading, PanelRig, settled } from './rig.mjs';
import { PAGES } from './pages.mjs';

/** How far things may move that nobody touched: Lighthouse's measure, of which 0.1 is good. */
const SHIFT = 0.02;
/** Of all that a page loads with an empty cache, compressed. */
const PAGE_BYTES = 295_000;
const MORE_BYTES = { usage: 380_000, configuration: 410_000 };
const FILE_BYTES = 190_000;
/** WCAG 2.5.8. */
const TARGET = 24;

const SIZES = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
};
/** Pages on which something moves while requests come in. */
const LIVELY = ['overview', 'live', 'logs', 'sessions', 'channels'];

describe('budgets', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  let rig;
  let browser;

  before(async () => {
    rig = await PanelRig.start();
    browser = await launchChromium();
    await rig.traffic(12);
  });

  after(async () => {
    await browser?.close();
    await rig?.stop();
  });

  for (const { name, path, en } of PAGES) {
    for (const [size, options] of Object.entries(SIZES)) {
      test(`${name} keeps to them on a ${size}`, (t) => telling(rig.gateway, async () => {
        const { page, context, seen } = await watchedPage(browser, options);
        try {
          await context.request.post(`${rig.url}/api/auth/sign-in`, { data: { accessKey: ACCESS_KEY } });
          await page.addInitScript(watchShifts);
          await page.goto(rig.url + path);
          await heading(page, en).waitFor();
          await settled(page);
          if (LIVELY.includes(name)) {
            await livelyTime(page);
          }
          const { shifts, painted } = await page.evaluate(() => ({ shifts: window.shifts, painted: performance.getEntriesByType('paint').length }));
          const moved = shifts.reduce((sum, { value }) => sum + value, 0);
          const bytes = await sizes(seen.responses);
          const total = bytes.reduce((sum, each) => sum + each.bytes, 0);
          t.diagnostic(`${name} ${size}: moved ${moved.toFixed(4)}, ${total} bytes in ${bytes.length} files`);
          assert.ok(painted > 0, 'something is painted');
          assert.ok(moved <= SHIFT, `moved ${moved}:\n${shifts.map(({ value, what }) => `${value.toFixed(4)} ${what}`).join('\n')}`);
          assert.ok(total <= (MORE_BYTES[name] ?? PAGE_BYTES), `${total} bytes`);
          assert.deepEqual(bytes.filter((each) => each.bytes > FILE_BYTES), []);
          const origins = new Set(seen.responses.map((response) => response.url()).filter((url) => !url.startsWith('data:')).map((url) => new URL(url).origin));
          assert.deepEqual([...origins], [new URL(rig.url).origin]);
          await fitsTheDevice(page, en);
          if (size === 'phone') {
            assert.deepEqual(await page.evaluate(tooSmall, TARGET), []);
          }
        } finally {
          await context.close();
        }
      }));
    }
  }

  /** A stream begins and ends, another request is booked, and the page has heard of both. */
  async function livelyTime(page) {
    const heard = page.waitForResponse((response) => /\/api\/(stats|channels)/.test(response.url()));
    const stream = rig.streamOn('claude-sonnet-4-5');
    await page.waitForTimeout(700);
    stream.abort();
    await rig.ask('claude-haiku-4-5', 'session-live');
    await heard;
    await settled(page);
  }
});

const sizes = (responses) =>
  transferred(responses.filter((response) => !/\/(api|health)\b/.test(new URL(response.url()).pathname)));

async function fitsTheDevice(page, title) {
  const found = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    viewport: document.querySelector('meta[name=viewport]')?.content,
    pictures: [...document.images].filter((image) => image.naturalWidth > 2 * image.clientWidth * devicePixelRatio).map((image) => image.src),
  }));
  assert.deepEqual({ ...found, viewport: /width=device-width/.test(found.viewport ?? '') }, { lang: 'en', title: `${title} · Sluice`, viewport: true, pictures: [] });
}

/** Runs in the page. Movements that follow a press within half a second are wanted. */
function watchShifts() {
  window.shifts = [];
  const nameOf = (node) => (node?.nodeType === 1 ? `${node.tagName.toLowerCase()}.${String(node.className?.baseVal ?? node.className).slice(0, 60)} "${(node.innerText ?? '').slice(0, 30).replace(/\s+/g, ' ')}"` : node?.nodeName);
  const box = ({ x, y, width, height }) => `${x},${y} ${width}x${height}`;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput)) {
      window.shifts.push({
        value: entry.value,
        what: entry.sources.map((source) => `${nameOf(source.node)} ${box(source.previousRect)} -> ${box(source.currentRect)}`).join('; '),
      });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in the page: what is pressed but is smaller than a finger's aim; links inside of text may be. */
function tooSmall(least) {
  const pressed = 'button, input, select, textarea, summary, a[href], [role=button], [role=tab], [role=switch], [role=option]';
  return [...document.querySelectorAll(pressed)]
    .filter((node) => {
      const style = getComputedStyle(node);
      const label = node.closest('label') ?? (node.id && document.querySelector(`label[for="${node.id}"]`));
      const areas = [node, label].filter(Boolean).map((each) => each.getBoundingClientRect());
      const hidden = !node.checkVisibility({ visibilityProperty: true }) || areas[0].width <= 1 || areas[0].bottom < 0 || areas[0].right < 0;
      return !hidden && !(node.tagName === 'A' && style.display === 'inline') && !areas.some(({ width, height }) => width >= least - 0.5 && height >= least - 0.5);
    })
    .map((node) => `${node.outerHTML.slice(0, 120)} ${Math.round(node.getBoundingClientRect().width)}x${Math.round(node.getBoundingClientRect().height)}`);
}
