/** VS Code's command that opens the chat. */
export const openChat = 'workbench.action.chat.open';
