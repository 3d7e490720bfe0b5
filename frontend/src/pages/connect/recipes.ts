export type System = 'unix' | 'windows'
export type Client = 'claude' | 'codex' | 'gemini' | 'vscode' | 'sdk' | 'ci'

export const CLIENTS: Client[] = ['claude', 'codex', 'gemini', 'vscode', 'sdk', 'ci']

export type Recipe = { title: string; code: string; note?: 'oneCommand' | 'settings' | 'exports' | 'secret' }

/** Which system a browser runs on, as far as commands are concerned. */
export function systemOf(agent: string): System {
  return /windows/i.test(agent) ? 'windows' : 'unix'
}

/** How to point a client at this gateway, the shortest way first; the guide (`docs/clients.md`) says the same. */
export function recipes(client: Client, gateway: string, key: string, system: System): Recipe[] {
  const on = SYSTEMS[system]
  const command: Recipe = { title: `sluice connect ${client}`, code: `sluice connect ${client} --url ${gateway} --access-key ${on.quoted(key)}`, note: 'oneCommand' }
  const shell = (variables: Record<string, string>, program: string): Recipe => ({
    title: on.shell,
    code: [...Object.entries(variables).map(([name, value]) => on.set(name, value)), program].join('\n'),
    note: 'exports',
  })
  const anthropic = { ANTHROPIC_BASE_URL: gateway, ANTHROPIC_AUTH_TOKEN: key }
  const gemini = { GOOGLE_GEMINI_BASE_URL: gateway, GEMINI_API_KEY: key }
  switch (client) {
    case 'claude':
      return [command, shell(anthropic, 'claude'), settings(on.home('.claude/settings.json'), json({ env: anthropic }))]
    case 'codex':
      return [command, settings(on.home('.codex/config.toml'), codexSettings(gateway, key))]
    case 'gemini':
      return [
        command,
        shell(gemini, 'gemini'),
        settings(
          on.home('.gemini/.env'),
          Object.entries(gemini)
            .map(([name, value]) => `${name}=${value}`)
            .join('\n'),
        ),
      ]
    case 'vscode': {
      const variables = Object.entries(anthropic).map(([name, value]) => ({ name, value }))
      return [settings('settings.json', json({ 'claudeCode.environmentVariables': variables, 'claudeCode.disableLoginPrompt': true }))]
    }
    case 'sdk':
      return sdks(gateway, key)
    case 'ci':
      return [
        { title: 'GitHub Actions', code: `env:\n  ANTHROPIC_BASE_URL: ${gateway}\n  ANTHROPIC_AUTH_TOKEN: \${{ secrets.SLUICE_KEY }}`, note: 'secret' },
        { title: 'GitLab CI', code: `variables:\n  ANTHROPIC_BASE_URL: ${gateway}\n  ANTHROPIC_AUTH_TOKEN: $SLUICE_KEY`, note: 'secret' },
      ]
  }
}

const SYSTEMS = {
  unix: {
    shell: 'Shell',
    set: (name: string, value: string) => `export ${name}=${posix(value)}`,
    quoted: posix,
    home: (path: string) => `~/${path}`,
  },
  windows: {
    shell: 'PowerShell',
    set: (name: string, value: string) => `$env:${name} = ${power(value)}`,
    quoted: power,
    home: (path: string) => `%USERPROFILE%\\${path.replaceAll('/', '\\')}`,
  },
}

function settings(title: string, code: string): Recipe {
  return { title, code, note: 'settings' }
}

function json(value: object): string {
  return JSON.stringify(value, null, 2)
}

function codexSettings(gateway: string, key: string): string {
  return [
    'model_provider = "sluice"',
    '',
    '[model_providers.sluice]',
    'name = "Sluice"',
    `base_url = "${gateway}/v1"`,
    'wire_api = "responses"',
    `experimental_bearer_token = "${key}"`,
  ].join('\n')
}

function sdks(gateway: string, key: string): Recipe[] {
  return [
    { title: 'Anthropic · Python', code: `from anthropic import Anthropic\n\nclient = Anthropic(base_url="${gateway}", api_key="${key}")` },
    { title: 'Anthropic · TypeScript', code: `import Anthropic from '@anthropic-ai/sdk'\n\nconst client = new Anthropic({ baseURL: '${gateway}', apiKey: '${key}' })` },
    { title: 'OpenAI · Python', code: `from openai import OpenAI\n\nclient = OpenAI(base_url="${gateway}/v1", api_key="${key}")` },
    { title: 'OpenAI · TypeScript', code: `import OpenAI from 'openai'\n\nconst client = new OpenAI({ baseURL: '${gateway}/v1', apiKey: '${key}' })` },
    { title: 'Google · TypeScript', code: `import { GoogleGenAI } from '@google/genai'\n\nconst client = new GoogleGenAI({ apiKey: '${key}', httpOptions: { baseUrl: '${gateway}' } })` },
    {
      title: 'curl',
      code: `curl -N ${gateway}/v1/messages \\\n  -H 'x-api-key: ${key}' -H 'anthropic-version: 2023-06-01' -H 'content-type: application/json' \\\n  -d '{"model":"claude-sonnet-4-5","max_tokens":64,"stream":true,"messages":[{"role":"user","content":"hi"}]}'`,
    },
  ]
}

function posix(value: string): string {
  return /^[\w.:/-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`
}

function power(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}
