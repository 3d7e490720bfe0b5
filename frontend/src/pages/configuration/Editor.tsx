import { autocompletion } from '@codemirror/autocomplete'
import { json, jsonParseLinter } from '@codemirror/lang-json'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { linter, lintGutter, type Diagnostic } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { basicSetup } from 'codemirror'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { nonce } from '../../app/nonce'
import { completeFrom } from './completion'
import { rangeOf } from './placeInText'
import { phrases } from './phrases'
import type { Schema } from './schemaAt'

export type Complaint = { pointer: string; detail: string }

type Props = {
  text: string
  schema: Schema
  change: (text: string) => void
  /** What the gateway says against a document. */
  check: (text: string) => Promise<Complaint[]>
}

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
])

const LOOK = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: '13px', height: 'min(68vh, 760px)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-content:focus-visible': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-soft)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--sunken) 60%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--accent) 25%, transparent) !important' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', border: '1px solid var(--line-strong)', color: 'var(--ink)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: '#fff' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)' },
})

/** The document as text, with completion from its schema and the gateway's own complaints. */
export default function Editor({ text, schema, change, check }: Props) {
  const { t } = useTranslation()
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef({ change, check })
  latest.current = { change, check }

  useEffect(() => {
    const syntax = jsonParseLinter()
    const made = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: text,
        extensions: [
          basicSetup,
          EditorView.cspNonce.of(nonce()),
          EditorState.phrases.of(phrases(t)),
          json(),
          autocompletion({ override: [completeFrom(schema)] }),
          lintGutter(),
          linter(
            async (editor): Promise<Diagnostic[]> => {
              const wrong = syntax(editor)
              if (wrong.length > 0) {
                return wrong
              }
              const complaints = await latest.current.check(editor.state.doc.toString())
              return complaints.map((each) => ({ ...rangeOf(editor.state, each.pointer), severity: 'error', message: each.detail }))
            },
            { delay: 600 },
          ),
          syntaxHighlighting(COLOURS),
          LOOK,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': t('configuration.document'), tabindex: '0' }),
          EditorView.updateListener.of((update) => update.docChanged && latest.current.change(update.state.doc.toString())),
        ],
      }),
    })
    view.current = made
    return () => made.destroy()
    // The text belongs to the editor once it is there; other texts are put in below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [schema, t])

  useEffect(() => {
    const editor = view.current
    if (editor && editor.state.doc.toString() !== text) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
    }
  }, [text])
  return <div ref={host} />
}
