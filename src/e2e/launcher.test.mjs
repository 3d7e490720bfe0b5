// cli/sluice against a made-up installation: a JDK and a Maven that only say how they were called.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../cli/sluice', import.meta.url));

const JAVA = `#!/bin/sh
for word in "$@"; do
  case $word in -XX:AOTCacheOutput=*) [ "\${PORT:-}" ] && exit 1; echo cache >"\${word#-XX:AOTCacheOutput=}"; exit 0 ;; esac
done
printf 'cwd=%s\\n' "$PWD"
for word in "$@"; do printf 'arg=%s\\n' "$word"; done
if [ "\${FAKE_JAVA_WAIT:-}" ]; then trap 'exit 42' TERM; echo ready; while :; do sleep 0.05; done; fi
exit "\${FAKE_JAVA_EXIT:-0}"
`;

const MAVEN = `#!/bin/sh
echo built >>"$FAKE_MAVEN_LOG"
echo "\${FAKE_MAVEN_SAYS:-}"
[ "\${FAKE_MAVEN_BREAKS:-}" ] && { echo "[ERROR] cannot find symbol"; exit 1; }
sleep 0.2
while [ "$1" != -f ]; do shift; done
root=$(dirname "$2")
mkdir -p "$root/target/lib"
echo jar >"$root/target/sluice.jar"
`;

let home;
let root;
let jdk;
let env;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sluice launcher '));
  root = join(home, 'the program');
  jdk = join(home, 'a jdk');
  for (const folder of ['cli', 'src/main/java', 'src/test/java']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  copyFileSync(LAUNCHER, join(root, 'cli/sluice'));
  writeFileSync(join(root, 'pom.xml'), '<project/>');
  script(join(jdk, 'bin/java'), JAVA);
  script(join(jdk, 'bin/javac'), '#!/bin/sh\n');
  writeFileSync(join(jdk, 'release'), 'IMPLEMENTOR="x"\nJAVA_VERSION="25.0.3"\n');
  script(join(home, 'bin/mvn'), MAVEN);
  env = {
    HOME: home,
    JAVA_HOME: jdk,
    PATH: `${join(home, 'bin')}:/usr/bin:/bin`,
    FAKE_MAVEN_LOG: join(home, 'maven.log'),
  };
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

function script(path, text) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

async function launch(args = [], { command = join(root, 'cli/sluice'), cwd = home, more = {} } = {}) {
  const child = spawn(command, args, { cwd, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (err += bytes));
  const [code] = await once(child, 'close');
  const words = out.split('\n').filter((line) => line.startsWith('arg=')).map((line) => line.slice(4));
  return { code, out, err, words };
}

const builds = () =>
  existsSync(env.FAKE_MAVEN_LOG) ? readFileSync(env.FAKE_MAVEN_LOG, 'utf8').split('\n').length - 1 : 0;

function touchInTheFuture(path) {
  writeFileSync(path, 'class X {}');
  const later = Date.now() / 1000 + 5;
  utimesSync(path, later, later);
}

test('the first launch builds and says so on stderr alone', async () => {
  const first = await launch(['version']);
  assert.equal(first.code, 0, first.err);
  assert.equal(builds(), 1);
  assert.match(first.err, /^sluice: building/);
  assert.doesNotMatch(first.out, /building/);
});

test('the second launch builds nothing and says nothing', async () => {
  await launch();
  const second = await launch();
  assert.equal(builds(), 1);
  assert.equal(second.err, '');
});

test('a newer source is built, a newer test is not', async () => {
  await launch();
  touchInTheFuture(join(root, 'src/test/java/XTest.java'));
  await launch();
  assert.equal(builds(), 1);
  touchInTheFuture(join(root, 'src/main/java/X.java'));
  await launch();
  assert.equal(builds(), 2);
});

test('a newer pom is built', async () => {
  await launch();
  touchInTheFuture(join(root, 'pom.xml'));
  await launch();
  assert.equal(builds(), 2);
});

test('newer sources of the panel are built, what its build leaves behind is not', async () => {
  mkdirSync(join(root, 'frontend/src/api'), { recursive: true });
  await launch();
  for (const product of ['node_modules/x/index.js', 'dist/index.html', 'src/api/schema.d.ts']) {
    mkdirSync(join(root, 'frontend', product, '..'), { recursive: true });
    touchInTheFuture(join(root, 'frontend', product));
  }
  await launch();
  assert.equal(builds(), 1);
  touchInTheFuture(join(root, 'frontend/src/main.tsx'));
  await launch();
  assert.equal(builds(), 2);
});

test('a panel that was left out is told in one line', async () => {
  const run = await launch(['version'], { more: { FAKE_MAVEN_SAYS: 'The panel is left out: no Node.js' } });
  assert.match(run.err, /^sluice: building .*\nThe panel is left out: no Node.js\n$/);
  assert.equal(run.code, 0);
});

test("what the developer's own Maven built is taken as it is", async () => {
  mkdirSync(join(root, 'target/lib'), { recursive: true });
  writeFileSync(join(root, 'target/sluice.jar'), 'jar');
  const run = await launch(['version']);
  assert.equal(run.code, 0, run.err);
  assert.equal(builds(), 0);
});

test('two launches at once build once', async () => {
  const both = await Promise.all([launch(['a']), launch(['b'])]);
  assert.deepEqual(both.map((run) => run.code), [0, 0]);
  assert.equal(builds(), 1);
});

test('a lock whose holder died is taken over', async () => {
  mkdirSync(join(root, '.sluice-build/lock'), { recursive: true });
  writeFileSync(join(root, '.sluice-build/lock/pid'), '4194303\n');
  assert.equal((await launch()).code, 0);
  assert.equal(existsSync(join(root, '.sluice-build/lock')), false);
});

test('arguments arrive as they were given, in the folder of the caller', async () => {
  const cwd = join(home, 'else where');
  mkdirSync(cwd);
  const run = await launch(['key', 'add', 'two words', '', '*'], { cwd });
  assert.deepEqual(run.words.slice(-5), ['key', 'add', 'two words', '', '*']);
  assert.match(run.out, /^cwd=.*\/else where$/m);
});

test('it works through symbolic links', async () => {
  symlinkSync('the program/cli/sluice', join(home, 'one'));
  symlinkSync(join(home, 'one'), join(home, 'bin/sluice'));
  const run = await launch(['version'], { command: join(home, 'bin/sluice') });
  assert.equal(run.code, 0, run.err);
});

test('the exit code is the program’s', async () => {
  await launch();
  assert.equal((await launch([], { more: { FAKE_JAVA_EXIT: '73' } })).code, 73);
});

test('a signal reaches the program itself', async () => {
  await launch();
  const child = spawn(join(root, 'cli/sluice'), [], { cwd: home, env: { ...env, FAKE_JAVA_WAIT: '1' } });
  let out = '';
  child.stdout.on('data', (bytes) => {
    out += bytes;
    if (out.includes('ready\n')) {
      child.kill('SIGTERM');
    }
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 42);
});

test("SLUICE_JAVA_OPTS comes after the launcher's own flags", async () => {
  const { words } = await launch(['serve'], { more: { SLUICE_JAVA_OPTS: '-Xmx1g -Da=b' } });
  assert.ok(words.indexOf('-Xmx1g') > words.indexOf('-Xmx256m'));
  assert.ok(words.indexOf('-Da=b') < words.indexOf('-jar'));
});

test('the start-up cache is used when there is one and not missed when there is none', async () => {
  const cached = (run) => run.words.some((word) => word.startsWith('-XX:AOTCache='));
  assert.equal(cached(await launch([], { more: { PORT: '4000' } })), true);
  const name = readFileSync(join(root, '.sluice-build/current'), 'utf8').trim();
  rmSync(join(root, '.sluice-build', name, 'sluice.aot'));
  const without = await launch();
  assert.equal(without.code, 0);
  assert.equal(cached(without), false);
});

test('a rebuild leaves the jars of a running gateway alone', async () => {
  await launch();
  const name = readFileSync(join(root, '.sluice-build/current'), 'utf8').trim();
  touchInTheFuture(join(root, 'src/main/java/X.java'));
  await launch();
  assert.equal(existsSync(join(root, '.sluice-build', name, 'sluice.jar')), true);
});

test('a failed build shows why and is unavailable', async () => {
  const run = await launch([], { more: { FAKE_MAVEN_BREAKS: '1' } });
  assert.equal(run.code, 69);
  assert.match(run.err, /cannot find symbol/);
  assert.equal(run.out, '');
});

test('without Maven nothing is built, but what is built runs', async () => {
  const bare = { PATH: `${bareBin()}` };
  const refused = await launch([], { more: bare });
  assert.equal(refused.code, 69);
  assert.match(refused.err, /^sluice: Maven is needed .*install it.*\n$/);
  await launch();
  assert.equal((await launch([], { more: bare })).code, 0);
});

test('an older JDK in JAVA_HOME and on the path is passed over for the right one elsewhere', async () => {
  const old = join(home, 'old');
  script(join(old, 'bin/java'), '#!/bin/sh\necho wrong\n');
  writeFileSync(join(old, 'release'), 'JAVA_VERSION="17.0.15"\n');
  symlinkSync(join(old, 'bin/java'), join(home, 'bin/java'));
  const sdkman = join(home, '.sdkman/candidates/java/25.0.3-tem');
  mkdirSync(join(sdkman, '..'), { recursive: true });
  symlinkSync(jdk, sdkman);
  const run = await launch(['version'], { more: { JAVA_HOME: old } });
  assert.equal(run.code, 0, run.err);
  assert.doesNotMatch(run.out, /wrong/);
});

test('without a JDK 25 one line says what to install', async () => {
  const launcher = join(root, 'cli/sluice');
  const lookedIn = /\/usr\/lib\/jvm|\/usr\/java|\/opt\/|\/Library\/|\/usr\/libexec/g;
  writeFileSync(launcher, readFileSync(launcher, 'utf8').replace(lookedIn, '/nowhere/'));
  const run = await launch([], { more: { JAVA_HOME: '', PATH: bareBin() } });
  assert.equal(run.code, 69);
  assert.match(run.err, /^sluice: no JDK 25 found: install one .* or set JAVA_HOME to it\n$/);
});

/** A folder with what the launcher's own lines need, and neither Java nor Maven. */
function bareBin() {
  const bin = join(home, 'bare');
  mkdirSync(bin);
  for (const tool of ['sh', 'dirname', 'readlink', 'grep', 'find', 'head', 'mkdir', 'rm', 'sleep', 'cp', 'mv',
    'date', 'touch', 'cat']) {
    symlinkSync(existsSync(`/bin/${tool}`) ? `/bin/${tool}` : `/usr/bin/${tool}`, join(bin, tool));
  }
  return bin;
}
