import type { AcmeReason } from '../../model/acme-problem';

/** Why an order came to nothing, and how long the server wants to be left alone. */
export class AcmeFailure extends Error {
  constructor(readonly reason: AcmeReason, readonly retryAfterMs = 0) {
    super(`${reason.code} ${JSON.stringify(reason.params)}`);
    this.name = 'AcmeFailure';
  }
}
