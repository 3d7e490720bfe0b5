import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLAUDE = fileURLToPath(new URL('../node_modules/.bin/claude', import.meta.url));

const LIMIT_MS = 90_000;

/**
 * One headless turn of the real Claude Code in a home of its own.
 *
 * All but loopback is sent to a proxy that refuses and remembers: `strayed` tells who was asked for.
 */
export async function askClaude(prompt, { baseUrl, accessKey, tools = ['Bash'] }) {
  const home = mkdtempSync(join(tmpdir(), 'sluice-claude-'));
  const work = join(home, 'work');
  mkdirSync(work);
  const trap = await startTrap();
  const started = Date.now();
  try {
    const child = spawn(
      CLAUDE,
      ['-p', prompt, '--output-format', 'json', '--model', 'claude-sonnet-4-5', '--allowedTools', tools.join(',')],
      { cwd: work, env: environment(home, trap.url, baseUrl, accessKey), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    const [out, err, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    clearTimeout(timer);
    return { code: code ?? signal, out, err, strayed: trap.asked, ms: Date.now() - started, result: parsed(out) };
  } finally {
    trap.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function environment(home, proxy, baseUrl, accessKey) {
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: home,
    CLAUDE_CONFIG_DIR: join(home, 'config'),
    IS_SANDBOX: '1',
    ANTHROPIC_BASE_URL: baseUrl,
    ANTHROPIC_AUTH_TOKEN: accessKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_ERROR_REPORTING: '1',
    DISABLE_AUTOUPDATER: '1',
    HTTPS_PROXY: proxy,
    HTTP_PROXY: proxy,
    NO_PROXY: '127.0.0.1,localhost',
  };
}

async function startTrap() {
  const asked = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      asked.push(bytes.toString('latin1').split('\r\n')[0]);
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { asked, url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function text(stream) {
  let all = '';
  stream.setEncoding('utf8');
  for await (const piece of stream) {
    all += piece;
  }
  return all;
}

function parsed(out) {
  try {
    return JSON.parse(out);
  } catch {
    return undefined;
  }
}
