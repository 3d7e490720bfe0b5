// What is read in the panel: who spent what, conversations, the log and one request of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { findChromium } from './browser.mjs';
import { heading, settled } from './rig.mjs';
import { eventually, Stage } from './stage.mjs';
import { fails, says } from '../lib/answers.mjs';
import { ACCESS_KEY, FIRST_KEY, SECOND_KEY } from '../lib/gateway.mjs';

const ASKED = 'How is the weather in Lisbon?';

describe('what was asked and spent', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  const stage = new Stage();
  let issued;
  let requests = 0;

  before(async () => {
    await stage.start(
      [
        (call) => {
          call.usage = { input_tokens: 1000 + call.number * 7, output_tokens: 300 + call.number, cache_read_input_tokens: 5000 };
          return says('It is raining in Lisbon.');
        },
        () => fails(400, 'invalid_request_error', 'messages: this was never meant to work'),
      ],
      (url, other) => ({
        channels: [
          { id: 'lisbon', name: 'Lisbon', type: 'anthropic', baseUrl: url, models: ['claude-*'], keys: [{ secret: FIRST_KEY }] },
          { id: 'porto', name: 'Porto', type: 'anthropic', baseUrl: other, models: ['glm-*'], keys: [{ secret: SECOND_KEY }] },
        ],
      }),
      { ENABLE_REQUEST_LOGS: 'true', ENABLE_RESPONSE_LOGS: 'true' },
    );
    const anna = await stage.api('POST', '/api/users', { name: 'Anna' });
    issued = await stage.api('POST', '/api/keys', { name: 'anna-laptop', user: anna.id });
    for (const [model, more] of [
      ['claude-sonnet-4-5', { session: 'session-rain', content: ASKED }],
      ['claude-sonnet-4-5', { secret: issued.key, session: 'session-rain', headers: { 'x-claude-code-agent-id': 'agent-research' } }],
      ['claude-haiku-4-5', { secret: issued.key, session: 'session-sun' }],
      ['claude-haiku-4-5', { session: '' }],
      ['glm-4.6', { session: 'session-sun' }],
    ]) {
      await ask({ model, ...more });
    }
    await stage.booked(requests);
  });

  after(() => stage.stop());

  const ask = (what) => {
    requests += 1;
    return stage.ask(what);
  };

  const dialog = () => stage.shown.page.getByRole('dialog');
  const detail = () => stage.shown.page.getByRole('complementary').or(dialog());
  const search = () => Object.fromEntries(new URL(stage.shown.page.url()).searchParams);

  /** What the page saves when this is pressed. */
  async function saved(press) {
    const [download] = await Promise.all([stage.shown.page.waitForEvent('download'), press()]);
    const text = readFileSync(await download.path(), 'utf8');
    const [head, ...rows] = text.trim().split('\r\n').map((line) => line.split(','));
    return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]])));
  }

  async function option(label, name) {
    const { page } = stage.shown;
    await page.getByRole('combobox', { name: label }).or(page.getByRole('textbox', { name: label })).first().click();
    await page.getByRole('option', { name, exact: true }).click();
  }

  for (const [by, first] of [
    ['Model', 'claude-sonnet-4-5'], ['Channel', 'lisbon'], ['Key', 'anna-laptop'], ['Person', 'Anna'], ['Session', 'session-rain'], ['Agent', 'agent-research'],
  ]) {
    test(`use by ${by.toLowerCase()} adds up, in the table and in what is downloaded`, stage.scene(async () => {
      const page = await stage.open('/usage?range=7d');
      await heading(page, 'Usage').waitFor();
      if (by !== 'Model') {
        await option('Group by', by);
      }
      await page.getByRole('table').getByText(first).first().waitFor();
      await settled(page);
      assert.equal(search().range, '7d');
      const rows = await saved(() => page.getByRole('button', { name: /CSV/ }).click());
      const [total, parts] = [rows.at(-1), rows.slice(0, -1)];
      const nanos = (cost) => Math.round(Number(cost) * 1e9);
      assert.equal(Number(total.requests), requests);
      for (const name of ['requests', 'errors', 'inputTokens', 'cacheReadTokens', 'outputTokens']) {
        assert.equal(parts.reduce((sum, row) => sum + Number(row[name]), 0), Number(total[name]), name);
      }
      assert.equal(parts.reduce((sum, row) => sum + nanos(row.cost), 0), nanos(total.cost));
      const { total: held } = await stage.api('GET', '/api/stats?since=7d');
      assert.equal(nanos(total.cost), nanos(held.cost));
      await stage.nothingWentWrong();
    }));
  }

  test('the time range is in the address, goes along, and survives a reload', stage.scene(async () => {
    const page = await stage.open('/usage');
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByRole('menuitem', { name: 'Last 30 days' }).click();
    assert.equal(search().range, '30d');
    await page.getByRole('table').getByRole('button', { name: 'claude-haiku-4-5' }).click();
    await page.getByRole('button', { name: 'Without the filter claude-haiku-4-5' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Without the filter claude-haiku-4-5' }).waitFor();
    assert.deepEqual(search(), { range: '30d', model: 'claude-haiku-4-5' });
    await page.getByRole('button', { name: 'Without the filter' }).click();
    await page.getByRole('link', { name: 'Sessions' }).first().click();
    await heading(page, 'Sessions').waitFor();
    assert.deepEqual(search(), { range: '30d' });
    await stage.nothingWentWrong();
  }));

  test('a session leads to its requests', stage.scene(async () => {
    const page = await stage.open('/sessions');
    await heading(page, 'Sessions').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'sessionrain' }).or(page.getByRole('row').filter({ hasText: /session-?.*rain/ }));
    await row.first().waitFor();
    await row.first().getByRole('cell').nth(1).click();
    await heading(page, 'Logs').waitFor();
    await eventually(async () => (await page.getByRole('row').count()) === 3, 'the head and two requests');
    assert.equal(search().session, 'session-rain');
    await stage.nothingWentWrong();
  }));

  test('filters of the log are in the address, survive a reload, and are cleared', stage.scene(async () => {
    const page = await stage.open('/logs');
    await heading(page, 'Logs').waitFor();
    await option('Status', '4xx');
    await page.getByRole('textbox', { name: 'Session' }).fill('session-sun');
    await page.getByRole('row').filter({ hasText: 'glm-4.6' }).waitFor();
    await eventually(() => search().session === 'session-sun', 'the filter is in the address');
    await page.reload();
    await page.getByRole('row').filter({ hasText: 'glm-4.6' }).waitFor();
    assert.equal(await page.getByRole('row').count(), 2);
    assert.deepEqual(search(), { status: '4xx', session: 'session-sun' });
    assert.equal(await page.getByRole('textbox', { name: 'Session' }).inputValue(), 'session-sun');
    await page.getByRole('textbox', { name: 'Session' }).fill('none');
    await page.getByText('No request fits these filters').waitFor();
    await page.getByRole('button', { name: 'Clear' }).first().click();
    await page.getByRole('row').filter({ hasText: 'lisbon' }).first().waitFor();
    assert.deepEqual(search(), {});
    await stage.nothingWentWrong();
  }));

  test('what is exported is what the filters leave', stage.scene(async () => {
    const page = await stage.open('/logs?status=4xx');
    await page.getByRole('row').filter({ hasText: 'glm-4.6' }).waitFor();
    const rows = await saved(() => page.getByRole('link', { name: /CSV/ }).click());
    assert.deepEqual(rows.map(({ model, status }) => [model, status]), [['glm-4.6', '400']]);
  }));

  test('the tail of the log shows requests as they end', stage.scene(async () => {
    const page = await stage.open('/logs');
    await page.getByRole('row').filter({ hasText: 'lisbon' }).first().waitFor();
    const before = await page.getByRole('table').getAttribute('aria-rowcount');
    await page.getByRole('switch', { name: 'Live tail' }).click();
    assert.equal(search().tail, '1');
    await ask({ model: 'claude-opus-4-5', session: 'session-tail' });
    await page.getByRole('row').nth(1).filter({ hasText: 'claude-opus-4-5' }).waitFor();
    assert.equal(await page.getByRole('table').getAttribute('aria-rowcount'), String(Number(before) + 1));
    await stage.nothingWentWrong();
  }));

  test('one request shows what was said, and becomes a command without a key', stage.scene(async () => {
    const page = await stage.open('/logs?session=session-rain', { permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 1500, height: 1000 } });
    await page.getByRole('row').nth(2).click();
    await detail().getByText('is raining in Lisbon', { exact: false }).first().waitFor();
    await detail().getByText(ASKED, { exact: false }).first().waitFor();
    await detail().getByRole('button', { name: 'Copy as curl' }).click();
    await detail().getByText('Copied').waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(command, /^curl -N '/);
    assert.ok(command.includes(ASKED) && command.includes('$SLUICE_KEY'), command);
    for (const secret of [ACCESS_KEY, FIRST_KEY, SECOND_KEY, issued.key]) {
      assert.ok(!command.includes(secret) && !command.includes(secret.slice(-8)), 'a key stands in the command');
    }
    await stage.nothingWentWrong();
  }));
});
