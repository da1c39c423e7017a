import type { OwnTool } from './ownTools.ts';

/** The tool with which models give a task to an agent. */
export const askAgentTool: OwnTool = {
	displayName: 'Ask Agent',
	referenceName: 'askAgent',
	icon: '$(comment-discussion)',
	userDescription: 'Give a task to an agent, one of your own too, and get its answer',
	modelDescription:
		'Gives a task to one of the agents of SvelteKit Agents, those of the user and the workspace among them, and returns its answer. Each is a specialist that answers from its own file, with the tools that its file allows, and with nothing of this conversation: say all that it has to know. Without `agent` nobody is asked, and all agents that there are now are listed, those first that know about the task.',
	kind: 'other',
	input: {
		task: {
			type: 'string',
			minLength: 1,
			maxLength: 40_000,
			description: 'What the agent is to do, with all that it has to know.',
		},
		agent: {
			type: 'string',
			minLength: 1,
			maxLength: 100,
			description: 'The name of the agent, such as api-architect.',
		},
	},
	required: ['task'],
};
