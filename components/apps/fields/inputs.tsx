'use client';
import { useState, type ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { joinArgs, splitArgs } from '@/lib/apps/model/args-text';

interface Common<T> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  value: T | undefined;
  onChange: (value: T | undefined) => void;
  placeholder?: string;
}

/** Empty leaves the field out, so that its default holds. */
export const NumberField = ({ label, hint, error, value, onChange, placeholder, step = 1, min = 0 }: Common<number> & { step?: number; min?: number }) => (
  <Field label={label} hint={hint} {...(error && { error })}><Input type="number" min={min} step={step} placeholder={placeholder} value={value ?? ''} onChange={(event) => onChange(event.target.value.trim() === '' ? undefined : Number(event.target.value))} /></Field>
);

export const TextField = ({ label, hint, error, value, onChange, placeholder, mono, required, list }: Common<string> & { mono?: boolean; required?: boolean; list?: string }) => (
  <Field label={label} hint={hint} {...(error && { error })} {...(required && { required })}><Input className={mono ? 'font-mono text-[13px]' : ''} list={list} placeholder={placeholder} value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} spellCheck={false} /></Field>
);

export const ChoiceField = <T extends string>({ label, hint, error, value, onChange, options }: Omit<Common<T>, 'onChange'> & { onChange: (value: T) => void; options: { value: T; label: string }[] }) => (
  <Field label={label} hint={hint} {...(error && { error })}><Select value={value ?? options[0]!.value} onValueChange={(next) => onChange(next as T)} options={options} /></Field>
);

/** A list of arguments in one line; what is typed stays as typed while it is being typed. */
export function CommandField({ value, onChange, ...rest }: Common<string[]> & { required?: boolean }) {
  const [text, setText] = useState(joinArgs(value));
  const shown = JSON.stringify(splitArgs(text)) === JSON.stringify(value ?? undefined) ? text : joinArgs(value);
  return <TextField {...rest} mono value={shown} onChange={(next) => { setText(next ?? ''); onChange(splitArgs(next ?? '')); }} />;
}

/** Names divided by commas. */
export function ListField({ value, onChange, ...rest }: Common<string[]>) {
  const [text, setText] = useState((value ?? []).join(', '));
  const split = (line: string) => line.split(/[\s,]+/).filter(Boolean);
  const shown = JSON.stringify(split(text)) === JSON.stringify(value ?? []) ? text : (value ?? []).join(', ');
  return <TextField {...rest} mono value={shown} onChange={(next) => { setText(next ?? ''); onChange(split(next ?? '')); }} />;
}
