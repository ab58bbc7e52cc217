import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

const PAGES = ['/', '/applications', '/applications/new', '/applications/import', '/applications/adopt', '/deployments', '/routes', '/containers', '/images', '/volumes', '/networks', '/events', '/environments', '/registries', '/certificates', '/names', '/tenants', '/group?path=/samples', '/group?path=/&tab=policy', '/group?path=/samples&tab=members', '/my-access', '/roles', '/teams', '/users', '/audit', '/sign-in-settings', '/account', '/api-docs'];
const LOOKS = [
  { name: 'light, English', locale: 'en-US', colorScheme: 'light' as const },
  { name: 'dark, 简体中文', locale: 'zh-CN', colorScheme: 'dark' as const },
];

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use({ locale: look.locale, colorScheme: look.colorScheme });
    for (const path of PAGES) {
      test(`${path} has no serious finding and fits a phone`, async ({ page }) => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('.animate-pulse')).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`);
        expect(serious).toEqual([]);
        await page.setViewportSize({ width: 390, height: 844 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, 'sideways scroll at 390 px').toBe(0);
      });
    }
  });
}

test('the keyboard alone gets around', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/containers/);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search pages, apps, containers and images').fill('volumes');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/volumes/);
});
