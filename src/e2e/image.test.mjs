// The container image, without a container: what the Dockerfile says is carried out in a plain,
// read-only folder by an unprivileged user. And what the deployment files say is held to the code.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { says } from './lib/answers.mjs';
import { ACCESS_KEY, FIRST_KEY, freePort, keepForTheSweep, sluice } from './lib/gateway.mjs';
import { Image, launcherBuild, REPOSITORY, stages } from './lib/image.mjs';
import { Upstream } from './lib/upstream.mjs';

const read = (path) => readFileSync(join(REPOSITORY, path), 'utf8');
const DOCKERFILE = read('Dockerfile');

describe('the image', () => {
  let image;
  let upstream;
  let port;

  before(async () => {
    assert.equal((await sluice(['version'])).code, 0, 'the launcher builds what is not built');
    image = new Image(DOCKERFILE, launcherBuild);
    upstream = await Upstream.start(() => says('hello'));
    port = await freePort();
    image.put(
      'config.json',
      JSON.stringify({
        channels: [{ id: 'only', type: 'anthropic', baseUrl: upstream.url, keys: [{ secret: FIRST_KEY }] }],
      }),
    );
  });

  after(async () => {
    image?.remove();
    await upstream?.close();
  });

  const run = (words, more) => {
    const { command, args, options } = image.start(words, { PORT: String(port), ...more });
    const child = spawn(command, args, options);
    const running = { child, log: '', ended: once(child, 'close').then(([code, signal]) => code ?? signal) };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece) => (running.log += piece));
    }
    const orphan = () => child.kill('SIGKILL');
    process.once('exit', orphan);
    child.once('close', () => {
      process.off('exit', orphan);
      keepForTheSweep(running.log);
    });
    return running;
  };

  test('starts from the cache that its build recorded', async () => {
    assert.ok(statSync(join(image.folder, 'opt/sluice/.sluice-build/image/sluice.aot')).size > 1_000_000);
    const strict = run([...image.entrypoint, 'version'], { SLUICE_JAVA_OPTS: '-XX:AOTMode=on' });
    assert.equal(await strict.ended, 0, strict.log);
  });

  test('runs as an unprivileged user and listens for others', () => {
    assert.match(image.user, /^10001:10001$/);
    assert.deepEqual(image.env, { HOST: '0.0.0.0', PORT: String(image.port), DATA_DIR: image.volume });
    assert.equal(image.stopSignal, 'SIGTERM');
  });

  test('does not start without an access key', async () => {
    const refused = run([...image.entrypoint, ...image.command]);
    assert.equal(await refused.ended, 78, refused.log);
    assert.match(refused.log, /PROXY_ACCESS_KEY.*openssl rand -hex 32/);
  });

  test('serves from a read-only tree, is healthy, and ends with 0', async (t) => {
    const untouched = image.snapshot();
    const gateway = run([...image.entrypoint, ...image.command], { PROXY_ACCESS_KEY: ACCESS_KEY });
    try {
      await ready(gateway);
      const answer = await fetch(`http://127.0.0.1:${port}/v1/messages`, {
        method: 'POST',
        headers: { 'x-api-key': ACCESS_KEY, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'claude-sonnet-4-5', max_tokens: 9, messages: [] }),
      });
      assert.equal(answer.status, 200, gateway.log);
      await answer.arrayBuffer();
      await isHealthy(t);
    } finally {
      gateway.child.kill(image.stopSignal);
    }
    assert.equal(await gateway.ended, 0, gateway.log);
    assert.deepEqual(image.snapshot(), untouched, 'nothing but the volume has changed');
    assert.ok(readdirSync(image.data).includes('config.json'));
    assert.equal(strays(), '', 'files of the image’s user where only /data and /tmp are writable');
    assert.doesNotMatch(gateway.log, /exception/i);
  });

  async function ready(gateway) {
    let ended = false;
    gateway.ended.then(() => (ended = true));
    const deadline = Date.now() + 30_000;
    while (!ended && Date.now() < deadline) {
      if (await fetch(`http://127.0.0.1:${port}/health/ready`).then((response) => response.ok, () => false)) {
        return;
      }
      await pause(50);
    }
    throw new Error(`the image did not get ready:\n${gateway.log}`);
  }

  /** The image's own check, which knows nothing but the container's environment. */
  async function isHealthy(t) {
    const check = run(image.health);
    const code = await check.ended;
    if (/not built yet/.test(check.log)) {
      t.diagnostic(`health check left out: ${check.log.trim()}`);
      return;
    }
    assert.equal(code, 0, check.log);
  }

  function strays() {
    const [uid] = process.getuid() === 0 ? image.user.split(':') : [];
    return uid ? execFileSync('find', ['/var/tmp', '/dev/shm', '-uid', uid], { encoding: 'utf8' }) : '';
  }
});

describe('the Dockerfile', () => {
  const [panel, build, runtime] = stages(DOCKERFILE);

  test('builds by the command of the launcher', () => {
    const launchers = /mvn (-q -B)[^\n]*?((?: -D\S+| \\\n\s+)+ package)/.exec(read('cli/sluice'));
    const flags = launchers[2].match(/-D\S+/g);
    for (const { rest } of build.steps.filter(({ word, rest }) => word === 'RUN' && rest.startsWith('mvn'))) {
      assert.deepEqual(rest.match(/-D\S+/g), flags);
    }
  });

  test('copies only what .dockerignore lets through', () => {
    const let_through = read('.dockerignore').split('\n').filter((line) => line.startsWith('!'));
    for (const stage of [panel, build, runtime]) {
      for (const { rest } of stage.steps.filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from'))) {
        for (const source of rest.split(/\s+/).slice(0, -1)) {
          const bare = source.replace(/\/$/, '');
          const open = let_through.some((line) => `!${bare}/`.startsWith(`${line}/`));
          assert.ok(open, source);
        }
      }
    }
  });

  test('builds the panel in a stage of its own, with the commands of the build', () => {
    const builder = read('src/build/Panel.java');
    const run = panel.steps.filter(({ word }) => word === 'RUN').map(({ rest }) => rest);
    for (const command of run) {
      const [, ...words] = command.split(' ');
      assert.ok(builder.includes(words.map((word) => `"${word}"`).join(', ')), command);
    }
    assert.equal(run.length, 2);
    assert.match(panel.base, /^node:(2[2-9]|[3-9]\d)/);
    const taken = build.steps.find(({ rest }) => rest.startsWith(`--from=${panel.name} `));
    assert.equal(taken.rest.split(/\s+/).at(-1), 'frontend/dist/');
  });

  test('builds and runs on the Java of the project', () => {
    const [, release] = /<java.release>(\d+)</.exec(read('pom.xml'));
    assert.match(build.base, new RegExp(`temurin-${release}$`));
    assert.match(runtime.base, new RegExp(`:${release}-jre$`));
  });
});

/** What is set where, by file. */
const SET = {
  Dockerfile: [...DOCKERFILE.matchAll(/^ENV (.*)$/gm)].flatMap(([, pairs]) => names(pairs, /([A-Z_]+)=/g)),
  'compose.yaml': names(read('compose.yaml'), /^ {6}([A-Z][A-Z_]+):/gm),
  'fly.toml': names(read('fly.toml'), /^([A-Z][A-Z_]+) = /gm),
  'render.yaml': names(read('render.yaml'), /- key: (\w+)/g),
  'deploy/zeabur.yaml': names(read('deploy/zeabur.yaml'), /^ {10}([A-Z][A-Z_]+):/gm),
  'deploy/sluice.service': names(read('deploy/sluice.service'), /^Environment=([A-Z_]+)=/gm),
  '.env.example': names(read('.env.example'), /^#? ?([A-Z][A-Z_]+)=/gm),
};

function names(text, pattern) {
  return [...text.matchAll(pattern)].map(([, name]) => name);
}

describe('the deployment files', () => {
  const reader = read('src/main/java/dev/sluice/config/SettingsReader.java');
  const config = 'src/main/java/dev/sluice/config';
  const sources = readdirSync(join(REPOSITORY, config)).map((file) => read(join(config, file))).join('\n');
  const quoted = new Set(names(sources, /"([A-Z][A-Z0-9_]+)"/g));
  const notBuilt = new Set(names(/NOT_BUILT =[^;]*;/.exec(reader)[0], /"([A-Z_]+)"/g));
  // The launcher's, the image's build argument, the platform's.
  const others = new Set(['SLUICE_JAVA_OPTS', 'RUN_AS', 'RAILWAY_RUN_UID']);

  for (const [file, set] of Object.entries(SET)) {
    test(`${file} sets only what the program knows and takes`, () => {
      assert.ok(set.length > 0);
      for (const name of set) {
        assert.ok(quoted.has(name) || others.has(name), `${name} is unknown`);
        assert.ok(!notBuilt.has(name), `${name} is refused as not built yet`);
      }
    });
  }

  test('the guides name only what the program knows', () => {
    for (const file of ['docs/deploy.md', 'docs/operations.md']) {
      for (const name of names(read(file), /\b((?:PROXY|SLUICE|ENABLE|LOG|TLS|DATA|CONFIG|RUN|RAILWAY)_[A-Z_]+)\b/g)) {
        assert.ok(quoted.has(name) || others.has(name) || name === 'SLUICE_URL', `${name} in ${file} is unknown`);
      }
    }
  });

  test('every port is the image’s', () => {
    const ports = {
      'compose.yaml': /127\.0\.0\.1:(\d+:\d+)/g,
      'fly.toml': /^(?:internal_)?port = (\d+)/gm,
      'render.yaml': /PORT\n\s+value: "(\d+)"/g,
      'deploy/zeabur.yaml': /port: (\d+)|PORT:\n\s+default: "(\d+)"/g,
      'deploy/sluice.service': /PORT=(\d+)/g,
      'docs/deploy.md': /127\.0\.0\.1:(\d+)/g,
    };
    for (const [file, pattern] of Object.entries(ports)) {
      const found = [...read(file).matchAll(pattern)].flatMap((match) => match.slice(1).filter(Boolean));
      assert.ok(found.length > 0, file);
      for (const value of found) {
        assert.match(value, /^3000(:3000)?$/, file);
      }
    }
  });

  test('every volume is the image’s', () => {
    const [, volume] = /^VOLUME (\S+)$/m.exec(DOCKERFILE);
    const mounts = {
      'compose.yaml': /- data:(\S+)/,
      'fly.toml': /destination = "(.*)"/,
      'render.yaml': /mountPath: (\S+)/,
      'deploy/zeabur.yaml': /dir: (\S+)/,
      'railway.toml': /requiredMountPath = "(.*)"/,
    };
    for (const [file, pattern] of Object.entries(mounts)) {
      assert.equal(pattern.exec(read(file))[1], volume, file);
    }
  });

  test('every path that is looked at is one of the health endpoints', () => {
    for (const file of ['railway.toml', 'fly.toml', 'render.yaml']) {
      const paths = names(read(file), /(?:path|healthcheckPath|healthCheckPath)\s*[=:]\s*"?(\/[\w/]*)/g);
      assert.ok(paths.length > 0, file);
      for (const path of paths) {
        assert.ok(['/health/live', '/health/ready'].includes(path), `${path} in ${file}`);
      }
    }
  });

  test('whoever kills waits longer than running streams are given', () => {
    const usual = Number(/"SLUICE_GRACE_MS", (\d[\d_]*)/.exec(reader)[1].replaceAll('_', ''));
    const own = (file, pattern) => Number(pattern.exec(read(file))[1]);
    const waits = {
      'compose.yaml': [own('compose.yaml', /stop_grace_period: (\d+)m/) * 60, usual],
      'deploy/sluice.service': [own('deploy/sluice.service', /TimeoutStopSec=(\d+)/), usual],
      'fly.toml': [own('fly.toml', /kill_timeout = (\d+)/), own('fly.toml', /SLUICE_GRACE_MS = "(\d+)"/)],
      'render.yaml': [
        own('render.yaml', /maxShutdownDelaySeconds: (\d+)/),
        own('render.yaml', /SLUICE_GRACE_MS\n\s+value: "(\d+)"/),
      ],
      'railway.toml': [own('railway.toml', /drainingSeconds = (\d+)/), own('docs/deploy.md', /SLUICE_GRACE_MS=(\d+)/)],
      'deploy/zeabur.yaml': [30, own('deploy/zeabur.yaml', /SLUICE_GRACE_MS:\n\s+default: "(\d+)"/)],
    };
    for (const [file, [seconds, grace]] of Object.entries(waits)) {
      assert.ok(seconds * 1000 >= grace + 5_000 + 10_000, `${file}: ${seconds} s for ${grace} ms`);
    }
  });

  test('no file carries an access key', () => {
    for (const file of [...Object.keys(SET), 'railway.toml', 'docs/deploy.md']) {
      for (const [line, value] of read(file).matchAll(/PROXY_ACCESS_KEY["']?\s*[=:]\s*(\S*)/g)) {
        assert.match(value, /^$|^["']?\$|^default:|^[`"']$/, `${file}: ${line}`);
      }
    }
  });
});
