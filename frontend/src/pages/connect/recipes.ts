export type System = 'unix' | 'windows'
export type Client = 'claude' | 'codex' | 'gemini' | 'vscode' | 'sdk' | 'ci'

export const CLIENTS: Client[] = ['claude', 'codex', 'gemini', 'vscode', 'sdk', 'ci']

export type Recipe = { title: string; code: string; note?: 'oneCommand' | 'settings' | 'exports' | 'secret' }

/** Which system a browser runs on, as far as commands are concerned. */
export function systemOf(agent: string): System {
  return /windows/i.test(agent) ? 'windows' : 'unix'
}

/** How to point a client at this gateway, the shortest way first. */
export function recipes(client: Client, gateway: string, key: string, system: System): Recipe[] {
  const set = (pairs: [string, string][]) =>
    pairs.map(([name, value]) => (system === 'windows' ? `$env:${name} = ${power(value)}` : `export ${name}=${posix(value)}`)).join('\n')
  const command = (name: string): Recipe => ({ title: name, code: `sluice connect ${name} --url ${gateway} --access-key ${system === 'windows' ? power(key) : posix(key)}`, note: 'oneCommand' })
  switch (client) {
    case 'claude':
      return [
        command('claude'),
        { title: 'Shell', code: set([['ANTHROPIC_BASE_URL', gateway], ['ANTHROPIC_AUTH_TOKEN', key]]) + '\nclaude', note: 'exports' },
        { title: '~/.claude/settings.json', code: JSON.stringify({ env: { ANTHROPIC_BASE_URL: gateway, ANTHROPIC_AUTH_TOKEN: key } }, null, 2), note: 'settings' },
      ]
    case 'codex':
      return [
        command('codex'),
        {
          title: '~/.codex/config.toml',
          code: `model_provider = "sluice"\n\n[model_providers.sluice]\nname = "Sluice"\nbase_url = "${gateway}/v1"\nenv_key = "SLUICE_KEY"\nwire_api = "responses"`,
          note: 'settings',
        },
        { title: 'Shell', code: set([['SLUICE_KEY', key]]) + '\ncodex', note: 'exports' },
      ]
    case 'gemini':
      return [command('gemini'), { title: 'Shell', code: set([['GOOGLE_GEMINI_BASE_URL', gateway], ['GEMINI_API_KEY', key]]) + '\ngemini', note: 'exports' }]
    case 'vscode':
      return [
        {
          title: 'settings.json',
          code: JSON.stringify({ 'claudeCode.environmentVariables': [{ name: 'ANTHROPIC_BASE_URL', value: gateway }, { name: 'ANTHROPIC_AUTH_TOKEN', value: key }] }, null, 2),
          note: 'settings',
        },
      ]
    case 'sdk':
      return [
        { title: 'Anthropic · Python', code: `from anthropic import Anthropic\n\nclient = Anthropic(base_url="${gateway}", api_key="${key}")` },
        { title: 'OpenAI · Python', code: `from openai import OpenAI\n\nclient = OpenAI(base_url="${gateway}/v1", api_key="${key}")` },
        { title: 'Anthropic · TypeScript', code: `import Anthropic from '@anthropic-ai/sdk'\n\nconst client = new Anthropic({ baseURL: '${gateway}', apiKey: '${key}' })` },
        {
          title: 'curl',
          code: `curl -N ${gateway}/v1/messages \\\n  -H 'x-api-key: ${key}' -H 'anthropic-version: 2023-06-01' -H 'content-type: application/json' \\\n  -d '{"model":"claude-sonnet-4-5","max_tokens":64,"stream":true,"messages":[{"role":"user","content":"hi"}]}'`,
        },
      ]
    case 'ci':
      return [
        {
          title: 'GitHub Actions',
          code: `env:\n  ANTHROPIC_BASE_URL: ${gateway}\n  ANTHROPIC_AUTH_TOKEN: \${{ secrets.SLUICE_KEY }}`,
          note: 'secret',
        },
        { title: 'GitLab CI', code: `variables:\n  ANTHROPIC_BASE_URL: ${gateway}\n  ANTHROPIC_AUTH_TOKEN: $SLUICE_KEY`, note: 'secret' },
      ]
  }
}

function posix(value: string): string {
  return /^[\w.:/-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}

function power(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}
