import { db } from '@/lib/platform/server/db';

interface Content {
  names: string[];
  chainPem: string;
  keySealed: string;
  issuer: string;
  notBefore: Date;
  notAfter: Date;
}
/** All but the key. */
const SHOWN = { id: true, groupPath: true, names: true, source: true, issuer: true, notBefore: true, notAfter: true, createdAt: true, createdBy: true } as const;

export const findCertificates = () => db().certificate.findMany({ select: SHOWN, orderBy: [{ notAfter: 'asc' }, { id: 'asc' }] });
export const findCertificate = (id: string) => db().certificate.findUnique({ where: { id }, select: SHOWN });
export const findValidCertificates = (now: Date) => db().certificate.findMany({ where: { notAfter: { gt: now }, notBefore: { lte: now } }, orderBy: { id: 'asc' } });
export type CertificateRow = NonNullable<Awaited<ReturnType<typeof findCertificate>>>;

export const insertCertificate = (data: Content & { groupPath: string; source: 'own' | 'acme'; createdBy: string }) => db().certificate.create({ data, select: SHOWN });
/** Null when it is gone. */
export const updateCertificate = (id: string, data: Content & { createdBy: string }) =>
  db().certificate.update({ where: { id }, data: { ...data, createdAt: new Date(), rowVersion: { increment: 1 } }, select: SHOWN }).catch((error: { code?: string }) => {
    if (error.code === 'P2025') return null;
    throw error;
  });
/** What ACME got for hosts that have it is wanted again. */
export const removeCertificate = (id: string, now: Date) =>
  db().$transaction([
    db().acmeHost.updateMany({ where: { certificateId: id }, data: { status: 'waiting', attempts: 0, nextTryAt: now, rowVersion: { increment: 1 } } }),
    db().certificate.deleteMany({ where: { id } }),
  ]);
export const removeForgottenBefore = (before: Date) => db().certificate.deleteMany({ where: { source: 'acme', notAfter: { lt: before }, acmeHosts: { none: {} } } });
/** One that ACME got earlier for this host, the longest good one. */
export const findIssued = (host: string, groupPath: string, now: Date) =>
  db().certificate.findFirst({ where: { source: 'acme', groupPath, names: { has: host }, notAfter: { gt: now } }, orderBy: { notAfter: 'desc' }, select: SHOWN });
