'use client';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { EngineEventRow } from '@/lib/environments/contract';
import { describeEvent } from '@/lib/environments/model/describe-event';

/** Where an event's object can be looked at; what is gone has a page that says so. */
function hrefOf({ type, action, environmentId, actorId, actorName }: EngineEventRow): string | null {
  if (action === 'destroy' || action === 'delete') return null;
  if (type === 'container' && actorId) return `/containers/${environmentId}/${actorId}`;
  if (type === 'image') return `/images?q=${encodeURIComponent(actorName)}`;
  if (type === 'volume') return `/volumes?q=${encodeURIComponent(actorName)}`;
  if (type === 'network') return `/networks?q=${encodeURIComponent(actorName)}`;
  return null;
}

/** `web-1 died with exit code 137`, with a link to web-1. */
export function EventSentence({ event }: { event: EngineEventRow }) {
  const t = useTranslations('environments.says');
  const { saying, params } = describeEvent(event);
  const href = hrefOf(event);
  return t.rich(saying, {
    ...params,
    object: (name) => (href ? <Link prefetch={false} className="font-medium hover:underline" href={href}><bdi>{name}</bdi></Link> : <bdi className="font-medium">{name}</bdi>),
  });
}
