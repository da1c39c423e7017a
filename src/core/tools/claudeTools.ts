/**
 * Tools of Claude Code that VS Code has nothing like: known, so that nobody is told that they do
 * not exist. Those with a counterpart are in the table of tools.
 */
export const claudeToolsWithoutCounterpart: readonly string[] = [
	'CronCreate',
	'CronDelete',
	'CronList',
	'EnterPlanMode',
	'EnterWorktree',
	'ExitWorktree',
	'ListMcpResources',
	'ListMcpResourcesTool',
	'MCPSearch',
	'Monitor',
	'PushNotification',
	'ReadMcpResource',
	'ReadMcpResourceTool',
	'RemoteTrigger',
	'ScheduleWakeup',
	'SendMessage',
	'TaskOutput',
	'TaskStop',
	'TeamCreate',
	'TeamDelete',
	'ToolSearch',
];
