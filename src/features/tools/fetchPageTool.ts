import type * as vscode from 'vscode';
import { Consent } from '../../host/consent.ts';
import { pageText } from '../../core/workspace/pageText.ts';
import { paragraph, plain, visiblePath } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { ToolError } from '../../host/toolError.ts';
import { readSetting } from '../../host/settings.ts';
import { settingIds } from '../../ids.ts';
import { checked, fetchText } from './fetchText.ts';
import { capped, requireTrust, withCodeBlock, type Tool, type Trust } from './tool.ts';

export interface FetchPageInput {
	readonly url: string;
}

const maxLength = 40_000;

/** Fetches a page of the web as text, once the user has agreed. */
export class FetchPageTool implements Tool<FetchPageInput> {
	readonly #consent = new Consent<true>();
	readonly #isTrusted: Trust;
	readonly #dialogs: Dialogs;

	constructor(isTrusted: Trust, dialogs: Dialogs) {
		this.#isTrusted = isTrusted;
		this.#dialogs = dialogs;
	}

	async prepare(input: FetchPageInput): Promise<vscode.PreparedToolInvocation> {
		const url = this.#urlOf(input);
		this.#consent.show(input, true);
		return {
			invocationMessage: plain`Fetching ${url.host}`,
			confirmationMessages: {
				title: plain`Fetch a page from ${url.host}?`,
				message: withCodeBlock(
					['Its text goes to the language model. The address:'],
					url.href,
					'text',
				),
			},
		};
	}

	async run(input: FetchPageInput, token: vscode.CancellationToken): Promise<string> {
		const agreed = this.#consent.take(input);
		const url = this.#urlOf(input);
		if (!agreed) throw new ToolError(`The user has not agreed to fetch ${url.href}.`);
		const allowPrivate = readSetting(settingIds.allowPrivateAddresses);
		const stop = new AbortController();
		const cancelling = token.onCancellationRequested(() => stop.abort());
		try {
			const page = await fetchText(url, {
				allowPrivate,
				signal: stop.signal,
				mayLeadTo: (from, to) => this.#askToFollow(from, to),
			});
			const text = page.type.includes('html') ? pageText(page.text) : page.text;
			const cut = page.isCut ? '\n\n[The page is longer than 2 MiB; its end is missing.]' : '';
			const advice = 'Fetch a page about a part of the subject instead.';
			return `${page.url}\n\n${capped(text, maxLength, advice)}${cut}`;
		} finally {
			cancelling.dispose();
		}
	}

	/** The user has agreed to one host only, and what leads away from it is up to that host. */
	async #askToFollow(from: URL, to: URL): Promise<boolean> {
		const yes = 'Fetch It';
		const question = plain`${from.host} leads on to ${to.host}. Fetch that page?`;
		const isLessSafe = from.protocol === 'https:' && to.protocol === 'http:';
		const warning = plain`It is not encrypted: others in the network can read and change it.`;
		const what = plain`Its text goes to the language model. The address:`;
		const sentences = [...(isLessSafe ? [warning] : []), what, visiblePath(to.href, 300)];
		const detail = paragraph(...sentences);
		return (await this.#dialogs.ask(question, [yes], detail)) === yes;
	}

	#urlOf({ url }: FetchPageInput): URL {
		requireTrust(this.#isTrusted, 'fetching a page');
		if (!URL.canParse(url)) {
			throw new ToolError(
				`${url} is no address. Give a whole one, such as https://svelte.dev/docs.`,
			);
		}
		return checked(new URL(url));
	}
}
