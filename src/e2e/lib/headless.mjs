import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIMIT_MS = 90_000;

/**
 * One headless turn of a real client in a home of its own, which `settle` may furnish.
 *
 * All but loopback is sent to a proxy that refuses and remembers: `strayed` tells who was asked for.
 */
export async function headless(name, args, env, settle = () => {}) {
  const home = mkdtempSync(join(tmpdir(), `sluice-${name}-`));
  const work = join(home, 'work');
  mkdirSync(work);
  settle(home);
  const trap = await startTrap();
  const started = Date.now();
  try {
    const child = spawn(fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url)), args, {
      cwd: work,
      env: environment(home, trap.url, env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    const [out, err, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    clearTimeout(timer);
    return { code: code ?? signal, out, err, strayed: trap.asked, ms: Date.now() - started };
  } finally {
    trap.close();
    rmSync(home, { recursive: true, force: true });
  }
}

const environment = (home, proxy, more) => ({
  PATH: process.env.PATH,
  LANG: 'C.UTF-8',
  HOME: home,
  HTTPS_PROXY: proxy,
  HTTP_PROXY: proxy,
  NO_PROXY: '127.0.0.1,localhost',
  ...more(home),
});

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
