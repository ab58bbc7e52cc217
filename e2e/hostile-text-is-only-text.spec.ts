import { expect, test } from './fixtures';

const MARKUP = '<img src=x onerror="document.title=`owned`"><script>document.title=`owned`</script>';
const TERMINAL = '\u001b]0;owned\u0007\u001b[31mred\u001b[0m\u001b]8;;http://127.0.0.1:9/\u0007link\u001b]8;;\u0007\u001b[2J';
const DIRECTION = '\u202Egnp.exe\u202C\u200B\uFEFF';
const LONG = 'x'.repeat(60_000);

test('names, labels, values and log lines that mean harm are shown as text, and nothing of them runs', async ({ page, docker, image, unique }) => {
  test.setTimeout(90_000);
  const name = unique('hostile');
  const asked: string[] = [];
  page.on('dialog', (dialog) => { asked.push(dialog.message()); void dialog.dismiss(); });
  page.on('request', (request) => { if (!request.url().startsWith(process.env.GANTRY_E2E_URL!) && !request.url().startsWith('data:')) asked.push(request.url()); });
  const container = await docker.createContainer({
    Image: image, name, Labels: { '<b>label</b>': MARKUP, direction: DIRECTION, long: LONG }, Env: [`MARKUP=${MARKUP}`, `TERMINAL=${TERMINAL}`, `LONG=${LONG}`],
    Cmd: ['sh', '-c', 'printf "%s\\n" "$MARKUP" "$TERMINAL" "$LONG"; printf "\\000\\377\\376 bytes\\n"; sleep 3600'],
  });
  await container.start();
  const harmless = async () => {
    expect(asked).toEqual([]);
    expect(await page.title()).not.toContain('owned');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, page.url()).toBe(0);
  };

  await page.goto(`/containers?q=${name}`);
  await page.getByRole('link', { name }).click();
  await expect(page.getByText('<b>label</b>')).toBeVisible();
  await expect(page.getByText(MARKUP).first()).toBeVisible();
  await harmless();
  const at = new URL(page.url()).pathname;
  await page.goto(`${at}?tab=logs`);
  await expect(page.getByText(MARKUP).first()).toBeVisible();
  await expect(page.getByText('red').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'link' })).toHaveCount(0);
  await expect(page.getByText('bytes').first()).toBeVisible();
  await harmless();
  await page.goto(`${at}?tab=inspect`);
  await expect(page.getByText('"Id"').first()).toBeVisible();
  await harmless();
  await page.goto('/events');
  await expect(page.getByText(name).first()).toBeVisible();
  await harmless();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [`/containers?q=${name}`, at, `${at}?tab=logs`]) {
    await page.goto(path);
    await expect(page.getByText(name).first()).toBeVisible();
    await harmless();
  }
  await container.remove({ force: true });
});
