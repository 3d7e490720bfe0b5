import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { SOURCES, sourceFiles } from './sources'

/** Attributes and members whose values people read or hear. */
const READ = /^(aria-label|aria-description|alt|title|label|placeholder|description|header|text|error|nothingFoundMessage)$/

/* Not comparisons, whose sides nobody sees. */
const SHOWS = new Set([ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken])

/** The same in every language. */
const NAMES = ['Sluice', 'Ctrl K', 'HTTP/2', 'macOS / Linux', 'Windows', 'English', '简体中文', 'ms']
const EXAMPLES = ['anna-laptop', 'claude-*', 'claude-sonnet-4-5', 'sonnet', 'sk-… / env:NAME', 'https://api.example.com', 'socks5://127.0.0.1:1080', 'claude-haiku-* = glm-4.6-air']
const CODE = ['$DATA_DIR/access-key', 'export ANTHROPIC_BASE_URL=https://api.anthropic.com\nexport ANTHROPIC_API_KEY=sk-ant-…']
const SAME = new Set([...NAMES, ...EXAMPLES, ...CODE])

function said(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const literals = (node: ts.Node | undefined): void => {
    if (!node) {
      return
    }
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      found.push(node.text)
    } else if (ts.isTemplateExpression(node)) {
      found.push(node.head.text, ...node.templateSpans.map((span) => span.literal.text))
    } else if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) {
      literals(node.expression)
    } else if (ts.isConditionalExpression(node)) {
      literals(node.whenTrue)
      literals(node.whenFalse)
    } else if (ts.isBinaryExpression(node) && SHOWS.has(node.operatorToken.kind)) {
      literals(node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ? undefined : node.left)
      literals(node.right)
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) {
      found.push(node.text)
    } else if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) {
      literals(node)
    } else if (ts.isJsxAttribute(node) && READ.test(node.name.getText())) {
      literals(node.initializer)
    } else if (ts.isPropertyAssignment(node) && READ.test(node.name.getText().replace(/['"]/g, ''))) {
      literals(node.initializer)
    } else if (ts.isCallExpression(node) && node.expression.getText() === 'toast') {
      literals(node.arguments[0])
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found.map((text) => text.trim()).filter((text) => /\p{L}{2}/u.test(text))
}

const all = sourceFiles(SOURCES).filter((file) => file.endsWith('.tsx'))
const found = all.flatMap((file) => said(file).map((text) => ({ text, file: relative(SOURCES, file) })))

test('what people read is taken from a catalogue, names and examples apart', () => {
  expect(found.filter(({ text }) => !SAME.has(text)).map(({ text, file }) => `${file}: ${text}`)).toEqual([])
})

test('no exception is kept that nobody needs', () => {
  expect([...SAME].filter((each) => !found.some(({ text }) => text === each))).toEqual([])
})
