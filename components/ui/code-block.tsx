import { CopyButton } from './copy-button';

export const CodeBlock = ({ code, label }: { code: string; label: string }) => (
  <div className="relative rounded-lg border border-line bg-surface">
    <div className="absolute top-1 right-1"><CopyButton text={code} /></div>
    <pre tabIndex={0} aria-label={label} className="max-h-[60vh] overflow-auto p-3 pr-11 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">{code}</pre>
  </div>
);
