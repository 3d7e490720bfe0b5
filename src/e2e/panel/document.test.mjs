// The whole document as text: completed, checked where it is wrong, compared, saved, merged, rolled back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { findChromium } from './browser.mjs';
import { heading } from './rig.mjs';
import { eventually, Stage } from './stage.mjs';
import { says } from '../lib/answers.mjs';
import { FIRST_KEY } from '../lib/gateway.mjs';

describe('the document', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  const stage = new Stage();

  before(() =>
    stage.start([() => says('ok')], (url) => ({
      channels: [{ id: 'lisbon', name: 'Lisbon', type: 'anthropic', baseUrl: url, keys: [{ secret: FIRST_KEY }] }],
      strategy: 'failover',
    })));

  after(() => stage.stop());

  const dialog = () => stage.shown.page.getByRole('dialog');
  const editor = () => stage.shown.page.getByRole('textbox', { name: 'Document' });
  const now = () => stage.api('GET', '/api/config');

  async function opened() {
    const page = await stage.open('/configuration');
    await heading(page, 'Configuration').waitFor();
    await editor().getByText('"strategy"').waitFor();
    return page;
  }

  /** Types another text over the line that holds this one. */
  async function retype(page, held, line) {
    await page.locator('.cm-line').filter({ hasText: held }).first().click();
    for (const key of ['Home', 'Shift+End', 'Delete']) {
      await page.keyboard.press(key);
    }
    await page.keyboard.insertText(line);
  }

  async function review(page) {
    await page.getByRole('button', { name: 'Review changes' }).click();
    await dialog().getByRole('table', { name: 'Differences' }).waitFor();
  }

  test('offers what the schema knows, where it is typed', stage.scene(async () => {
    const page = await opened();
    await retype(page, '"failover"', '"strategy": "ro');
    await page.keyboard.press('Control+Space');
    await page.getByRole('option', { name: 'round-robin' }).waitFor();
    await page.waitForTimeout(150); // For a moment the list takes no key, which may have been meant for the text.
    await page.keyboard.press('Enter');
    await editor().getByText('"round-robin"').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await editor().getByText('"failover"').waitFor();
    await stage.nothingWentWrong();
  }));

  test('marks what is wrong where it stands, and does not save it', stage.scene(async () => {
    const page = await opened();
    await retype(page, '"failover"', '"strategy": "fastest"');
    const line = page.locator('.cm-line').filter({ hasText: 'fastest' });
    await line.locator('.cm-lintRange-error').waitFor();
    await line.locator('.cm-lintRange-error').hover();
    await page.locator('.cm-tooltip').filter({ hasText: /failover/ }).waitFor();
    await review(page);
    await dialog().getByRole('alert').getByText('/strategy').waitFor();
    assert.ok(await dialog().getByRole('button', { name: 'Apply' }).isDisabled());
    await dialog().getByRole('button', { name: 'Back' }).click();
    await retype(page, '"fastest"', '"strategy": "fail');
    await page.getByText('This is no JSON yet').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Review changes' }).isDisabled());
    assert.deepEqual(stage.shown.seen.errors.filter((line) => !line.includes('/api/config/check')), []);
  }));

  test('saves what was reviewed, with a line for the history, and takes it back', stage.scene(async () => {
    const page = await opened();
    await retype(page, '"failover"', '"strategy": "random"');
    await review(page);
    await dialog().getByLabel('What the history says of it').fill('Try chance');
    await dialog().getByRole('button', { name: 'Apply' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await eventually(async () => (await now()).strategy === 'random', 'the strategy is random');
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('row').filter({ hasText: 'Try chance' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => (await now()).strategy === 'failover', 'the strategy is failover again');
    await stage.nothingWentWrong();
  }));

  test('shows two revisions side by side, and rolls back to one', stage.scene(async () => {
    const page = await opened();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('row').filter({ hasText: 'Try chance' }).click();
    const difference = page.getByRole('table', { name: 'Differences' });
    await difference.getByText('"strategy": "failover"').waitFor();
    await difference.getByText('"strategy": "random"').waitFor();
    await page.getByRole('button', { name: 'Compare with now' }).click();
    await difference.getByText('"strategy": "failover"').waitFor();
    await page.getByRole('button', { name: 'Roll back' }).click();
    await dialog().getByRole('table', { name: 'Differences' }).getByText('"strategy": "random"').waitFor();
    await dialog().getByRole('button', { name: 'Roll back' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await eventually(async () => (await now()).strategy === 'random', 'the strategy is random once more');
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => (await now()).strategy === 'failover', 'the strategy is failover again');
    await stage.nothingWentWrong();
  }));

  const stale = (line) => line.includes('/api/config') && /412|409/.test(line);

  test('joins what two people wrote, where they do not touch', stage.scene(async () => {
    const page = await opened();
    await retype(page, '"failover"', '"strategy": "random"');
    await stage.api('PATCH', '/api/channels/lisbon', { name: 'Lisboa' });
    await review(page);
    await dialog().getByRole('button', { name: 'Apply' }).click();
    const merge = dialog().filter({ hasText: 'Somebody else was faster' });
    await merge.getByText('both can stay').waitFor();
    await merge.getByRole('button', { name: 'Save the merge' }).click();
    await dialog().getByText('What will change').waitFor();
    await dialog().getByRole('button', { name: 'Apply' }).click();
    await eventually(async () => {
      const { strategy, channels } = await now();
      return strategy === 'random' && channels[0].name === 'Lisboa';
    }, 'both edits are saved');
    assert.deepEqual(stage.shown.seen.errors.filter((line) => !stale(line)), []);
  }));

  test('asks which holds, where they wrote the same', stage.scene(async () => {
    const page = await opened();
    await retype(page, '"Lisboa"', '"name": "Mine",');
    await stage.api('PATCH', '/api/channels/lisbon', { name: 'Theirs', weight: 3 });
    await review(page);
    await dialog().getByRole('button', { name: 'Apply' }).click();
    const merge = dialog().filter({ hasText: 'Somebody else was faster' });
    await merge.getByText('/channels/lisbon/name').waitFor();
    await merge.getByText('Theirs', { exact: true }).first().click();
    await merge.getByRole('button', { name: 'Save the merge' }).click();
    await dialog().waitFor({ state: 'hidden' }).catch(() => {});
    const { channels: [{ name, weight }] } = await now();
    assert.deepEqual({ name, weight }, { name: 'Theirs', weight: 3 });
    assert.deepEqual(stage.shown.seen.errors.filter((line) => !stale(line)), []);
  }));
});
