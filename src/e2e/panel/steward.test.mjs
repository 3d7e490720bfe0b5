// The gateway itself: how it is, which way requests go, what was done to it, how the panel looks.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findChromium } from './browser.mjs';
import { heading, settled } from './rig.mjs';
import { eventually, Stage } from './stage.mjs';
import { fails, says } from '../lib/answers.mjs';
import { FIRST_KEY, SECOND_KEY } from '../lib/gateway.mjs';

describe('the gateway itself', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  const stage = new Stage();

  before(() =>
    stage.start(
      [() => says('It is raining in Lisbon.'), () => fails(401, 'authentication_error', 'invalid x-api-key')],
      (url, other) => ({
        channels: [
          { id: 'lisbon', name: 'Lisbon', type: 'anthropic', baseUrl: url, keys: [{ secret: FIRST_KEY }] },
          { id: 'porto', name: 'Porto', type: 'anthropic', baseUrl: other, priority: 1, keys: [{ secret: SECOND_KEY }] },
        ],
      }),
    ));

  after(() => stage.stop());

  const dialog = () => stage.shown.page.getByRole('dialog');

  test('the doctor tells what is in order and what is not, and what to do', stage.scene(async () => {
    const page = await stage.open('/doctor');
    await heading(page, 'Health & doctor').waitFor();
    await page.getByText('Not examined yet').waitFor();
    await page.getByRole('button', { name: 'Run the doctor' }).click();
    await page.getByText(/\d+ in order/).waitFor();
    await page.getByText(/[1-9]\d* failures?$/).first().waitFor();
    await page.getByText('→').first().waitFor();
    assert.ok(!(await page.content()).includes(SECOND_KEY), 'a key stands in the findings');
    await stage.nothingWentWrong();
  }));

  test('channels are pinged', stage.scene(async () => {
    const page = await stage.open('/doctor');
    await page.getByRole('button', { name: 'Ping channels' }).click();
    await page.getByText('Answers').first().waitFor();
    assert.equal(await page.getByText('Answers').count(), 2);
    await stage.nothingWentWrong();
  }));

  const strategyIs = (wanted) => eventually(async () => (await stage.api('GET', '/api/strategy')).strategy === wanted, `the strategy is ${wanted}`);
  const undo = () => stage.shown.page.getByRole('button', { name: 'Undo' }).last().click();

  test('the strategy is changed with a press, and taken back', stage.scene(async () => {
    const page = await stage.open('/routing');
    await page.getByRole('radio', { name: 'Round robin' }).click();
    await strategyIs('round-robin');
    await page.getByRole('radio', { name: 'Round robin', checked: true }).waitFor();
    await undo();
    await strategyIs('failover');
    await page.getByRole('radio', { name: 'Failover', checked: true }).waitFor();
    await stage.nothingWentWrong();
  }));

  const mappings = async () => (await stage.api('GET', '/api/mappings')).items.map(({ from, to, channel }) => `${from} ${to} ${channel}`);

  test('another name of a model is given, changed, taken away and brought back', stage.scene(async () => {
    const page = await stage.open('/routing');
    await page.getByText('No mapping', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add mapping' }).click();
    await dialog().getByLabel('Requested name').fill('sonnet');
    await dialog().getByLabel('Becomes').fill('claude-sonnet-4-5');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'hidden' });
    assert.deepEqual(await mappings(), ['sonnet claude-sonnet-4-5 null']);
    await page.getByRole('button', { name: 'Edit sonnet' }).click();
    await dialog().getByLabel('Becomes').fill('claude-sonnet-5');
    await dialog().getByRole('combobox', { name: 'Channel' }).or(dialog().getByLabel('Channel')).first().click();
    await page.getByRole('option', { name: 'Lisbon' }).click();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'hidden' });
    assert.deepEqual(await mappings(), ['sonnet claude-sonnet-5 lisbon']);
    await page.getByRole('button', { name: 'Remove sonnet' }).click();
    await page.getByText('No mapping', { exact: true }).waitFor();
    await undo();
    await page.getByRole('button', { name: 'Edit sonnet' }).waitFor();
    assert.deepEqual(await mappings(), ['sonnet claude-sonnet-5 lisbon']);
    await stage.nothingWentWrong();
  }));

  test('the trail tells who did what, is searched, and shows an entry whole', stage.scene(async () => {
    const page = await stage.open('/audit');
    await heading(page, 'Audit').waitFor();
    await page.getByRole('row').filter({ hasText: 'Set strategy' }).first().waitFor();
    await page.getByLabel('Find in the trail').fill('add mapping');
    await page.getByRole('row').filter({ hasText: 'Set strategy' }).first().waitFor({ state: 'detached' });
    const row = page.getByRole('row').filter({ hasText: 'Add mapping' });
    await row.waitFor();
    await row.getByText('Intact').waitFor();
    await page.reload();
    await row.waitFor();
    await row.click();
    await page.getByRole('complementary').or(dialog()).getByText('Seal').waitFor();
    await page.getByLabel('Find in the trail').fill('no such thing');
    await page.getByText('Nothing to show').waitFor();
    await stage.nothingWentWrong();
  }));

  test('settings are the browser’s own, and lead to the gateway’s', stage.scene(async () => {
    const page = await stage.open('/settings');
    await heading(page, 'Settings').waitFor();
    await settled(page);
    await page.getByRole('main').getByRole('combobox', { name: 'Time range' }).or(page.getByRole('main').getByLabel('Time range')).first().click();
    await page.getByRole('option', { name: 'Last 7 days' }).click();
    assert.equal(new URL(page.url()).searchParams.get('range'), '7d');
    await page.getByRole('link', { name: 'Change the gateway' }).click();
    await heading(page, 'Configuration').waitFor();
    await page.goBack();
    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await heading(page, 'Sign in').waitFor();
    await page.goto(`${stage.url}/settings`);
    await heading(page, 'Sign in').waitFor();
  }));
});
