import path from 'node:path';

/** Read once; server.ts fills what a person left out (DATABASE_URL, GANTRY_DATA) before anything else loads. */
export const config = {
  get databaseUrl() { return required('DATABASE_URL'); },
  get dataDir() { return path.resolve(process.env.GANTRY_DATA ?? '.gantry'); },
  /** 32 bytes, base64url: signs sessions and seals stored credentials. */
  get secret() { return required('GANTRY_SECRET'); },
  get publicUrl() { return process.env.GANTRY_URL; },
};

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; start Gantry with "npm start"`);
  return value;
}
