/**
 * The VS Code that start, tests and screenshots run on. `codeServer` is the npm package that ships
 * VS Code `vscode` as a server with the web workbench; move the two together.
 */
export const versions = { codeServer: '4.139.1', vscode: '1.139.1' } as const;
