export const FORMATS = ['docker-run', 'compose', 'marathon', 'container', 'gantry'] as const;
export type Format = (typeof FORMATS)[number];
export const EXPORTS = ['gantry', 'compose', 'docker-run'] as const;
export type ExportFormat = (typeof EXPORTS)[number];
