'use client';
import { basicSetup, EditorView } from 'codemirror';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { SpecFormat } from '@/lib/apps/model/spec-text';

const theme = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--fg)', fontSize: '13px', border: '1px solid var(--line)', borderRadius: '8px' },
  '.cm-gutters': { backgroundColor: 'var(--muted)', color: 'var(--fg-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-scroller': { minHeight: '24rem', maxHeight: '70vh', overflow: 'auto', fontFamily: 'var(--font-mono)' },
  '.cm-cursor': { borderLeftColor: 'var(--fg)' },
});

/** The text is the editor's own while it is open; each change is told. A new `format` starts it anew. */
export default function SpecEditor({ initial, format, label, onChange }: { initial: string; format: SpecFormat; label: string; onChange: (text: string) => void }) {
  const host = useRef<HTMLDivElement>(null);
  const tell = useEffectEvent(onChange);
  const first = useEffectEvent(() => initial);
  useEffect(() => {
    const view = new EditorView({
      doc: first(),
      parent: host.current!,
      extensions: [basicSetup, format === 'json' ? json() : yaml(), theme, EditorView.contentAttributes.of({ 'aria-label': label }), EditorView.updateListener.of((update) => { if (update.docChanged) tell(update.state.doc.toString()); })],
    });
    return () => view.destroy();
  }, [format, label]);
  return <div ref={host} />;
}
