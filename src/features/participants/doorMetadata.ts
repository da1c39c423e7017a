import * as vscode from 'vscode';

/** What VS Code keeps of an answer of the door, besides what it keeps of the agent's; must be JSON. */
export interface DoorMetadata {
	/** The agent that keeps answering. */
	readonly uses?: string;
	/** The agent that has answered; empty where none has. */
	readonly asked: string;
	/** What could be asked next. */
	readonly questions?: readonly string[];
}

/** Reads it, in this version or another; `undefined` of an answer that is none of the door's. */
export function readDoorMetadata(metadata: unknown): DoorMetadata | undefined {
	if (typeof metadata !== 'object' || metadata === null) return undefined;
	const { uses, asked, questions } = metadata as Readonly<Record<string, unknown>>;
	if (typeof asked !== 'string') return undefined;
	return {
		asked,
		...(typeof uses === 'string' && { uses }),
		...(Array.isArray(questions) && {
			questions: questions.filter((each) => typeof each === 'string'),
		}),
	};
}

/** The agent that a conversation keeps to. */
export function keptAgent(history: vscode.ChatContext['history']): string | undefined {
	const last = history.findLast((turn) => turn instanceof vscode.ChatResponseTurn);
	return readDoorMetadata(last?.result.metadata)?.uses;
}

/** Whether an agent has answered in a conversation before: as itself, or by the door. */
export function hasAnswered(handle: string, history: vscode.ChatContext['history']): boolean {
	return history.some((turn) => {
		if (!(turn instanceof vscode.ChatResponseTurn)) return false;
		const asked = readDoorMetadata(turn.result.metadata)?.asked;
		return asked === undefined || asked === handle;
	});
}
