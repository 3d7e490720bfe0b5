// Ten thousand requests in the log: scrolled to their end, with few of them in the page at a time.
import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { findChromium } from './browser.mjs';
import { heading } from './rig.mjs';
import { eventually, Stage } from './stage.mjs';
import { ACCESS_KEY } from '../lib/gateway.mjs';

const REQUESTS = 10_000;
const AT_ONCE = 16;
/** Rows in the page beside those in sight, and what else a page has. */
const MOST_ROWS = 80;
const MOST_NODES = 3_000;
const MOST_HEAP = 120_000_000;

describe('ten thousand requests', { skip: findChromium() ? false : 'no Chromium: set CHROMIUM_PATH, or install one' }, () => {
  const stage = new Stage();

  before(async () => {
    await stage.start([], () => ({ channels: [] }));
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    let number = 0;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (number < REQUESTS) {
        await refused(agent, `model-${number++}`);
      }
    }));
    agent.destroy();
    await stage.booked(REQUESTS);
  });

  after(() => stage.stop());

  /** One that no channel serves: it costs nothing, and is in the books like any other. */
  const refused = (agent, model) =>
    new Promise((done, failed) => {
      const body = JSON.stringify({ model, max_tokens: 1, messages: [{ role: 'user', content: 'hi' }] });
      const headers = { 'x-api-key': ACCESS_KEY, 'content-type': 'application/json', 'content-length': body.length };
      request(`${stage.url}/v1/messages`, { method: 'POST', agent, headers }, (answer) => answer.resume().on('end', done)).on('error', failed).end(body);
    });

  const rowcount = async () => Number(await stage.shown.page.getByRole('table', { name: 'Logs' }).getAttribute('aria-rowcount'));

  /** What the page holds now; and the indexes of rows that are in sight. */
  const held = () =>
    stage.shown.page.evaluate(() => {
      const rows = [...document.querySelectorAll('[role=row][aria-rowindex]')];
      const inSight = rows.filter((row) => row.getBoundingClientRect().bottom > 0 && row.getBoundingClientRect().top < innerHeight);
      return { nodes: document.querySelectorAll('*').length, rows: rows.length, inSight: inSight.map((row) => Number(row.getAttribute('aria-rowindex'))) };
    });

  async function heap() {
    const session = await stage.shown.context.newCDPSession(stage.shown.page);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
  }

  test('scroll to their end by key, and only a handful is in the page', stage.scene(async (t) => {
    const page = await stage.open('/logs');
    await heading(page, 'Logs').waitFor();
    await page.getByRole('row').nth(5).waitFor();
    let most = { nodes: 0, rows: 0 };
    await eventually(async () => {
      await page.keyboard.press('End');
      const { nodes, rows } = await held();
      most = { nodes: Math.max(nodes, most.nodes), rows: Math.max(rows, most.rows) };
      return (await rowcount()) === REQUESTS + 1;
    }, 'all rows are known');
    await page.keyboard.press('End');
    const row = page.locator(`[role=row][aria-rowindex="${REQUESTS + 1}"]`);
    await row.waitFor();
    assert.ok((await held()).inSight.includes(REQUESTS + 1), 'the last row is in sight');
    assert.match(await row.innerText(), /model-\d+/);
    const memory = await heap();
    t.diagnostic(`at most ${most.rows} rows and ${most.nodes} elements in the page; ${Math.round(memory / 1e6)} MB of heap`);
    assert.ok(most.rows <= MOST_ROWS, `${most.rows} rows in the page`);
    assert.ok(most.nodes <= MOST_NODES, `${most.nodes} elements in the page`);
    assert.ok(memory <= MOST_HEAP, `${memory} bytes of heap`);
    await page.keyboard.press('Home');
    await page.locator('[role=row][aria-rowindex="2"]').waitFor();
    await stage.nothingWentWrong();
  }));

  test('scroll by the wheel without gaps', stage.scene(async (t) => {
    const page = await stage.open('/logs');
    await page.getByRole('row').nth(5).waitFor();
    await page.evaluate(() => {
      window.gaps = { now: 0, most: 0, frames: 0 };
      const look = () => {
        const there = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('[role=row]');
        window.gaps.now = there ? 0 : window.gaps.now + 1;
        window.gaps.most = Math.max(window.gaps.most, window.gaps.now);
        window.gaps.frames += 1;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.mouse.move(700, 500);
    let before = 0;
    for (let turn = 0; turn < 60; turn++) {
      await page.mouse.wheel(0, 900);
      const { inSight, rows } = await held();
      assert.ok(rows <= MOST_ROWS, `${rows} rows in the page`);
      assert.ok(Math.max(...inSight) >= before, 'goes on downwards');
      before = Math.max(...inSight);
    }
    assert.ok(before > 500, `got to row ${before}`);
    const { most, frames } = await page.evaluate(() => window.gaps);
    t.diagnostic(`nothing in the middle for at most ${most} of ${frames} frames, down to row ${before}`);
    assert.ok(most <= 6, `nothing in the middle for ${most} frames in a row`);
    await stage.nothingWentWrong();
  }));
});
