// Channels in bulk and one by one: used, left out, copied, removed and brought back; and the keys of one.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findChromium } from './browser.mjs';
import { heading } from './rig.mjs';
import { eventually, Stage } from './stage.mjs';
import { fails, says } from '../lib/answers.mjs';
import { FIRST_KEY, SECOND_KEY, THIRD_KEY } from '../lib/gateway.mjs';

const TIRED = fails(429, 'rate_limit_error', 'Your monthly quota is used up.', { 'retry-after': '3600' });

describe('channels', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  const stage = new Stage();
  let tired = true;
  let begin;

  before(async () => {
    await stage.start([(call) => (call.key === FIRST_KEY && tired ? TIRED : says('It is raining in Lisbon.'))], (url) => ({
      channels: [
        ...['alpha', 'beta', 'gamma'].map((id, priority) => ({
          id, name: id.replace(/^./, (letter) => letter.toUpperCase()), priority, type: 'anthropic', baseUrl: url, models: ['claude-*'], keys: [{ secret: SECOND_KEY }],
        })),
        { id: 'delta', name: 'Delta', type: 'anthropic', baseUrl: url, priority: 9, models: ['delta-*'],
          keys: [{ secret: FIRST_KEY, name: 'team' }, { secret: SECOND_KEY, name: 'spare' }] },
      ],
    }));
    begin = (await stage.api('GET', '/api/config/revisions')).items[0].revision;
  });

  after(() => stage.stop());

  const backToTheStart = async () => {
    const { revision } = (await stage.api('GET', '/api/config/revisions')).items[0];
    await stage.api('POST', '/api/config/rollback', { revision: begin }, { 'if-match': `"${revision}"` });
  };

  const dialog = () => stage.shown.page.getByRole('dialog');
  const used = async () => (await stage.api('GET', '/api/channels')).items.map(({ id, enabled }) => (enabled ? id : `(${id})`)).join(' ');
  const uses = (wanted) => eventually(async () => (await used()) === wanted, `channels are ${wanted}`);
  const undo = () => stage.shown.page.getByRole('button', { name: 'Undo' }).last().click();

  async function marked(...names) {
    const page = await stage.open('/channels');
    await heading(page, 'Channels').waitFor();
    for (const name of names) {
      await page.getByRole('checkbox', { name: `Mark ${name}` }).check();
    }
    return page.getByRole('toolbar', { name: 'For all marked' });
  }

  test('several are left out at once, taken back, and used again', stage.scene(async () => {
    const bar = await marked('Alpha', 'Beta');
    const { page } = stage.shown;
    await bar.getByText('2 channels marked').waitFor();
    await bar.getByRole('button', { name: 'Disable' }).click();
    await uses('(alpha) (beta) gamma delta');
    await bar.waitFor({ state: 'hidden' });
    await undo();
    await uses('alpha beta gamma delta');
    for (const name of ['Alpha', 'Beta', 'Gamma']) {
      await page.getByRole('checkbox', { name: `Mark ${name}` }).check();
    }
    await bar.getByRole('button', { name: 'Disable' }).click();
    await uses('(alpha) (beta) (gamma) delta');
    await bar.waitFor({ state: 'hidden' });
    await page.getByRole('checkbox', { name: 'Mark Beta' }).check();
    await bar.getByRole('button', { name: 'Enable' }).click();
    await uses('(alpha) beta (gamma) delta');
    await stage.nothingWentWrong();
    await backToTheStart();
  }));

  test('several are removed after a question that names them, and all of them come back', stage.scene(async () => {
    const bar = await marked('Beta', 'Gamma');
    await bar.getByRole('button', { name: 'Remove' }).click();
    await dialog().getByText('Beta').waitFor();
    await dialog().getByText('Gamma').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await uses('alpha beta gamma delta');
    await bar.getByRole('button', { name: 'Remove' }).click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await uses('alpha delta');
    await dialog().waitFor({ state: 'hidden' });
    await undo();
    await uses('alpha beta gamma delta');
    await stage.nothingWentWrong();
  }));

  test('one is removed by its menu, and comes back with its keys', stage.scene(async () => {
    const page = await stage.open('/channels');
    await page.getByRole('button', { name: 'More for Delta' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await dialog().getByText('Its 2 keys go with it').waitFor();
    await dialog().getByRole('button', { name: 'Remove channel' }).click();
    await uses('alpha beta gamma');
    await undo();
    await uses('alpha beta gamma delta');
    assert.equal((await stage.api('GET', '/api/channels/delta')).keys.length, 2);
    await stage.nothingWentWrong();
  }));

  test('a copy has what the first one has, but its keys', stage.scene(async () => {
    const page = await stage.open('/channels');
    await page.getByRole('button', { name: 'More for Delta' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await dialog().getByLabel('Name', { exact: true }).fill('Epsilon');
    await dialog().getByLabel('Key', { exact: true }).fill(THIRD_KEY);
    await dialog().getByRole('button', { name: 'Add channel' }).click();
    await page.getByText('Epsilon is added').waitFor();
    const { items } = await stage.api('GET', '/api/channels');
    const [first, copy] = ['Delta', 'Epsilon'].map((name) => items.find((each) => each.name === name));
    assert.deepEqual([copy.baseUrl, copy.models, copy.priority], [first.baseUrl, first.models, first.priority]);
    assert.equal(copy.keys.length, 1);
    await stage.nothingWentWrong();
    await backToTheStart();
  }));

  const keyRow = (name) => stage.shown.page.getByRole('complementary').or(dialog()).getByText(name, { exact: true }).locator('xpath=ancestor::div[1]');

  test('a key that rests tells until when, and is tried again when told to', stage.scene(async () => {
    assert.equal(await stage.ask({ model: 'delta-1' }), 200);
    const page = await stage.open('/channels?channel=delta', { viewport: { width: 1500, height: 1000 } });
    await keyRow('team').getByText('Cooling down').waitFor();
    await keyRow('team').getByText(/in (1 h|59 m|60 m|1 hour|59 min)/).waitFor();
    tired = false;
    await keyRow('team').getByRole('button', { name: 'Reset', exact: true }).click();
    await keyRow('team').getByText('Ready').waitFor();
    await page.getByRole('button', { name: 'Test keys' }).click();
    await page.getByText('Every key was let in').waitFor();
    await stage.nothingWentWrong();
  }));

  test('keys come, rest by hand, and go', stage.scene(async () => {
    const page = await stage.open('/channels?channel=delta', { viewport: { width: 1500, height: 1000 } });
    await page.getByRole('button', { name: 'Add key' }).click();
    await page.getByLabel('Key', { exact: true }).fill(THIRD_KEY);
    await page.getByLabel('Name', { exact: true }).fill('third');
    
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await keyRow('third').getByText('Ready').waitFor();
    assert.ok(!(await page.content()).includes(THIRD_KEY), 'no key is shown whole');
    await keyRow('third').getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await keyRow('third').getByText('Off').waitFor();
    await keyRow('third').getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await dialog().getByRole('button', { name: 'Remove key' }).click();
    await keyRow('third').waitFor({ state: 'detached' });
    await dialog().waitFor({ state: 'hidden' });
    assert.equal((await stage.api('GET', '/api/channels/delta')).keys.length, 2);
    await undo();
    await keyRow('third').getByText('Off').waitFor();
    await stage.nothingWentWrong();
  }));

  test('a channel’s own page shows its traffic', stage.scene(async () => {
    await stage.booked(1);
    const page = await stage.open('/channels?channel=delta', { viewport: { width: 1500, height: 1000 } });
    await page.getByRole('figure', { name: /Requests/ }).or(page.locator('figure')).first().waitFor();
    await page.getByText('Peak 1').first().waitFor();
    await page.getByRole('complementary').getByRole('link', { name: 'Logs' }).click();
    await heading(page, 'Logs').waitFor();
    await page.getByRole('row').filter({ hasText: 'delta-1' }).waitFor();
    assert.equal(new URL(page.url()).searchParams.get('channel'), 'delta');
    await stage.nothingWentWrong();
  }));
});
