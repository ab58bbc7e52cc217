import { processState } from '@/lib/platform/server/process-state';

export interface AcmePorts {
  /** From when this resolves, `http://<host>/.well-known/acme-challenge/<token>` of every host of the environment answers with the text. */
  publish(environmentId: string, token: string, keyAuthorization: string): Promise<void>;
  withdraw(environmentId: string, token: string): Promise<void>;
}

const nobody = () => Promise.reject(new Error('no proxy answers for this console'));

/** How an ACME server's question is answered: filled by the slice that runs the proxy. */
export const acmePorts = () => processState('acme-ports', (): AcmePorts => ({ publish: nobody, withdraw: nobody }));
