/** For the slice that moves and removes groups. */
export { countGrantsBelow, groupsWithGrants, moveGrants, removeGrantsOn } from './grant.repo';
