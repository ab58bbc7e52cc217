import { isWithin } from '@/lib/access/model/paths';
import { may, UNOWNED, type Scope } from '@/lib/access/model/scope';
import type { Located } from '@/lib/access/server/admit';
import { seal } from '@/lib/platform/server/seal';
import type { CertificateDto } from '../contract';
import { certificateErrors } from '../errors';
import { findCertificate, findCertificates, insertCertificate, removeCertificate, updateCertificate, type CertificateRow } from './certificate.repo';
import { certificatesChanged } from './certificates-changed';
import { parseCertificate } from './parse-certificate';

interface Upload {
  chainPem: string;
  privateKeyPem: string;
}

const toDto = ({ id, groupPath, names, source, issuer, notBefore, notAfter, createdAt, createdBy }: CertificateRow): CertificateDto => ({
  id, group: groupPath, names, source: source as CertificateDto['source'], issuer, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString(), createdAt: createdAt.toISOString(), createdBy,
});

/** Those of the groups that the caller sees, and those of the groups above, which serve its hosts too. */
export const seesOf = ({ held }: Scope, path: string) => held.some(({ group, permissions }) => permissions.has('certificate:view') && (isWithin(path, group) || isWithin(group, path)));
export const listCertificates = async (scope: Scope) => ({ items: (await findCertificates()).filter(({ groupPath }) => seesOf(scope, groupPath)).map(toDto) });

/** What serves everybody is the admin's alone, whatever else is held on the whole console. */
export const ownerOf = (groupPath: string) => (groupPath === '/' ? UNOWNED : groupPath);
export const locateCertificate = async (id: string): Promise<readonly Located[]> => {
  const row = await findCertificate(id);
  return [row ? ownerOf(row.groupPath) : undefined];
};

export async function createCertificate(scope: Scope, { group, ...upload }: Upload & { group: string }, now = new Date()): Promise<CertificateDto> {
  if (!may(scope, 'certificate:manage', ownerOf(group))) throw certificateErrors('in_group_root', {}, '$.group');
  const row = await insertCertificate({ ...contentOf(upload, now), groupPath: group, source: 'own', createdBy: scope.actor.name });
  certificatesChanged();
  return toDto(row);
}

export async function replaceCertificate(scope: Scope, id: string, upload: Upload, now = new Date()): Promise<CertificateDto> {
  const before = await findCertificate(id);
  if (!before) throw certificateErrors('not_found', { id });
  if (before.source === 'acme') throw certificateErrors('renewed_by_acme', { name: before.names[0] ?? '' });
  const row = await updateCertificate(id, { ...contentOf(upload, now), createdBy: scope.actor.name });
  if (!row) throw certificateErrors('not_found', { id });
  certificatesChanged();
  return toDto(row);
}

export async function deleteCertificate(id: string, now = new Date()): Promise<CertificateDto> {
  const row = await findCertificate(id);
  if (!row) throw certificateErrors('not_found', { id });
  await removeCertificate(id, now);
  certificatesChanged();
  return toDto(row);
}

function contentOf({ chainPem, privateKeyPem }: Upload, now: Date) {
  const { keyPem, ...parsed } = parseCertificate(chainPem, privateKeyPem, now);
  return { ...parsed, keySealed: seal(keyPem) };
}
