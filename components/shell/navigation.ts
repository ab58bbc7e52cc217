import { Activity, Box, Boxes, HardDrive, KeyRound, Layers, LayoutDashboard, Network, Server, Rocket, ShieldCheck, Users, FileJson, type LucideIcon } from 'lucide-react';
import type { Permission } from '@/lib/platform/endpoint';

export interface NavigationItem {
  href: string;
  /** Key in `platform.shell`. */
  label: 'overview' | 'applications' | 'deployments' | 'containers' | 'images' | 'volumes' | 'networks' | 'events' | 'environments' | 'registries' | 'users' | 'signIn' | 'api';
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
  { href: '/containers', label: 'containers', icon: Box, permission: 'container:view', shortcut: 'c' },
  { href: '/images', label: 'images', icon: Layers, permission: 'image:view', shortcut: 'i' },
  { href: '/volumes', label: 'volumes', icon: HardDrive, permission: 'volume:view', shortcut: 'v' },
  { href: '/networks', label: 'networks', icon: Network, permission: 'network:view', shortcut: 'n' },
  { href: '/events', label: 'events', icon: Activity, permission: 'event:view', shortcut: 'e' },
  { href: '/environments', label: 'environments', icon: Server, permission: 'environment:view', shortcut: 's', admin: true },
  { href: '/registries', label: 'registries', icon: KeyRound, permission: 'image:manage', shortcut: 'r', admin: true },
  { href: '/users', label: 'users', icon: Users, permission: 'user:manage', shortcut: 'u', admin: true },
  { href: '/sign-in-settings', label: 'signIn', icon: ShieldCheck, permission: 'user:manage', shortcut: 'l', admin: true },
  { href: '/api-docs', label: 'api', icon: FileJson, shortcut: 'p', admin: true },
];
