// What is changed in the panel: order, edits that meet, language and theme; and who may change nothing.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { findChromium, launchChromium, violations, watchedPage } from './browser.mjs';
import { heading, settled } from './rig.mjs';
import { says } from '../lib/answers.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, telling } from '../lib/gateway.mjs';
import { Upstream } from '../lib/upstream.mjs';

const CHANNELS = [['alpha', 'Alpha', 0], ['beta', 'Beta', 0], ['gamma', 'Gamma', 1]];

describe('a panel that steers', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  let upstream;
  let gateway;
  let browser;
  let shown;

  before(async () => {
    upstream = await Upstream.start(() => says('It is raining in Lisbon.'));
    gateway = await Gateway.start({
      channels: CHANNELS.map(([id, name, priority]) => ({
        id, name, priority, type: 'anthropic', baseUrl: upstream.url, keys: [{ secret: FIRST_KEY }],
      })),
    });
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await gateway?.stop();
    await upstream?.close();
  });

  afterEach(async () => {
    await shown?.context.close();
    shown = undefined;
  });

  async function open(path, { key = ACCESS_KEY, ...options } = {}) {
    shown = await watchedPage(browser, { reducedMotion: 'reduce', ...options });
    await shown.context.request.post(`${gateway.url}/api/auth/sign-in`, { data: { accessKey: key } });
    await shown.page.goto(gateway.url + path);
    return shown.page;
  }

  async function api(method, path, body) {
    const response = await fetch(gateway.url + path, {
      method,
      headers: { 'x-api-key': ACCESS_KEY, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
    return response.json();
  }

  const order = async () => (await api('GET', '/api/channels')).items.map(({ id, priority }) => `${id} ${priority}`);

  async function becomes(wanted) {
    for (let left = 50; left > 0; left--) {
      if (JSON.stringify(await order()) === JSON.stringify(wanted)) {
        return;
      }
      await shown.page.waitForTimeout(100);
    }
    assert.deepEqual(await order(), wanted);
  }

  const grip = (page, name) => page.getByRole('button', { name: `Move ${name}`, exact: true });

  test('moves a channel up with the keyboard, and takes it back', () => telling(gateway, async () => {
    const page = await open('/channels');
    await grip(page, 'Beta').focus();
    for (const key of ['Space', 'ArrowUp', 'Space']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(300);
    }
    await becomes(['beta 0', 'alpha 0', 'gamma 1']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await becomes(['alpha 0', 'beta 0', 'gamma 1']);
    assert.deepEqual(shown.seen.errors, []);
  }));

  test('pulls a channel into another tier with the mouse', () => telling(gateway, async () => {
    const page = await open('/channels');
    const from = await grip(page, 'Gamma').boundingBox();
    const to = await grip(page, 'Alpha').boundingBox();
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 - 2, { steps: 20 });
    await page.waitForTimeout(300);
    await page.mouse.up();
    await becomes(['gamma 0', 'alpha 0', 'beta 0']);
    assert.deepEqual(await violations(page), []);
  }));

  test('shows the second writer what the first one did, and joins both', () => telling(gateway, async () => {
    const page = await open('/channels?channel=alpha');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = page.getByRole('dialog').filter({ hasText: 'Edit Alpha' });
    await form.getByLabel('Name', { exact: true }).fill('Alpha mine');
    await api('PATCH', '/api/channels/alpha', { name: 'Alpha theirs', weight: 7 });
    await form.getByRole('button', { name: 'Save' }).click();
    const merge = page.getByRole('dialog').filter({ hasText: 'Somebody else was faster' });
    await merge.getByText('Alpha theirs').waitFor();
    await merge.getByRole('button', { name: 'Save the merge' }).click();
    await merge.waitFor({ state: 'hidden' });
    for (let left = 50; left > 0 && (await api('GET', '/api/channels/alpha')).name !== 'Alpha mine'; left--) {
      await page.waitForTimeout(100);
    }
    const { name, weight } = await api('GET', '/api/channels/alpha');
    assert.deepEqual({ name, weight }, { name: 'Alpha mine', weight: 7 });
  }));

  test('keeps the language and the theme that were chosen', () => telling(gateway, async () => {
    const page = await open('/settings');
    await page.getByRole('button', { name: 'Language', exact: true }).click();
    await page.getByRole('menuitem', { name: '简体中文' }).click();
    await heading(page, '设置').waitFor();
    await page.getByRole('radio', { name: '深色' }).locator('xpath=following-sibling::label | ..').first().click();
    await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'dark');
    await page.reload();
    await heading(page, '设置').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme), 'dark');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
    assert.deepEqual(shown.seen.errors, []);
  }));

  test('shows the holder of an issued key its own requests, and nothing of the others', () => telling(gateway, async () => {
    const { key } = await api('POST', '/api/keys', { name: 'guest', budgets: { day: '5' } });
    for (const secret of [key, ACCESS_KEY]) {
      const { status } = await fetch(`${gateway.url}/v1/messages`, {
        method: 'POST',
        headers: { 'x-api-key': secret, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'claude-sonnet-4-5', max_tokens: 9, messages: [{ role: 'user', content: 'Rain?' }] }),
      });
      assert.equal(status, 200);
    }
    for (let left = 50; left > 0 && (await api('GET', '/api/stats/logs')).items.length < 2; left--) {
      await new Promise((done) => setTimeout(done, 100));
    }
    const page = await open('/', { key });
    await heading(page, 'Overview').waitFor();
    await settled(page);
    for (const missing of ['Channels', 'Configuration', 'Audit']) {
      assert.equal(await page.getByRole('link', { name: missing, exact: true }).count(), 0, missing);
    }
    await page.getByRole('link', { name: 'Logs', exact: true }).first().click();
    await page.getByRole('row').filter({ hasText: 'guest' }).waitFor();
    assert.equal(await page.getByRole('row').count(), 2, 'the head and its own request');
    await page.getByRole('link', { name: 'Keys & people', exact: true }).click();
    await page.getByText('guest').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Issue key' }).count(), 0);
    await page.goto(`${gateway.url}/configuration`);
    await page.getByText('Not for this account').waitFor();
    assert.deepEqual(shown.seen.errors, []);
  }));
});
