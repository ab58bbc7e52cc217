import { locators } from './access/server/admit';
import { locateApp, locateDeployment, locatePromotion } from './apps/server/locate-app';
import { locateAcmeHost } from './certificates/server/acme-states';
import { locateCertificate } from './certificates/server/manage-certificates';
import { locateContainer, locateContainers, locateThing } from './environments/server/places';
import { locateElevation } from './members/server/elevate';
import { locateGrant } from './members/server/manage-grants';
import { locateRecording } from './terminal/server/list-recordings';
import { locateRegistry } from './registries/server/manage-registries';
import { locateQuotaRequest } from './tenants/server/quota-requests';

/** Tells the access slice how to find the owner of what a request names. */
export function registerLocators(): void {
  const known = locators();
  known.set('app', ({ params }) => locateApp(params.appId!));
  known.set('deployment', ({ params }) => locateDeployment(params.deploymentId!));
  known.set('promotion', ({ params }) => locatePromotion(params.promotionId!));
  known.set('container', ({ params }) => locateContainer(params.environmentId!, params.containerId!));
  known.set('containers', ({ body }) => locateContainers((body as { items: { environmentId: string; id: string }[] }).items));
  known.set('volume', ({ params }) => locateThing(params.environmentId!, 'volume', params.name!));
  known.set('network', ({ params }) => locateThing(params.environmentId!, 'network', params.networkId!));
  known.set('image', ({ params }) => locateThing(params.environmentId!, 'image', params.imageId!));
  known.set('grant', ({ params }) => locateGrant(params.id!));
  known.set('elevation', ({ params }) => locateElevation(params.id!));
  known.set('quotaRequest', ({ params }) => locateQuotaRequest(params.id!));
  known.set('recording', ({ params }) => locateRecording(params.id!));
  known.set('registry', ({ params }) => locateRegistry(params.id!));
  known.set('certificate', ({ params }) => locateCertificate(params.id!));
  known.set('acmeHost', ({ params }) => locateAcmeHost(params.id!));
}
