'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/platform/client/call-api';
import type { exportApp, previewImport } from '../contract';
import type { ExportFormat, Format } from '../model/formats';

interface PreviewInput {
  text: string;
  format: Format | 'auto';
  group: string;
  environmentId: string;
  profiles: string[];
  variables: Record<string, string>;
}

export const usePreviewImport = () => useMutation({ mutationFn: (body: PreviewInput) => callApi<typeof previewImport>({ method: 'POST', path: '/api/v1/imports/preview', body }) });
export const useExport = (appId: string, format: ExportFormat) => useQuery({ queryKey: ['export', appId, format], queryFn: ({ signal }) => callApi<typeof exportApp>({ method: 'GET', path: '/api/v1/apps/[appId]/export', params: { appId }, query: { format }, signal }) });
