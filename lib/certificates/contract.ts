import { z } from 'zod';
import { groupPath } from '@/lib/members/model/group-path';
import { endpoint } from '@/lib/platform/endpoint';

const id = z.strictObject({ id: z.uuid() });
const environment = z.strictObject({ environmentId: z.uuid() });
const at = z.iso.datetime();
const chainPem = z.string().min(1).max(100_000).describe('PEM: the certificate and those that vouch for it, in any order');
const privateKeyPem = z.string().min(1).max(20_000).describe('PEM, without a passphrase; never shown again');

export const certificateDto = z.object({
  id: z.string(), group: z.string().describe('Whose hosts it is offered for; `/`: everybody’s'), names: z.array(z.string()), source: z.enum(['own', 'acme']),
  issuer: z.string(), notBefore: at, notAfter: at, createdAt: at, createdBy: z.string(),
});
export type CertificateDto = z.infer<typeof certificateDto>;

const ROOT = '/api/v1/certificates' as const;
export const listCertificates = endpoint({ method: 'GET', path: ROOT, summary: 'Certificates that hosts are served with, without their keys', permission: 'certificate:view', on: 'somewhere', response: z.object({ items: z.array(certificateDto) }) });
export const createCertificate = endpoint({ method: 'POST', path: ROOT, summary: 'Upload a certificate and its private key; the key is never shown again', permission: 'certificate:manage', on: { body: ['group'] }, body: z.strictObject({ group: groupPath, chainPem, privateKeyPem }), response: certificateDto, status: 201 });
export const replaceCertificate = endpoint({ method: 'PUT', path: `${ROOT}/[id]`, summary: 'Put a newer certificate in the place of an uploaded one', permission: 'certificate:manage', on: 'certificate', params: id, body: z.strictObject({ chainPem, privateKeyPem }), response: certificateDto });
export const deleteCertificate = endpoint({ method: 'DELETE', path: `${ROOT}/[id]`, summary: 'Delete a certificate; one that ACME got is ordered anew where its host still wants it', permission: 'certificate:manage', on: 'certificate', params: id, status: 204 });

// ---- ACME ---------------------------------------------------------------------

export const acmeHostDto = z.object({
  id: z.string(), environmentId: z.string(), environment: z.string(), host: z.string(), group: z.string(), status: z.enum(['waiting', 'issued', 'failed']),
  reason: z.object({ code: z.string(), detail: z.string() }).nullable(), attempts: z.number(), triedAt: at.nullable(),
  nextTryAt: at.nullable().describe('Of an issued one: when it is renewed'), notAfter: at.nullable().describe('Of the certificate it has'),
});
export type AcmeHostDto = z.infer<typeof acmeHostDto>;
export const listAcmeHosts = endpoint({ method: 'GET', path: '/api/v1/acme/hosts', summary: 'Hosts that get their certificates by ACME, and how far each is', permission: 'certificate:view', on: 'somewhere', response: z.object({ items: z.array(acmeHostDto) }) });
export const retryAcmeHost = endpoint({ method: 'POST', path: '/api/v1/acme/hosts/[id]/retry', summary: 'Order now what waits after a failure', permission: 'certificate:manage', on: 'acmeHost', params: id, status: 204 });

export const acmeSettingsDto = z.object({
  environmentId: z.string(), directoryUrl: z.string(), email: z.string(), termsAgreed: z.boolean(), caPem: z.string().nullable(), eabKeyId: z.string().nullable(), updatedAt: at, updatedBy: z.string(),
});
export type AcmeSettingsDto = z.infer<typeof acmeSettingsDto>;
const directoryUrl = z.url({ protocol: /^https$/ }).max(2048);
export const listAcmeSettings = endpoint({ method: 'GET', path: '/api/v1/acme/settings', summary: 'ACME servers, by environment', permission: 'environment:manage', response: z.object({ items: z.array(acmeSettingsDto) }) });
export const putAcmeSettings = endpoint({
  method: 'PUT', path: '/api/v1/environments/[environmentId]/acme', summary: 'Set the ACME server of an environment; it is asked first', permission: 'environment:manage', params: environment,
  body: z.strictObject({
    directoryUrl, email: z.email().max(254), termsAgreed: z.boolean(),
    caPem: z.string().max(100_000).nullable().default(null).describe('Trusted beside the usual ones, for a server of one’s own'),
    eabKeyId: z.string().min(1).max(1024).nullable().default(null).describe('External account binding, where the server asks for one'),
    eabSecret: z.string().min(1).max(1024).regex(/^[A-Za-z0-9_=-]+$/).optional().describe('Its HMAC key, base64url; left out: stays as it is'),
  }),
  response: acmeSettingsDto,
});
export const deleteAcmeSettings = endpoint({ method: 'DELETE', path: '/api/v1/environments/[environmentId]/acme', summary: 'Forget the ACME server of an environment; certificates stay until they expire', permission: 'environment:manage', params: environment, status: 204 });
