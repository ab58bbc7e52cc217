/** The languages a person can choose; lib/messages.ts has their texts. */
export const LOCALES = ['en', 'zh-CN'] as const;
