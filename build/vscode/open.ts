import path from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type Server, type ServerOptions, startServer } from './server.ts';

export type Theme = 'dark' | 'light';
/** What the window of a test may look like besides. */
export type AnyTheme = Theme | 'high contrast';

const themeClasses: Readonly<Record<AnyTheme, string>> = {
	dark: 'vs-dark',
	light: 'vs',
	'high contrast': 'hc-black',
};

/**
 * The window follows the browser's preference, which Playwright can change at any time. (A change of
 * the settings file on disk is not noticed: the server watches the workspace only.)
 */
const themeSettings = {
	'window.autoDetectColorScheme': true,
	'workbench.preferredDarkColorTheme': 'Dark 2026',
	'workbench.preferredLightColorTheme': 'Light 2026',
} as const;

export interface OpenOptions extends ServerOptions {
	/** The folder to open; none for an empty window. */
	readonly folder?: string;
	/** The extension under development; there can be one. */
	readonly extensionPath?: string;
	/** A CommonJS module with a `run()`, called in the extension host. */
	readonly testsPath?: string;
	/** Dark by default. */
	readonly theme?: Theme;
	readonly size?: { readonly width: number; readonly height: number };
	/** One line that the extension host printed; only while tests run. */
	readonly onOutput?: (line: string, type: string) => void;
	/** Called when the tests have ended. */
	readonly onTestsEnd?: (exitCode: number) => void;
}

export interface OpenWindow {
	readonly page: Page;
	readonly url: string;
	readonly server: Server;
	/** Changes the colors of the open window; resolves when they have changed. */
	readonly setTheme: (theme: AnyTheme) => Promise<void>;
	readonly dispose: () => Promise<void>;
}

/** Starts a server for a window that a person opens in a browser of their own, and its address. */
export async function serveWindow(options: OpenOptions): Promise<{ server: Server; url: string }> {
	const server = await startServer({
		...options,
		settings: { ...themeSettings, ...options.settings },
	});
	return { server, url: windowAddress(server, options) };
}

/**
 * Opens VS Code in a headless browser. The page is returned as soon as the workbench shows; the
 * extensions start after that.
 *
 * The caller disposes it; the end of the process does so too. Throws an Error fit to show when VS
 * Code or the browser is missing and cannot be had.
 */
export async function openVsCode(options: OpenOptions): Promise<OpenWindow> {
	const [served, launched] = await Promise.allSettled([
		serveWindow({ autoShutdown: true, ...options }),
		launchBrowser(),
	]);
	const dispose = async () => {
		if (launched.status === 'fulfilled') await launched.value.close();
		if (served.status === 'fulfilled') served.value.server.dispose();
	};
	try {
		if (served.status === 'rejected') throw served.reason;
		if (launched.status === 'rejected') throw launched.reason;
		const { server, url } = served.value;
		const page = await launched.value.newPage({
			viewport: options.size ?? { width: 1280, height: 800 },
			reducedMotion: 'reduce',
			colorScheme: options.theme ?? 'dark',
		});
		// What is slow because the machine is busy is no failure; who waits for less says so.
		page.setDefaultTimeout(120_000);
		await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) =>
			options.onOutput?.(format(...args), type),
		);
		await page.exposeFunction('codeAutomationExit', (code: number) => options.onTestsEnd?.(code));
		await page.goto(url);
		await page.waitForSelector('.monaco-workbench');
		const setTheme = async (theme: AnyTheme) => {
			const isContrast = theme === 'high contrast';
			await page.emulateMedia({
				colorScheme: isContrast ? 'dark' : theme,
				forcedColors: isContrast ? 'active' : 'none',
			});
			await page.waitForSelector(`.monaco-workbench.${themeClasses[theme]}`);
		};
		return { page, url, server, setTheme, dispose };
	} catch (error) {
		await dispose();
		throw error;
	}
}

/** The address at which a browser shows the window that `options` describe. */
function windowAddress(server: Server, options: OpenOptions): string {
	const url = new URL(server.url);
	const remote = (file: string) => `vscode-remote://${url.host}${urlPath(file)}`;
	const payload = [
		...(options.extensionPath ? [['extensionDevelopmentPath', remote(options.extensionPath)]] : []),
		...(options.testsPath ? [['extensionTestsPath', remote(options.testsPath)]] : []),
	];
	if (options.folder) url.searchParams.set('folder', urlPath(options.folder));
	else url.searchParams.set('ew', 'true');
	if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
	return url.href;
}

/** `C:\a\b` is `/c:/a/b` in an address. */
function urlPath(file: string): string {
	const absolute = path.resolve(file).replaceAll('\\', '/');
	return absolute.startsWith('/') ? absolute : `/${absolute}`;
}
