import { chatCommands } from '../../ids.ts';
import type { Agent } from '../agent/agent.ts';
import { wholeCharacters } from '../text/wholeCharacters.ts';

/** A chat participant as a manifest declares it. */
export interface ParticipantEntry {
	readonly id: string;
	/** What is typed after `@`. */
	readonly name: string;
	readonly fullName: string;
	readonly description: string;
	readonly isSticky: true;
	readonly when?: string;
	readonly commands: readonly { readonly name: string; readonly description: string }[];
	/** What stands in the empty input when the participant is chosen. */
	readonly sampleRequest?: string;
	/** By which VS Code chooses a participant where nobody was named. */
	readonly disambiguation?: readonly {
		readonly category: string;
		readonly description: string;
		readonly examples: readonly string[];
	}[];
}

/** What an entry is made of. */
export interface Declared {
	readonly id: string;
	readonly handle: string;
	readonly fullName: string;
	readonly agent: Pick<Agent, 'summary' | 'examples'>;
	/** A condition on context keys, as manifests write it. */
	readonly when?: string;
	/** What stands behind the handle in the list and in the empty input; else the summary. */
	readonly description?: string;
}

/** More and longer questions of examples are not declared; manifests are read at every start. */
const mostExamples = 5;
const longestExample = 300;

/** The entry of an agent in `contributes.chatParticipants`. */
export function participantEntry({
	id,
	handle,
	fullName,
	agent,
	when,
	description = agent.summary,
}: Declared): ParticipantEntry {
	const questions = agent.examples
		.slice(0, mostExamples)
		.map(({ user }) => wholeCharacters(user.slice(0, longestExample)));
	return {
		id,
		name: handle,
		fullName,
		description,
		isSticky: true,
		...(when !== undefined && { when }),
		commands: [
			{
				name: chatCommands.about,
				description: 'Show what is sent besides the question, and which tools and models work here',
			},
			{
				name: chatCommands.patterns,
				description: 'List the code patterns that fit a question, each with a link that inserts it',
			},
		],
		...(questions[0] !== undefined && { sampleRequest: questions[0] }),
		...(questions.length > 0 && {
			disambiguation: [
				{ category: handle.replaceAll('-', '_'), description: agent.summary, examples: questions },
			],
		}),
	};
}
