/** A line without axes for a table or a card; plain SVG, so that it weighs nothing. `null` is a gap. */
export function Sparkline({ values, label, max, color = 'var(--accent)', className = 'h-8 w-full' }: { values: (number | null)[]; label: string; max?: number; color?: string; className?: string }) {
  const top = Math.max(max ?? 0, ...values.map((value) => value ?? 0), Number.MIN_VALUE);
  const step = 100 / Math.max(1, values.length - 1);
  const path = values
    .map((value, index) => (value === null ? '' : `${index === 0 || values[index - 1] === null ? 'M' : 'L'}${(index * step).toFixed(2)} ${(29 - (value / top) * 28).toFixed(2)}`))
    .join('');
  return (
    <svg role="img" aria-label={label} viewBox="0 0 100 30" preserveAspectRatio="none" className={className}>
      <path d={path} fill="none" stroke={color} strokeWidth={1.5} vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
    </svg>
  );
}
