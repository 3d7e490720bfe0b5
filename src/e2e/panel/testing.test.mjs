// A channel is tried before it is saved: how fast it is, what it says, and what it has.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { barriers, findChromium, launchChromium, violations, watchedPage } from './browser.mjs';
import { heading, signIn } from './rig.mjs';
import { fails, says } from '../lib/answers.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, telling } from '../lib/gateway.mjs';
import { Upstream } from '../lib/upstream.mjs';

const MANY = Array.from({ length: 345 }, (_, n) => `vendor/model-${n}`);

describe('a test before saving', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  let upstream;
  let gateway;
  let browser;
  let page;
  let seen;

  before(async () => {
    upstream = await Upstream.start((call) =>
      call.key === FIRST_KEY ? says('It is raining in Lisbon.') : fails(401, 'authentication_error', 'invalid x-api-key'));
    gateway = await Gateway.start({ channels: [] });
    browser = await launchChromium();
    ({ page, seen } = await watchedPage(browser, { reducedMotion: 'reduce' }));
    await page.goto(gateway.url);
    await signIn(page);
    await heading(page, 'Overview').waitFor();
  });

  after(async () => {
    await browser?.close();
    await gateway?.stop();
    await upstream?.close();
  });

  const dialog = () => page.getByRole('dialog');

  const fillIn = async (key, name) => {
    await page.goto(`${gateway.url}/channels`);
    await heading(page, 'Channels').waitFor();
    await page.getByRole('button', { name: 'Add channel' }).first().click();
    await dialog().getByLabel('Paste address and key').fill(`${key}\n${upstream.url}`);
    await dialog().getByLabel('Name', { exact: true }).fill(name);
    await dialog().getByRole('button', { name: 'Test keys' }).click();
    await dialog().getByRole('status').waitFor();
  };

  const save = async (id) => {
    await dialog().getByRole('button', { name: 'Add channel' }).click();
    await page.getByText(/ is added$/).first().waitFor();
    const response = await fetch(`${gateway.url}/api/channels/${id}`, { headers: { 'x-api-key': ACCESS_KEY } });
    return response.json();
  };

  test('shows the latency, a sample of the answer and the models, which a click takes', () => telling(gateway, async () => {
    upstream.models = ['claude-opus-4-6', 'claude-haiku-4-5'];
    await fillIn(FIRST_KEY, 'Lisbon');
    const report = dialog().getByRole('status');
    assert.match(await report.innerText(), /claude-haiku-4-5[^]*\d+\s*(ms|s)[^]*2 models found[^]*It is raining in Lisbon\./);
    assert.equal(await dialog().getByLabel('Find a model').count(), 0, 'two need no search');
    const opus = dialog().getByRole('button', { name: 'claude-opus-4-6', exact: true });
    await opus.click();
    assert.equal(await opus.getAttribute('aria-pressed'), 'true');
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual((await save('lisbon')).models, ['claude-opus-4-6']);
  }));

  test('lets hundreds of models be searched, and says how many it does not list', () => telling(gateway, async () => {
    upstream.models = MANY;
    await fillIn(FIRST_KEY, 'Many');
    const found = dialog().getByRole('region', { name: '345 models found' });
    await found.getByText('The first 200 are listed').waitFor();
    await found.getByLabel('Find a model').fill('model 19');
    const names = await found.getByRole('listitem').allInnerTexts();
    assert.ok(names.length > 1 && names.every((name) => name.includes('19')), names.join());
    await found.getByRole('button', { name: 'vendor/model-19', exact: true }).click();
    await found.getByLabel('Find a model').fill('nothing of the kind');
    await found.getByText('No model of this name is listed').waitFor();
    assert.deepEqual((await save('many')).models, ['vendor/model-19']);
  }));

  test('forgets what was found once another upstream is named', () => telling(gateway, async () => {
    await fillIn(FIRST_KEY, 'Other');
    await dialog().getByRole('region', { name: '345 models found' }).waitFor();
    await dialog().getByLabel('Base URL').fill('https://other.example');
    assert.equal(await dialog().getByRole('region', { name: '345 models found' }).count(), 0);
    assert.equal(await dialog().getByRole('status').count(), 0);
  }));

  test('tells of a refused key, and offers nothing for it', () => telling(gateway, async () => {
    upstream.models = [];
    await fillIn('sk-ant-api03-nobody-knows-this-one', 'Refused');
    assert.match(await dialog().getByRole('status').innerText(), /invalid x-api-key/);
    assert.equal(await dialog().getByRole('region').count(), 0);
  }));

  test('meets no error in the console on the way', async () => {
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(await violations(page), []);
  });
});
