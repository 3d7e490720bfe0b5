// What an operator does in the panel, from an empty start, in one browser.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findChromium, launchChromium, watchedPage } from './browser.mjs';
import { heading, signIn } from './rig.mjs';
import { says } from '../lib/answers.mjs';
import { FIRST_KEY, Gateway, telling } from '../lib/gateway.mjs';
import { Upstream } from '../lib/upstream.mjs';

describe('an operator', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  let upstream;
  let gateway;
  let browser;
  let page;
  let seen;
  let key;

  before(async () => {
    upstream = await Upstream.start(() => says('It is raining in Lisbon.'));
    gateway = await Gateway.start({ channels: [] });
    browser = await launchChromium();
    ({ page, seen } = await watchedPage(browser));
    await page.goto(gateway.url);
    await signIn(page);
    await heading(page, 'Overview').waitFor();
  });

  after(async () => {
    await browser?.close();
    await gateway?.stop();
    await upstream?.close();
  });

  const go = async (path, title) => {
    await page.goto(gateway.url + path);
    await heading(page, title).waitFor();
  };

  const dialog = () => page.getByRole('dialog');

  const ask = async (secret) =>
    (await fetch(`${gateway.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': secret, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'claude-sonnet-4-5', max_tokens: 9, messages: [{ role: 'user', content: 'Rain?' }] }),
    })).status;

  test('adds the first channel, after a test of it', () => telling(gateway, async () => {
    await page.getByText('Add a channel').waitFor();
    await go('/channels', 'Channels');
    await page.getByRole('button', { name: 'Add channel' }).first().click();
    await dialog().getByLabel('Paste address and key').fill(`${FIRST_KEY}\n${upstream.url}`);
    await dialog().getByLabel('Name', { exact: true }).fill('Lisbon');
    assert.equal(await dialog().getByLabel('Base URL').inputValue(), upstream.url, 'what is what is recognised');
    await dialog().getByRole('button', { name: 'Test keys' }).click();
    await dialog().getByText(/works|succeeded|ms/i).first().waitFor();
    await dialog().getByRole('button', { name: 'Add channel' }).click();
    await page.getByText('Lisbon').first().waitFor();
  }));

  test('issues a key, which is shown once, and sees what it used', () => telling(gateway, async () => {
    await go('/keys', 'Keys & people');
    await page.getByRole('button', { name: 'Issue key' }).click();
    await dialog().getByLabel('Name').fill('dev');
    await dialog().getByLabel('Requests / min').fill('1');
    await dialog().getByRole('button', { name: 'Issue key' }).click();
    await dialog().getByText('it is shown this once').waitFor();
    [key] = (await dialog().innerText()).match(/sk-slu-\S+/);
    assert.equal(await ask(key), 200);
    assert.equal(await ask(key), 429, 'its limit holds');
    await go('/keys', 'Keys & people');
    await page.getByText('1 of 1 requests a minute').waitFor();
    assert.ok(!(await page.content()).includes(key), 'the key is not shown again');
  }));

  test('finds the request in the log, with who asked and what it cost', () => telling(gateway, async () => {
    await go('/logs', 'Logs');
    await page.getByRole('row').filter({ hasText: '429' }).waitFor();
    const served = page.getByRole('row').filter({ hasText: 'lisbon' });
    await served.waitFor();
    await served.click();
    await dialog().getByText('dev').first().waitFor();
  }));

  test('rolls a change back', () => telling(gateway, async () => {
    const revisions = async () => (await page.evaluate(async () => (await fetch('./api/config/revisions')).json())).items.length;
    const before = await revisions();
    await go('/configuration', 'Configuration');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('edited by hand').first().click();
    await page.getByRole('button', { name: 'Roll back' }).click();
    await dialog().getByRole('button', { name: 'Roll back' }).click();
    await page.waitForFunction(
      async (n) => (await (await fetch('./api/config/revisions')).json()).items.length > n, before);
    await go('/channels', 'Channels');
    await page.getByText('No channel').first().waitFor();
  }));

  test('meets no error in the console on the way', () => {
    assert.deepEqual(seen.errors, []);
  });
});
