import { isWithin } from '@/lib/access/model/paths';

interface Candidate {
  groupPath: string;
  names: readonly string[];
  notAfter: Date;
}

/** `*.example.com` for `www.example.com`: a star stands for one label. */
const wildcardOf = (host: string) => `*.${host.slice(host.indexOf('.') + 1)}`;

/** Whether a name of a certificate is good for a host; the host may be a wildcard itself. */
export const fits = (name: string, host: string) => name === host || (!host.startsWith('*.') && name === wildcardOf(host));

/** Whether a certificate may be offered for hosts of the app: those of its own group tree, or the console's. */
export const isOffered = ({ groupPath }: Pick<Candidate, 'groupPath'>, appPath: string) => isWithin(groupPath, appPath);

/** The certificate for a host of an app: exact name before wildcard, then the one that is good for longest. */
export function bestCertificate<C extends Candidate>(certificates: readonly C[], host: string, appPath: string): C | undefined {
  const wanted = host.toLowerCase();
  const exact = ({ names }: C) => (names.includes(wanted) ? 1 : 0);
  return certificates
    .filter((one) => isOffered(one, appPath) && one.names.some((name) => fits(name, wanted)))
    .sort((a, b) => exact(b) - exact(a) || b.notAfter.getTime() - a.notAfter.getTime())[0];
}
