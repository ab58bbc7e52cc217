import { toast as show } from 'sonner';

const text = (message: unknown) => (message instanceof Error ? message.message : String(message));

/** Errors stay longer: they hold a sentence to read. */
export const toast = {
  success: (message: string) => show.success(message),
  info: (message: string) => show(message),
  error: (message: unknown) => show.error(text(message), { duration: 12_000 }),
};
