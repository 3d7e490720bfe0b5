// The panel in a real browser, against a real gateway. Pages are listed in pages.mjs.
import assert from 'node:assert/strict';
import { createServer, request as ask } from 'node:http';
import { once } from 'node:events';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { barriers, findChromium, launchChromium, transferred, violations, watchedPage } from './browser.mjs';
import { ACCESS_KEY, telling, WRONG_KEY } from '../lib/gateway.mjs';
import { heading, PanelRig, settled, signIn } from './rig.mjs';
import { PAGES, WORDS } from './pages.mjs';

/** Of what signing in and the overview load, compressed. */
const FIRST_LOAD = 250_000;

describe('the panel', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  let rig;
  let browser;
  let shown;

  before(async () => {
    rig = await PanelRig.start();
    browser = await launchChromium();
    await rig.traffic();
  });

  after(async () => {
    await browser?.close();
    await rig?.stop();
  });

  beforeEach(() => (shown = undefined));

  afterEach(async () => {
    await shown?.context.close();
  });

  async function open(path, { signedIn = true, base = rig.url, ...options } = {}) {
    shown = await watchedPage(browser, options);
    if (signedIn) {
      await shown.context.request.post(`${base}/api/auth/sign-in`, { data: { accessKey: ACCESS_KEY } });
    }
    await shown.page.goto(base + path);
    return shown.page;
  }

  async function nothingWentWrong() {
    assert.deepEqual(await violations(shown.page), [], 'violations of the policy');
    assert.deepEqual(shown.seen.errors, [], 'errors in the console');
  }

  test('signs in with the key and not with another, and keeps neither', async () => {
    await telling(rig.gateway, async () => {
      const page = await open('/', { signedIn: false });
      await signIn(page, { key: WRONG_KEY });
      await page.getByText(WORDS.en.wrong).waitFor();
      await signIn(page);
      await heading(page, 'Overview').waitFor();
      const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
      assert.ok(!kept.includes(ACCESS_KEY), kept);
      const [cookie] = await shown.context.cookies();
      assert.deepEqual(
        { name: cookie.name, httpOnly: cookie.httpOnly, secure: cookie.secure, sameSite: cookie.sameSite, path: cookie.path },
        { name: 'sluice', httpOnly: true, secure: false, sameSite: 'Strict', path: '/' },
      );
      assert.ok(!cookie.value.includes(ACCESS_KEY));
      await nothingWentWrong();
    });
  });

  test('shows the way in to nobody’s disadvantage', async () => {
    const page = await open('/', { signedIn: false });
    await heading(page, 'Sign in').waitFor();
    assert.deepEqual(await barriers(page), []);
    await nothingWentWrong();
  });

  test('signs out for good', async () => {
    const page = await open('/');
    await heading(page, 'Overview').waitFor();
    const [{ name, value }] = await shown.context.cookies();
    const { csrf } = await page.evaluate(async () => (await fetch('./api/auth/me')).json());
    const status = await page.evaluate(
      async (token) => (await fetch('./api/auth/sign-out', { method: 'POST', headers: { 'x-csrf-token': token } })).status,
      csrf,
    );
    assert.equal(status, 204);
    assert.deepEqual(await shown.context.cookies(), []);
    const kept = await fetch(`${rig.url}/api/channels`, { headers: { cookie: `${name}=${value}` } });
    assert.equal(kept.status, 401);
    await page.reload();
    await heading(page, 'Sign in').waitFor();
  });

  test('comes back to the page that was asked for after signing in', async () => {
    const page = await open('/channels', { signedIn: false });
    await signIn(page);
    await heading(page, 'Channels').waitFor();
    assert.equal(new URL(page.url()).pathname, '/channels');
  });

  test('is shown again from what the browser kept, with the policy that fits it', async () => {
    const page = await open('/');
    await heading(page, 'Overview').waitFor();
    await page.reload();
    await heading(page, 'Overview').waitFor();
    const again = shown.seen.responses.filter((response) => new URL(response.url()).pathname === '/').at(-1);
    assert.ok([200, 304].includes(again.status()));
    await nothingWentWrong();
  });

  test('runs no script that is not its own, and sends nothing elsewhere', async () => {
    const page = await open('/');
    await heading(page, 'Overview').waitFor();
    await nothingWentWrong();
    const came = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.intruder = "a script"';
      document.head.append(script);
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.intruder = "a handler"');
      document.body.append(button);
      button.click();
      const style = document.createElement('style');
      style.textContent = 'body { outline-style: dashed }';
      document.head.append(style);
      const elsewhere = await fetch('http://127.0.0.1:1/', { mode: 'no-cors' }).then(() => 'sent', () => 'kept in');
      return [window.intruder, getComputedStyle(document.body).outlineStyle, elsewhere];
    });
    assert.deepEqual(came, [undefined, 'none', 'kept in']);
    const told = (await violations(page)).map((line) => line.replace(/:.*/, ''));
    assert.deepEqual(told.sort(), ['connect-src', 'script-src-attr', 'script-src-elem', 'style-src-elem']);
  });

  test('costs little to load the first time', async (t) => {
    const page = await open('/', { signedIn: false });
    await signIn(page);
    await heading(page, 'Overview').waitFor();
    await settled(page);
    const files = shown.seen.responses.filter((response) => !/\/(api|health)\b/.test(new URL(response.url()).pathname));
    const sizes = await transferred(files);
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    t.diagnostic(`${total} bytes in ${sizes.length} files`);
    const largest = sizes.sort((a, b) => b.bytes - a.bytes).slice(0, 5).map(({ url, bytes }) => `${bytes} ${url}`);
    assert.ok(total > 20_000, `${total} bytes cannot be the panel`);
    assert.ok(total < FIRST_LOAD, `${total} bytes, of which\n${largest.join('\n')}`);
  });

  test('tells the course of a request stage by stage, to whoever cannot see its bars too', () => telling(rig.gateway, async () => {
    const { items } = await rig.api('/api/stats/logs?limit=100');
    const first = items.find(({ attempts }) => attempts.length === 2);
    const page = await open(`/logs?request=${first.id}`, { viewport: { width: 360, height: 740 } });
    const stages = page.getByRole('list', { name: 'Course' }).locator(':scope > li');
    await stages.last().waitFor();
    const told = (await stages.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    const order = ['Received', 'Admitted', 'Planned', '1 anthropic-main 429 Out of quota', '2 anthropic-main 200 Succeeded', 'Content', 'Ended by the upstream'];
    assert.deepEqual(told.filter((text) => !text.startsWith('Pause')).map((text, index) => text.slice(0, order[index]?.length)), order);
    assert.match(told.find((text) => text.startsWith('2')), /at .* First byte at .* First content at/);
    assert.deepEqual(await barriers(page), []);
    await nothingWentWrong();
  }));

  for (const { name, path, en, zh } of PAGES) {
    test(`${name} is there by its address, in both languages and both themes, and shuts nobody out`, async () => {
      await telling(rig.gateway, async () => {
        const page = await open(path);
        await heading(page, en).waitFor();
        await settled(page);
        assert.deepEqual(await barriers(page), []);
        await nothingWentWrong();
        await shown.context.close();
        const other = await open(path, { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 360, height: 740 } });
        await heading(other, zh).waitFor();
        await settled(other);
        assert.deepEqual(await barriers(other), []);
        const wider = await other.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wider <= 0, `${wider} px wider than a phone`);
        await nothingWentWrong();
      });
    });
  }
});

describe('the panel below a path', { skip: findChromium() ? false : 'no Chromium' }, () => {
  for (const keeps of [true, false]) {
    test(`works behind a proxy that ${keeps ? 'keeps' : 'takes off'} it`, async () => {
      const front = await Front.start(keeps);
      const rig = await PanelRig.start({ APP_URL: `${front.url}/sluice` });
      front.target = rig.gateway.port;
      const browser = await launchChromium();
      try {
        const { page, context, seen } = await watchedPage(browser);
        await page.goto(`${front.url}/sluice/logs`);
        await signIn(page);
        await heading(page, 'Logs').waitFor();
        assert.equal(new URL(page.url()).pathname, '/sluice/logs');
        const [cookie] = await context.cookies();
        assert.equal(cookie.path, '/sluice');
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(seen.errors, []);
      } finally {
        await browser.close();
        await rig.stop();
        await front.close();
      }
    });
  }
});

/** What stands in front of a gateway: passes on what is below /sluice. */
class Front {
  #server;
  #keeps;
  target;

  static async start(keeps) {
    const front = new Front();
    front.#keeps = keeps;
    front.#server = createServer((request, response) => front.#pass(request, response)).listen(0, '127.0.0.1');
    await once(front.#server, 'listening');
    return front;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  #pass(request, response) {
    if (!request.url.startsWith('/sluice')) {
      response.writeHead(404).end();
      return;
    }
    const path = this.#keeps ? request.url : request.url.slice('/sluice'.length) || '/';
    const { method, headers } = request;
    const inner = ask({ host: '127.0.0.1', port: this.target, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    inner.on('error', () => response.destroy());
    response.on('close', () => inner.destroy());
    request.pipe(inner);
  }

  async close() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
