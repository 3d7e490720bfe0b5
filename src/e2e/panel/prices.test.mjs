// What models cost: found, set by hand, given back, and compared with a list.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { findChromium } from './browser.mjs';
import { heading, settled } from './rig.mjs';
import { eventually, Stage } from './stage.mjs';
import { says } from '../lib/answers.mjs';
import { FIRST_KEY } from '../lib/gateway.mjs';

const MODEL = 'claude-sonnet-4-5';

/** Of a feed in LiteLLM's format: dollars for a token. */
const entry = (input, output) => ({
  litellm_provider: 'anthropic', mode: 'chat', input_cost_per_token: input / 1e6, output_cost_per_token: output / 1e6,
});

describe('prices', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  const stage = new Stage();
  let feed;
  let list = {};

  before(async () => {
    feed = createServer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list)));
    feed.listen(0, '127.0.0.1').unref();
    await once(feed, 'listening');
    const scripted = (call) => {
      call.usage = { input_tokens: 1000, output_tokens: 1000 };
      return says('It is raining in Lisbon.');
    };
    await stage.start(
      [scripted],
      (url) => ({ channels: [{ id: 'lisbon', name: 'Lisbon', type: 'anthropic', baseUrl: url, keys: [{ secret: FIRST_KEY }] }] }),
      { SLUICE_PRICES_URL: `http://127.0.0.1:${feed.address().port}/list.json` },
    );
  });

  after(async () => {
    await stage.stop();
    feed?.close();
  });

  const dialog = () => stage.shown.page.getByRole('dialog');
  const row = (model) => stage.shown.page.getByRole('row').filter({ has: stage.shown.page.getByRole('cell', { name: model, exact: true }) });

  /** What the next request costs. */
  async function cost() {
    const { total } = await stage.api('GET', '/api/stats?since=24h');
    assert.equal(await stage.ask(), 200);
    await stage.booked(total.requests + 1);
    return Number((await stage.api('GET', '/api/stats/logs?limit=1')).items[0].cost);
  }

  test('a price that is set by hand holds for the next request, and the list’s again once it is given back', stage.scene(async () => {
    const page = await stage.open('/prices');
    await heading(page, 'Prices').waitFor();
    const listed = await cost();
    await settled(page);
    await page.getByLabel('Find a model').fill('sonnet-4-5');
    await row(MODEL).click();
    await dialog().getByLabel('Input').fill('1');
    await dialog().getByLabel('Output').fill('two');
    await dialog().getByText('Enter a number like').waitFor();
    assert.ok(await dialog().getByRole('button', { name: 'Save' }).isDisabled(), 'what is no price is not sent');
    await dialog().getByLabel('Output').fill('2,5');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await row(MODEL).getByText('set by hand').waitFor();
    assert.equal(await cost(), 0.0035);
    await page.getByRole('switch', { name: 'Only mine' }).click();
    await row(MODEL).filter({ hasText: 'set by hand' }).click();
    await dialog().getByRole('button', { name: 'Use the lists' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await page.getByText('No price fits').waitFor();
    assert.equal(await cost(), listed);
    await stage.nothingWentWrong();
  }));

  test('a model that no list knows gets a price, and what it has cost is known afterwards', stage.scene(async () => {
    const page = await stage.open('/prices');
    await page.getByRole('button', { name: 'Set a price' }).click();
    await dialog().getByLabel('Model').fill('homemade-1');
    await dialog().getByLabel('Input').fill('1');
    await dialog().getByLabel('Output').fill('1');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByLabel('Find a model').fill('homemade');
    await row('homemade-1').getByText('set by hand').waitFor();
    await stage.nothingWentWrong();
  }));

  test('a list is compared before it is taken over', stage.scene(async () => {
    list = { [MODEL]: entry(4, 16), 'claude-next-1': entry(7, 35) };
    const page = await stage.open('/prices');
    await page.getByRole('button', { name: 'Compare with a list' }).click();
    await dialog().getByText('1 new, 1 changed').waitFor();
    const held = () => stage.api('GET', '/api/prices').then(({ items }) => items.filter(({ source }) => source === 'synced').length);
    assert.equal(await held(), 0, 'a comparison changes nothing');
    await dialog().getByRole('button', { name: 'Apply' }).click();
    await dialog().waitFor({ state: 'hidden' });
    assert.equal(await held(), 2);
    await page.getByLabel('Find a model').fill('claude-next');
    await row('claude-next-1').getByText('synced').waitFor();
    assert.equal(await cost(), 0.02);
    await stage.nothingWentWrong();
  }));

  test('a list that is away says so, and a file takes its place', stage.scene(async () => {
    list = undefined;
    const page = await stage.open('/prices');
    await page.getByRole('button', { name: 'Compare with a list' }).click();
    await dialog().getByRole('alert').waitFor();
    const file = (text) => ({ name: 'list.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    const choose = (text) => dialog().locator('input[type=file]').or(page.locator('input[type=file]')).first().setInputFiles(file(text));
    await choose('{');
    await dialog().getByText('no JSON').waitFor();
    await choose(JSON.stringify({ [MODEL]: entry(5, 20) }));
    await dialog().getByText('0 new, 1 changed').waitFor();
    await dialog().getByRole('button', { name: 'Apply' }).click();
    await dialog().waitFor({ state: 'hidden' });
    assert.equal(await cost(), 0.025);
  }));
});
