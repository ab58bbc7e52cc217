'use client';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

export type MenuItem = 'separator' | { label: string; icon?: ReactNode; onSelect: () => void; danger?: boolean; disabled?: boolean };

export function DropdownMenu({ trigger, items, align = 'end' }: { trigger: ReactNode; items: MenuItem[]; align?: 'start' | 'end' }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content align={align} sideOffset={4} className="z-50 min-w-44 rounded-lg border border-line bg-surface-raised p-1 shadow-xl">
          {items.map((item, index) =>
            item === 'separator' ? (
              <Primitive.Separator key={index} className="my-1 h-px bg-line" />
            ) : (
              <Primitive.Item
                key={item.label}
                disabled={item.disabled}
                onSelect={item.onSelect}
                className={cn('flex items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none select-none data-disabled:opacity-45 data-highlighted:bg-muted [&_svg]:size-4', item.danger && 'text-danger')}
              >
                {item.icon}
                {item.label}
              </Primitive.Item>
            ),
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
