'use client';
import { Checkbox } from '@/components/ui/checkbox';

export const CheckField = ({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) => (
  <label className="flex cursor-pointer items-start gap-2 text-[13px]"><span className="mt-0.5 flex"><Checkbox checked={checked} onCheckedChange={onChange} /></span>{label}</label>
);
