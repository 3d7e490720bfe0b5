import { join } from 'node:path';
import { headless } from './headless.mjs';

/** One headless turn of the real Claude Code. */
export async function askClaude(prompt, { baseUrl, accessKey, tools = ['Bash'] }) {
  const turn = await headless(
    'claude',
    ['-p', prompt, '--output-format', 'json', '--model', 'claude-sonnet-4-5', '--allowedTools', tools.join(',')],
    (home) => ({
      CLAUDE_CONFIG_DIR: join(home, 'config'),
      IS_SANDBOX: '1',
      ANTHROPIC_BASE_URL: baseUrl,
      ANTHROPIC_AUTH_TOKEN: accessKey,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_TELEMETRY: '1',
      DISABLE_ERROR_REPORTING: '1',
      DISABLE_AUTOUPDATER: '1',
    }),
  );
  return { ...turn, result: parsed(turn.out) };
}

function parsed(out) {
  try {
    return JSON.parse(out);
  } catch {
    return undefined;
  }
}
