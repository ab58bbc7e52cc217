import type { Located } from '@/lib/access/server/admit';
import { findAppPath, findDeploymentPath, findPromotionPath } from './locate-app.repo';

/** The path is the place: a grant on an app's group holds on the app. */
export const locateApp = async (id: string): Promise<readonly Located[]> => [await findAppPath(id)];
export const locateDeployment = async (id: string): Promise<readonly Located[]> => [await findDeploymentPath(id)];
export const locatePromotion = async (id: string): Promise<readonly Located[]> => [await findPromotionPath(id)];
