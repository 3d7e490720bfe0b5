// The states in which every page may be met: empty, one item, failed, the gateway away, not allowed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findChromium } from './browser.mjs';
import { PAGES } from './pages.mjs';
import { heading, settled } from './rig.mjs';
import { Stage } from './stage.mjs';
import { says } from '../lib/answers.mjs';
import { FIRST_KEY } from '../lib/gateway.mjs';

const skip = findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one';

/** Of each page: what it says with nothing, what it shows of one thing, and what it asks that may fail. */
const STATES = {
  overview: { empty: 'Three steps to the first request', one: 'claude-sonnet-4-5', asks: '/api/stats?' },
  live: { empty: 'Nothing has come through yet', one: 'claude-sonnet-4-5' },
  logs: { empty: 'No request in this time', one: 'claude-sonnet-4-5', asks: '/api/stats/logs' },
  usage: { empty: 'No request in this time', one: 'claude-sonnet-4-5', asks: '/api/stats?' },
  sessions: { empty: 'No session in this time', one: 'session-1', asks: '/api/sessions' },
  channels: { empty: 'No channel yet', one: 'Lisbon', asks: '/api/channels' },
  routing: { empty: 'No mapping', one: 'claude-opus-5', asks: '/api/mappings' },
  keys: { empty: 'No key has been issued', one: 'anna-laptop', asks: '/api/keys' },
  prices: { query: '?mine=1', empty: 'No price fits', one: 'homemade-1', asks: '/api/prices' },
  configuration: { empty: '"channels"', one: '"lisbon"', asks: '/api/config' },
  connect: { empty: 'Point a coding client', one: 'Claude Code' },
  health: { empty: 'Not examined yet', one: 'Healthy', asks: '/health' },
  audit: { empty: 'Nothing to show', one: 'Issue key', asks: '/api/audit' },
  settings: { empty: 'This browser', one: 'This browser' },
};

const main = (page) => page.getByRole('main');
const shows = (page, text) => main(page).or(page.getByRole('status')).getByText(text).filter({ visible: true }).first().waitFor();

/** Pages of the operator alone. */
const OPERATORS = ['channels', 'routing', 'prices', 'configuration', 'health', 'audit'];

describe('pages with nothing to show', { skip }, () => {
  const stage = new Stage();
  before(() => stage.start([], () => ({ channels: [] })));
  after(() => stage.stop());

  for (const { name, path, en } of PAGES) {
    test(`${name} says what will be here`, stage.scene(async () => {
      const page = await stage.open(path + (STATES[name].query ?? ''));
      await heading(page, en).waitFor();
      await settled(page);
      await shows(page, STATES[name].empty);
      await stage.nothingWentWrong();
    }));
  }
});

describe('pages with one thing to show', { skip }, () => {
  const stage = new Stage();
  let issued;

  before(async () => {
    await stage.start([() => says('It is raining in Lisbon.')], (url) => ({
      channels: [{ id: 'lisbon', name: 'Lisbon', type: 'anthropic', baseUrl: url, keys: [{ secret: FIRST_KEY }] }],
      mappings: [{ from: 'opus', to: 'claude-opus-5' }],
    }));
    issued = await stage.api('POST', '/api/keys', { name: 'anna-laptop' });
    await stage.api('PUT', '/api/prices', { items: [{ model: 'homemade-1', input: '1', output: '1' }] });
    await stage.ask();
    await stage.booked(1);
  });
  after(() => stage.stop());

  for (const { name, path, en } of PAGES) {
    const { query = '', one, asks } = STATES[name];
    test(`${name} shows it`, stage.scene(async () => {
      const page = await stage.open(path + query);
      await heading(page, en).waitFor();
      await settled(page);
      await shows(page, one);
      await stage.nothingWentWrong();
    }));

    if (asks) {
      test(`${name} says what failed, and tries again when told to`, stage.scene(async () => {
        const page = await stage.open('/settings');
        const broken = (url) => (url.pathname + url.search).startsWith(asks);
        const problem = { type: 'about:blank', title: 'Internal error', status: 500, detail: 'The cellar is flooded.' };
        await page.route(broken, (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
        await page.goto(stage.url + path + query);
        await heading(page, en).waitFor();
        const alert = main(page).getByRole('alert').first();
        await alert.getByText('The cellar is flooded.').waitFor();
        await page.unroute(broken);
        await alert.getByRole('button', { name: 'Try again' }).click();
        await shows(page, one);
        await alert.waitFor({ state: 'detached' });
      }));
    }

    test(`${name} ${OPERATORS.includes(name) ? 'is not for' : 'is for'} the holder of a key`, stage.scene(async () => {
      const page = await stage.open(path, { key: issued.key });
      if (OPERATORS.includes(name)) {
        await main(page).getByText('Not for this account').waitFor();
        assert.equal(await page.getByRole('link', { name: en, exact: true }).count(), 0, 'a link leads to it');
      } else {
        await heading(page, en).waitFor();
      }
      await settled(page);
      await stage.nothingWentWrong();
    }));
  }

  test('every page keeps what it showed while the gateway is away, and goes on by itself', stage.scene(async () => {
    const page = await stage.open('/');
    const visit = async ({ name, en }) => {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: en, exact: true }).click();
      await heading(page, en).waitFor();
      if (name !== 'prices') {
        await shows(page, STATES[name].one);
      }
    };
    for (const each of PAGES) {
      await visit(each);
      await settled(page);
    }
    await stage.gateway.kill();
    const banner = page.getByRole('alert').filter({ hasText: 'The gateway does not answer.' });
    await banner.getByText(/is \d+ s old/).waitFor();
    for (const each of PAGES) {
      await visit(each);
      await banner.waitFor();
      assert.ok(await main(page).evaluate((body) => body.dataset.stale && Number(getComputedStyle(body).opacity) < 1), `${each.name} looks fresh`);
    }
    await stage.gateway.startAgain();
    await banner.waitFor({ state: 'detached', timeout: 20_000 });
    await stage.ask({ model: 'claude-haiku-4-5' });
    await visit(PAGES.find(({ name }) => name === 'logs'));
    await page.reload();
    await page.getByRole('row').filter({ hasText: 'claude-haiku-4-5' }).waitFor();
    assert.equal(await main(page).evaluate((body) => body.dataset.stale), undefined);
  }));
});
