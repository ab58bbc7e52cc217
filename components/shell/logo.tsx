/** A gantry crane with a container on the hook. */
export const Logo = ({ className = 'size-7' }: { className?: string }) => (
  <svg viewBox="0 0 32 32" className={className} aria-hidden>
    <rect width="32" height="32" rx="7" className="fill-accent" />
    <path d="M5 9h22M8 9v17M24 9v17M14 9v5" fill="none" strokeWidth="2.4" strokeLinecap="round" className="stroke-accent-fg" />
    <rect x="11" y="14" width="8" height="6" rx="1" className="fill-accent-fg" />
  </svg>
);
