// What somebody with an issued key sees while it happens: their own, and nothing of the others.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { barriers, findChromium, launchChromium, violations, watchedPage } from './browser.mjs';
import { heading, settled } from './rig.mjs';
import { neverEnds, says } from '../lib/answers.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, telling } from '../lib/gateway.mjs';
import { Upstream } from '../lib/upstream.mjs';

const ENDLESS = 'Count to a million.';

describe('a member', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  const keys = {};
  const streams = [];
  let upstream;
  let gateway;
  let browser;
  let shown;

  before(async () => {
    upstream = await Upstream.start((call) => (call.raw.includes(ENDLESS) ? neverEnds : says('It is raining in Lisbon.')));
    gateway = await Gateway.start({
      channels: [{ id: 'main', name: 'Main', type: 'anthropic', baseUrl: upstream.url, keys: [{ secret: FIRST_KEY }] }],
    });
    for (const name of ['ann', 'bob']) {
      keys[name] = (await (await post('/api/keys', { name }, ACCESS_KEY)).json()).key;
    }
    browser = await launchChromium();
  });

  after(async () => {
    streams.forEach((stream) => stream.abort());
    await browser?.close();
    await gateway?.stop();
    await upstream?.close();
  });

  afterEach(async () => {
    await shown?.context.close();
    shown = undefined;
  });

  function post(path, body, key, signal) {
    return fetch(gateway.url + path, {
      method: 'POST', signal, headers: { 'x-api-key': key, 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
  }

  const message = (model, content) => ({ model, max_tokens: 64, stream: true, messages: [{ role: 'user', content }] });

  /** A stream that lasts until it is aborted. */
  function streamOn(model, key) {
    const caller = new AbortController();
    streams.push(caller);
    post('/v1/messages', message(model, ENDLESS), key, caller.signal).then((response) => response.text()).catch(() => {});
    return caller;
  }

  async function open(path, key) {
    shown = await watchedPage(browser, { reducedMotion: 'reduce' });
    await shown.context.request.post(`${gateway.url}/api/auth/sign-in`, { data: { accessKey: key } });
    await shown.page.goto(gateway.url + path);
    return shown.page;
  }

  test('watches its own requests from their start to their end', () => telling(gateway, async () => {
    const page = await open('/', keys.ann);
    await heading(page, 'Overview').waitFor();
    await settled(page);
    await page.getByRole('link', { name: 'Live', exact: true }).first().click();
    await heading(page, 'Live').waitFor();
    await page.getByText('Listening').waitFor();
    const other = streamOn('claude-opus-of-bob', keys.bob);
    const own = streamOn('claude-sonnet-of-ann', keys.ann);
    await page.getByRole('button').filter({ hasText: 'claude-sonnet-of-ann' }).waitFor();
    await page.getByText('1 running').waitFor();
    assert.deepEqual(await barriers(page), []);
    own.abort();
    other.abort();
    await page.getByRole('row').filter({ hasText: 'claude-sonnet-of-ann' }).waitFor();
    await page.getByText('1 running').waitFor({ state: 'hidden' });
    assert.equal(await page.getByText('claude-opus-of-bob').count(), 0);
    assert.deepEqual(shown.seen.errors, []);
    assert.deepEqual(await violations(page), []);
  }));

  test('sees in the overview what runs now, wherever it was looked at before', () => telling(gateway, async () => {
    const page = await open('/settings', keys.bob);
    await heading(page, 'Settings').waitFor();
    const own = streamOn('claude-haiku-of-bob', keys.bob);
    const other = streamOn('claude-opus-of-ann', keys.ann);
    await page.getByRole('link', { name: 'Overview', exact: true }).first().click();
    await page.getByRole('heading', { name: /Right now · 1/ }).waitFor();
    await page.getByText('claude-haiku-of-bob').first().waitFor();
    assert.equal(await page.getByText('claude-opus-of-ann').count(), 0);
    await page.getByRole('link', { name: 'Settings', exact: true }).first().click();
    own.abort();
    other.abort();
    await page.getByRole('link', { name: 'Overview', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Right now', exact: true }).waitFor();
    assert.deepEqual(shown.seen.errors, []);
  }));

  test('follows its own log as requests end', () => telling(gateway, async () => {
    const page = await open('/logs?tail=1', keys.ann);
    await heading(page, 'Logs').waitFor();
    await settled(page);
    for (const [model, key] of [['claude-tail-of-bob', keys.bob], ['claude-tail-of-ann', keys.ann]]) {
      await (await post('/v1/messages', message(model, 'Rain?'), key)).text();
    }
    await page.getByRole('row').filter({ hasText: 'claude-tail-of-ann' }).waitFor();
    assert.equal(await page.getByText('claude-tail-of-bob').count(), 0);
    assert.deepEqual(shown.seen.errors, []);
  }));
});
