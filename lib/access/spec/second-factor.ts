import { z } from 'zod';
import { endpoint } from '@/lib/platform/endpoint';
import { SECOND_FACTOR_POLICIES } from '../model/second-factor-policy';

const at = z.iso.datetime().meta({ example: '2026-01-31T08:00:00.000Z' });
const id = z.strictObject({ id: z.uuid() });
const passcode = z.string().min(1).max(64).describe('Six digits of the authenticator app, or a recovery code').meta({ example: '123456' });
/** Who is at the keyboard right now; `proof` of the answer of GET /api/v1/me/second-factor says which is asked for. */
const proof = z.strictObject({ password: z.string().max(1024).optional(), passcode: passcode.optional() });
const recoveryCodes = z.array(z.string()).describe('Shown here only');

export const passkeyDto = z.object({ id: z.string(), name: z.string(), createdAt: at, lastUsedAt: at.nullable() });
export const secondFactorDto = z.object({
  demanded: z.boolean().describe('Whether the policy asks this account for one'),
  totp: z.object({ since: at }).nullable(),
  passkeys: z.array(passkeyDto),
  recoveryCodesLeft: z.number().int(),
  proof: z.enum(['password', 'passcode', 'recent-sign-in']).describe('What a change of factors asks for'),
});
export const getSecondFactor = endpoint({
  method: 'GET', path: '/api/v1/me/second-factor', summary: 'Own second factors', permission: 'signed-in', withoutSecondFactor: true, response: secondFactorDto,
});
export const beginTotp = endpoint({
  method: 'POST', path: '/api/v1/me/second-factor/totp', summary: 'Begin to set up codes of an authenticator app', permission: 'signed-in', withoutSecondFactor: true,
  body: proof, response: z.object({ secret: z.string(), uri: z.string() }), status: 201,
});
export const confirmTotp = endpoint({
  method: 'POST', path: '/api/v1/me/second-factor/totp/confirm', summary: 'Finish it with a first code', permission: 'signed-in', withoutSecondFactor: true,
  body: z.strictObject({ passcode }), response: z.object({ recoveryCodes: recoveryCodes.nullable() }),
});
export const removeTotp = endpoint({
  method: 'POST', path: '/api/v1/me/second-factor/totp/remove', summary: 'Remove the codes of an authenticator app', permission: 'signed-in', body: proof, status: 204,
});
export const renewRecoveryCodes = endpoint({
  method: 'POST', path: '/api/v1/me/second-factor/recovery-codes', summary: 'Ten new recovery codes; the old ones stop working', permission: 'signed-in',
  body: proof, response: z.object({ recoveryCodes }), status: 201,
});

const policy = z.object({ policy: z.enum(SECOND_FACTOR_POLICIES).describe('Who must have a second factor') });
export const getSecondFactorPolicy = endpoint({ method: 'GET', path: '/api/v1/second-factor-policy', summary: 'Who must have a second factor', permission: 'user:manage', response: policy });
export const setSecondFactorPolicy = endpoint({
  method: 'PUT', path: '/api/v1/second-factor-policy', summary: 'Change who must have a second factor', permission: 'user:manage', body: policy.strict(), response: policy,
});
export const resetSecondFactor = endpoint({
  method: 'DELETE', path: '/api/v1/users/[id]/second-factor', summary: 'Remove all second factors of a person who lost them; their sessions end', permission: 'user:manage', params: id, status: 204,
});

// ---- passkeys -----------------------------------------------------------------

/** As WebAuthn writes it; @simplewebauthn looks at every part. */
const fromAuthenticator = z.looseObject({ id: z.string().max(2000) });
const options = z.looseObject({ challenge: z.string() }).describe('For navigator.credentials');
const ticket = z.string().max(4000);
const passkeyName = z.string().trim().min(1).max(60);
export const askForPasskey = endpoint({
  method: 'POST', path: '/api/v1/sign-in/passkey', summary: 'What a passkey has to sign to sign in, alone or as the second step', permission: 'public',
  body: z.strictObject({ ticket: ticket.optional().describe('Of the first step') }), response: z.object({ options, ticket }),
});
export const beginPasskey = endpoint({
  method: 'POST', path: '/api/v1/me/passkeys/begin', summary: 'Begin to add a passkey', permission: 'signed-in', withoutSecondFactor: true, body: proof, response: z.object({ options, ticket }),
});
export const addPasskey = endpoint({
  method: 'POST', path: '/api/v1/me/passkeys', summary: 'Add the passkey that was made', permission: 'signed-in', withoutSecondFactor: true,
  body: z.strictObject({ ticket, name: passkeyName, made: fromAuthenticator }), response: z.object({ passkey: passkeyDto, recoveryCodes: recoveryCodes.nullable() }), status: 201,
});
export const renamePasskey = endpoint({
  method: 'PATCH', path: '/api/v1/me/passkeys/[id]', summary: 'Rename a passkey', permission: 'signed-in', params: id, body: z.strictObject({ name: passkeyName }), status: 204,
});
export const removePasskey = endpoint({ method: 'POST', path: '/api/v1/me/passkeys/[id]/remove', summary: 'Remove a passkey', permission: 'signed-in', params: id, body: proof, status: 204 });
