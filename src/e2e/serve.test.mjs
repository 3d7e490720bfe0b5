// The program as its users start and stop it.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ACCESS_KEY, FIRST_KEY, freePort, Gateway, sluice, telling } from './lib/gateway.mjs';
import { Upstream } from './lib/upstream.mjs';
import { neverEnds, says } from './lib/answers.mjs';

const only = (upstream) => ({
  channels: [{ id: 'only', type: 'anthropic', baseUrl: upstream.url, keys: [{ secret: FIRST_KEY }] }],
});

async function eventually(condition) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
    if (await condition()) {
      return;
    }
  }
  throw new Error(`never: ${condition}`);
}

const post = (gateway, body, headers = {}) =>
  fetch(`${gateway.url}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': ACCESS_KEY, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'claude-sonnet-4-5', max_tokens: 9, messages: [], ...body }),
  });

describe('the demo', () => {
  test('shows an answer that streams and the failover behind it, and ends', async () => {
    const { code, out, err } = await sluice(['demo', '--once']);
    assert.equal(code, 0, out + err);
    assert.match(out, /fail(s|ed)? ?over|quota/i);
    assert.doesNotMatch(err, /exception|^WARNING:/im, 'the program itself has nothing to complain about');
  });

  test('opens a panel with live traffic, and leaves nothing behind when it is stopped', async () => {
    const demo = await Gateway.demo();
    let keyFile;
    try {
      const url = await demo.says(/panel: (http:\S+)/);
      keyFile = await demo.says(/its key: cat (\S+)/);
      const headers = { 'x-api-key': readFileSync(keyFile, 'utf8').trim() };
      const api = async (path) => (await fetch(new URL(path, url), { headers })).json();
      assert.match(await (await fetch(url, { headers: { accept: 'text/html' } })).text(), /<div id="root"/);
      await eventually(async () => (await api('api/requests/live')).items.length > 0);
      await eventually(async () => (await api('api/stats?by=key')).items.length >= 4);
    } finally {
      assert.ok([0, 130].includes(await demo.stop('SIGINT')), demo.log);
    }
    assert.ok(!existsSync(dirname(keyFile)), 'its folder is gone');
  });

  test('takes another port when 3000 is taken', async () => {
    const taken = createServer().listen(3000, '127.0.0.1');
    await once(taken, 'listening').catch(() => {}); // Somebody else has it: as good.
    const { code, out, err } = await sluice(['demo', '--once']);
    taken.close();
    assert.equal(code, 0, out + err);
  });
});

describe('stopping', () => {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    test(`an idle gateway ends at once and cleanly on ${signal}`, async () => {
      const gateway = await Gateway.start({ channels: [] });
      const began = Date.now();
      const code = await gateway.stop(signal);
      assert.ok([0, 128 + 15, 128 + 2].includes(code), `exit ${code}\n${gateway.log}`);
      assert.ok(Date.now() - began < 15_000);
    });
  }

  test('a running stream is finished first; a second signal ends it at once', async () => {
    const upstream = await Upstream.start(() => neverEnds);
    const gateway = await Gateway.start(only(upstream));
    await telling(gateway, async () => {
      const response = await post(gateway, { stream: true });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      await reader.read();
      gateway.signal('SIGTERM');
      let seen = '';
      while (seen.length < 1_000) {
        seen += (await reader.read()).value;
      }
      const ended = gateway.stop('SIGTERM');
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        seen += piece.value;
      }
      await ended;
      assert.match(seen, /event: error\ndata: .*\n\n$/);
      assert.doesNotMatch(seen, /message_stop/);
    });
    await upstream.close();
  });
});

describe('starting', () => {
  const weak = {
    'no key': '',
    'a placeholder': 'your-proxy-access-key',
    'another placeholder': 'change-me',
    'a short key': 'fifteen-letters',
  };
  for (const [name, key] of Object.entries(weak)) {
    test(`a public address with ${name} is refused`, async () => {
      const port = String(await freePort());
      const { code, err } = await sluice(['serve'], { HOST: '0.0.0.0', PORT: port, PROXY_ACCESS_KEY: key });
      assert.equal(code, 78, err);
      assert.match(err, /PROXY_ACCESS_KEY/);
      assert.equal(err.trimEnd().split('\n').length, 1, err);
    });
  }

  test('a value that cannot be used is named in one line', async () => {
    const { code, err } = await sluice(['serve'], { PORT: 'eighty', PROXY_ACCESS_KEY: ACCESS_KEY });
    assert.equal(code, 78, err);
    assert.match(err, /^.*PORT.*eighty.*\n$/);
  });

  test('a key is generated once for loopback, and shown', async () => {
    const upstream = await Upstream.start(() => says('hello'));
    const gateway = await Gateway.start(only(upstream), { PROXY_ACCESS_KEY: '' });
    await telling(gateway, async () => {
      const key = gateway.read('access-key').trim();
      assert.ok(key.length >= 16);
      assert.ok(gateway.log.includes(key));
      assert.equal(gateway.mode('access-key'), 0o600);
      assert.equal((await post(gateway, {}, { 'x-api-key': key })).status, 200);
      assert.equal((await post(gateway, {})).status, 401);
    });
    await gateway.stop();
    await upstream.close();
  });
});

test('what is wrong on the command line is wrong usage', async () => {
  assert.equal((await sluice(['srve'])).code, 2);
  assert.equal((await sluice(['serve', '--prt', '1'])).code, 2);
});

test('help and version go to stdout', async () => {
  const help = await sluice(['--help']);
  assert.equal(help.code, 0);
  assert.match(help.out, /serve/);
  const version = await sluice(['version']);
  assert.equal(version.code, 0);
  assert.match(version.out, /\d+\.\d+/);
  assert.equal(version.err, '');
});
