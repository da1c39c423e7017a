// These functions run in the page: Playwright sends each one's source there, so each stands alone.
// They are plain JavaScript because the browser's types would otherwise reach the whole project.
// Their contracts are in inPage.d.mts.

export function lastRowIndex() {
	const row = document.querySelector(
		'.interactive-list .monaco-list-row[data-last-element="true"]',
	);
	return row ? Number(row.dataset.index) : -1;
}

export function isAtStart() {
	const rows = document.querySelector('.interactive-list .monaco-list-rows');
	return Number.parseFloat(rows.style.top || '0') >= 0;
}

export function isAnswered(index) {
	const row = document.querySelector(
		'.interactive-list .monaco-list-row[data-last-element="true"]',
	);
	return (
		row !== null &&
		Number(row.dataset.index) > index &&
		row.classList.contains('response') &&
		!row.querySelector('.chat-response-loading') &&
		!document.querySelector('.chat-input-toolbars .codicon-stop-circle')
	);
}

export function atRest({ selector, quiet }) {
	return new Promise((resolve) => {
		const watched = document.querySelector(selector) ?? document.body;
		const done = () => {
			observer.disconnect();
			resolve();
		};
		let timer = setTimeout(done, quiet);
		const observer = new MutationObserver((changes) => {
			// The cursor of a code block blinks for ever.
			if (changes.every(({ target }) => target.closest?.('.cursors-layer'))) return;
			clearTimeout(timer);
			timer = setTimeout(done, quiet);
		});
		observer.observe(watched, { childList: true, subtree: true, characterData: true });
	});
}

export function isNameKnown(name) {
	const marked = document.querySelectorAll(
		'.interactive-session .interactive-input-editor [class*="ced-chat-session-text"]',
	);
	return [...marked].some((part) => part.textContent.replaceAll('\u00a0', ' ').trim() === name);
}

export function hasModel(name) {
	const picker = document.querySelector('.interactive-session .model-picker-split');
	const shown = picker?.textContent.trim() ?? '';
	return name === undefined ? !['', 'Models'].includes(shown) : shown.includes(name);
}

export function focusedSuggestion() {
	const row = document.querySelector('.suggest-widget.visible .monaco-list-row.focused');
	const details = document.querySelector('.suggest-details-container .suggest-details .docs');
	const inRow = row?.querySelector('.details-label')?.textContent ?? '';
	return {
		label: row?.querySelector('.label-name')?.textContent ?? '',
		description: details?.textContent || inRow,
		index: Number(row?.dataset.index ?? -1),
		size: Number(row?.getAttribute('aria-setsize') ?? 0),
	};
}

export function readResponse() {
	const row = document.querySelector(
		'.interactive-list .monaco-list-row[data-last-element="true"]',
	);
	const value = row?.querySelector('.interactive-response > .value');
	if (!value) return { text: '', error: '' };

	/** Progress, references and tool bars: what surrounds an answer. */
	const surroundings =
		'.completed-response-disclosure, .chat-used-context, .progress-container, .monaco-toolbar, ' +
		'.interactive-result-code-block-toolbar, .interactive-result-vulns, .chat-notification-widget, ' +
		'.chat-mcp-servers-interaction, .chat-codeblock-pill-container, .codicon, style';
	const spaces = (text) => text.replaceAll(/[\s\u00a0]+/g, ' ');

	const codeBlock = (block) => {
		// Monaco keeps its lines in any order; where they stand is in their style.
		const lines = [...block.querySelectorAll('.view-line')]
			.toSorted((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
			.map((line) => line.textContent.replaceAll('\u00a0', ' ').trimEnd());
		const language = block.querySelector('[data-mode-id]')?.dataset.modeId ?? '';
		return `\n\n\`\`\`${language}\n${lines.join('\n')}\n\`\`\`\n\n`;
	};
	const listItem = (item) => {
		const list = item.parentElement;
		const mark =
			list.tagName === 'OL' ? `${(list.start || 1) + [...list.children].indexOf(item)}. ` : '- ';
		const text = write(item).trim();
		return `${mark}${text.replaceAll(/\n(?!\n)/g, `\n${' '.repeat(mark.length)}`)}\n`;
	};
	const link = (anchor) => {
		const text = write(anchor).trim();
		const target = anchor.dataset.href ?? anchor.getAttribute('href') ?? '';
		return /^https?:/.test(target) && target !== text ? `${text} (${target})` : text;
	};
	const table = (element) => {
		const cells = (line) => [...line.cells].map((cell) => write(cell).trim()).join(' | ');
		return `\n\n${[...element.rows].map(cells).join('\n')}\n\n`;
	};
	const isBlock = (node) =>
		/^(?:P|UL|OL|LI|DIV|PRE|TABLE|H[1-6]|BLOCKQUOTE|HR)$/.test(node?.tagName);
	const text = (node) => {
		const betweenBlocks = isBlock(node.previousSibling) || isBlock(node.nextSibling);
		return betweenBlocks && !node.data.trim() ? '' : spaces(node.data);
	};
	const one = (node) => {
		if (node.nodeType === Node.TEXT_NODE) return text(node);
		if (node.nodeType !== Node.ELEMENT_NODE || node.matches(surroundings)) return '';
		if (node.matches('.interactive-result-code-block')) return codeBlock(node);
		if (node.matches('.chat-command-button')) return `\n\n[${spaces(node.textContent).trim()}]\n\n`;
		switch (node.tagName) {
			case 'BR':
				return '\n';
			case 'HR':
				return '\n\n---\n\n';
			case 'LI':
				return listItem(node);
			case 'UL':
			case 'OL':
				return node.parentElement.tagName === 'LI' ? `\n${write(node)}` : `\n\n${write(node)}\n\n`;
			case 'A':
				return link(node);
			case 'TABLE':
				return table(node);
			case 'PRE':
				return `\n\n${node.textContent}\n\n`;
			case 'SPAN':
			case 'STRONG':
			case 'EM':
			case 'CODE':
				return write(node);
			default:
				return `\n\n${write(node)}\n\n`;
		}
	};
	const write = (node) => [...node.childNodes].map(one).join('');

	return {
		text: write(value)
			.replaceAll(/[ \t]+\n/g, '\n')
			.replaceAll(/\n{3,}/g, '\n\n')
			.trim(),
		error: [...value.querySelectorAll('.chat-notification-widget')]
			.map((widget) => spaces(widget.textContent).trim())
			.join('\n'),
	};
}

export function hasNotifications({ source, count }) {
	// VS Code closes the list whenever its last entry goes.
	if (!document.querySelector('.notifications-center.visible')) {
		document.getElementById('status.notifications').querySelector('a').click();
		return false;
	}
	const rows = [...document.querySelectorAll('.notifications-center .monaco-list-row')];
	const isFrom = (row) => row.getAttribute('aria-label')?.includes(`source: ${source},`);
	return rows.filter(isFrom).length >= count;
}

export function takeNotifications(source) {
	const rows = [...document.querySelectorAll('.notifications-center.visible .monaco-list-row')];
	const isFrom = (row) => row.getAttribute('aria-label')?.includes(`source: ${source},`);
	return rows.filter(isFrom).map((row) => {
		const { textContent } = row.querySelector('.notification-list-item-message');
		row.querySelector('.codicon-notifications-clear').click();
		return textContent;
	});
}
