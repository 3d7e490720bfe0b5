// People and their keys: added, limited, handed out once, rotated, revoked.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findChromium } from './browser.mjs';
import { heading } from './rig.mjs';
import { eventually, Stage } from './stage.mjs';
import { says } from '../lib/answers.mjs';
import { FIRST_KEY } from '../lib/gateway.mjs';

describe('keys and people', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  const stage = new Stage();
  let first;
  let second;

  before(() =>
    stage.start(
      [(call) => {
        call.usage = { input_tokens: 100_000, output_tokens: 10_000 };
        return says('It is raining in Lisbon.');
      }],
      (url) => ({ channels: [{ id: 'lisbon', name: 'Lisbon', type: 'anthropic', baseUrl: url, keys: [{ secret: FIRST_KEY }] }] }),
    ));

  after(() => stage.stop());

  const dialog = () => stage.shown.page.getByRole('dialog');
  const gone = () => dialog().waitFor({ state: 'hidden' });

  /** What the dialog hands out, and says of it. */
  async function handed(says = 'it is shown this once') {
    await dialog().getByText(says).waitFor();
    const [secret] = (await dialog().innerText()).match(/sk-slu-\S+/);
    await dialog().getByRole('button', { name: 'I have kept it' }).click();
    await gone();
    return secret;
  }

  async function choose(name, item) {
    await stage.shown.page.getByRole('button', { name: `More for ${name}` }).click();
    await stage.shown.page.getByRole('menuitem', { name: item }).click();
  }

  test('a person is added, with a budget over all of their keys', stage.scene(async () => {
    const page = await stage.open('/keys?tab=people');
    await page.getByText('No people yet').waitFor();
    await page.getByRole('button', { name: 'Add person' }).click();
    await dialog().getByLabel('Name').fill('Anna');
    await dialog().getByLabel('Note').fill('platform team');
    await dialog().getByLabel('Day').fill('none');
    await dialog().getByText('Enter a number above zero').waitFor();
    await dialog().getByLabel('Day').fill('10');
    await dialog().getByRole('button', { name: 'Add person' }).click();
    await gone();
    await page.getByText('platform team').waitFor();
    await page.getByText('$0 / $10').waitFor();
    await stage.nothingWentWrong();
  }));

  test('a key is issued for her, and what it spends shows on both', stage.scene(async () => {
    const page = await stage.open('/keys');
    await page.getByRole('button', { name: 'Issue key' }).click();
    await dialog().getByLabel('Name').fill('anna-laptop');
    await dialog().getByRole('combobox', { name: 'Belongs to' }).or(dialog().getByLabel('Belongs to')).first().click();
    await page.getByRole('option', { name: 'Anna' }).click();
    await dialog().getByLabel('In total').fill('1');
    await dialog().getByRole('button', { name: 'Issue key' }).click();
    first = await handed();
    assert.ok(!(await page.content()).includes(first), 'the key is not shown again');
    assert.equal(await stage.ask({ secret: first }), 200);
    await page.getByRole('meter', { name: 'In total' }).and(page.locator('[aria-valuenow="45"]')).waitFor();
    await page.getByRole('tab', { name: 'People' }).click();
    await page.getByText('$0.45 / $10').waitFor();
    await page.getByText('1 key', { exact: false }).first().waitFor();
    await stage.nothingWentWrong();
  }));

  test('limits are changed, and hold for the next request', stage.scene(async () => {
    const page = await stage.open('/keys');
    await choose('anna-laptop', 'Edit');
    assert.equal(await dialog().getByLabel('In total').inputValue(), '1.00');
    await dialog().getByLabel('In total').fill('');
    await dialog().getByLabel('Day').fill('0.4');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await gone();
    await page.getByText('Budget spent').waitFor();
    assert.equal(await stage.ask({ secret: first }), 429);
    await choose('anna-laptop', 'Edit');
    await dialog().getByLabel('Day').fill('4');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await gone();
    await page.getByText('Budget spent').waitFor({ state: 'detached' });
    assert.equal(await stage.ask({ secret: first }), 200);
  }));

  test('a key gets another text: the old one works for a while, or stops at once', stage.scene(async () => {
    const page = await stage.open('/keys');
    await choose('anna-laptop', 'Rotate');
    await dialog().getByText('another 24 hours').waitFor();
    await dialog().getByRole('button', { name: 'Rotate' }).click();
    second = await handed();
    assert.notEqual(second, first);
    assert.deepEqual([await stage.ask({ secret: first }), await stage.ask({ secret: second })], [200, 200]);
    await page.getByText('The old text ends').waitFor();
    await choose('anna-laptop', 'Rotate');
    await dialog().getByRole('switch', { name: 'Stop the old text at once' }).click();
    await dialog().getByRole('button', { name: 'Rotate' }).click();
    const third = await handed();
    assert.deepEqual([await stage.ask({ secret: second }), await stage.ask({ secret: third })], [401, 200]);
    await page.getByText('The old text ends').waitFor({ state: 'detached' });
    first = third;
    await stage.nothingWentWrong();
  }));

  test('a key is disabled and used again', stage.scene(async () => {
    const page = await stage.open('/keys');
    await choose('anna-laptop', 'Disable');
    await page.getByText('Off', { exact: true }).waitFor();
    assert.ok([401, 403].includes(await stage.ask({ secret: first })));
    await choose('anna-laptop', 'Enable');
    await page.getByText('Valid').waitFor();
    assert.equal(await stage.ask({ secret: first }), 200);
  }));

  test('a key is revoked after a question, and refused from then on', stage.scene(async () => {
    const page = await stage.open('/keys');
    await choose('anna-laptop', 'Revoke');
    await dialog().getByText('refused at once').waitFor();
    await dialog().getByRole('button', { name: 'Revoke' }).click();
    await gone();
    await page.getByText('No key has been issued').waitFor();
    await eventually(async () => (await stage.ask({ secret: first })) === 401, 'the revoked key is refused');
    await stage.nothingWentWrong();
  }));

  test('what can be shown again is shown again, and the trail says so', stage.scene(async () => {
    const page = await stage.open('/keys');
    await page.getByRole('button', { name: 'Issue key' }).click();
    await dialog().getByLabel('Name').fill('build');
    await dialog().getByRole('switch').click();
    await dialog().getByRole('button', { name: 'Issue key' }).click();
    const secret = await handed('It may be shown again later');
    await choose('build', 'Show key');
    await dialog().getByText(secret).waitFor();
    await dialog().getByRole('button', { name: 'I have kept it' }).click();
    await gone();
    await page.goto(`${stage.url}/audit?find=build`);
    await heading(page, 'Audit').waitFor();
    await page.getByRole('row').filter({ hasText: 'Show key' }).waitFor();
    await stage.nothingWentWrong();
  }));

  test('a person without keys is removed, one with keys is not', stage.scene(async () => {
    const page = await stage.open('/keys?tab=people');
    const { items: [anna] } = await stage.api('GET', '/api/users');
    const { id } = await stage.api('POST', '/api/keys', { name: 'held', user: anna.id });
    await choose('Anna', 'Remove');
    await dialog().getByText('Only a person without keys').waitFor();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await gone();
    assert.equal((await stage.api('GET', '/api/users')).items.length, 1);
    await stage.api('DELETE', `/api/keys/${id}`);
    await choose('Anna', 'Remove');
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No people yet').waitFor();
  }));

  test('a refused form says so at its field, Escape loses no key, and the focus comes back', stage.scene(async () => {
    const page = await stage.open('/keys');
    const issue = page.getByRole('button', { name: 'Issue key' }).first();
    await issue.focus();
    await page.keyboard.press('Enter');
    await dialog().getByLabel('Name').fill('late');
    await dialog().getByLabel('Expires').fill('some day');
    await dialog().getByRole('button', { name: 'Issue key' }).click();
    await dialog().locator('[aria-invalid=true]').and(dialog().getByLabel('Expires')).waitFor();
    await dialog().getByLabel('Expires').fill('30d');
    await dialog().getByRole('button', { name: 'Issue key' }).click();
    await dialog().getByText('it is shown this once').waitFor();
    await page.keyboard.press('Escape');
    assert.match(await handed(), /^sk-slu-/);
    await eventually(() => issue.evaluate((button) => document.activeElement === button), 'the button has the focus again');
  }));
});
