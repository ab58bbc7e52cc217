import { Activity, FileLock2, AtSign, Box, Boxes, Building2, ShieldCheck, UserCheck, UsersRound, HardDrive, KeyRound, Layers, LayoutDashboard, LogIn, Network, Server, Rocket, ScrollText, Signpost, Users, FileJson, type LucideIcon } from 'lucide-react';
import type { Permission } from '@/lib/platform/endpoint';

export interface NavigationItem {
  href: string;
  /** Key in `platform.shell`. */
  label: 'overview' | 'applications' | 'deployments' | 'routes' | 'containers' | 'images' | 'volumes' | 'networks' | 'events' | 'environments' | 'registries' | 'certificates' | 'names' | 'tenants' | 'users' | 'teams' | 'roles' | 'myAccess' | 'audit' | 'signIn' | 'api';
  icon: LucideIcon;
  permission?: Permission;
  /** Pressed after `g`. */
  shortcut: string;
  admin?: boolean;
}

export const NAVIGATION: readonly NavigationItem[] = [
  { href: '/', label: 'overview', icon: LayoutDashboard, shortcut: 'o' },
  { href: '/applications', label: 'applications', icon: Boxes, permission: 'app:view', shortcut: 'a' },
  { href: '/deployments', label: 'deployments', icon: Rocket, permission: 'app:view', shortcut: 'd' },
  { href: '/routes', label: 'routes', icon: Signpost, permission: 'app:view', shortcut: 'h' },
  { href: '/containers', label: 'containers', icon: Box, permission: 'container:view', shortcut: 'c' },
  { href: '/images', label: 'images', icon: Layers, permission: 'image:view', shortcut: 'i' },
  { href: '/volumes', label: 'volumes', icon: HardDrive, permission: 'volume:view', shortcut: 'v' },
  { href: '/networks', label: 'networks', icon: Network, permission: 'network:view', shortcut: 'n' },
  { href: '/events', label: 'events', icon: Activity, permission: 'event:view', shortcut: 'e' },
  { href: '/tenants', label: 'tenants', icon: Building2, permission: 'quota:view', shortcut: 't' },
  { href: '/my-access', label: 'myAccess', icon: UserCheck, shortcut: 'm' },
  { href: '/environments', label: 'environments', icon: Server, permission: 'environment:view', shortcut: 's', admin: true },
  { href: '/registries', label: 'registries', icon: KeyRound, permission: 'registry:manage', shortcut: 'r', admin: true },
  { href: '/certificates', label: 'certificates', icon: FileLock2, permission: 'certificate:view', shortcut: 'f', admin: true },
  { href: '/names', label: 'names', icon: AtSign, permission: 'environment:manage', shortcut: 'w', admin: true },
  { href: '/users', label: 'users', icon: Users, permission: 'user:manage', shortcut: 'u', admin: true },
  { href: '/teams', label: 'teams', icon: UsersRound, permission: 'user:manage', shortcut: 'q', admin: true },
  { href: '/roles', label: 'roles', icon: ShieldCheck, shortcut: 'j', admin: true },
  { href: '/audit', label: 'audit', icon: ScrollText, permission: 'audit:view', shortcut: 'l', admin: true },
  { href: '/sign-in-settings', label: 'signIn', icon: LogIn, permission: 'user:manage', shortcut: 'b', admin: true },
  { href: '/api-docs', label: 'api', icon: FileJson, shortcut: 'p', admin: true },
];
