import * as agent from '../../../src/core/agent/agent.ts';
import * as ollama from '../../../src/core/capabilities/ollama.ts';
import * as svelteServer from '../../../src/core/capabilities/svelteServer.ts';
import * as ownTools from '../../../src/core/capabilities/ownTools.ts';
import * as agentGroups from '../../../src/core/editor/agentGroups.ts';
import * as agentDocument from '../../../src/core/editor/agentDocument.ts';
import * as appTypes from '../../../src/core/code/appTypes.ts';
import * as assignedLocals from '../../../src/core/code/assignedLocals.ts';
import * as hasAlready from '../../../src/core/insertion/hasAlready.ts';
import * as lackingSignIn from '../../../src/core/insertion/lackingSignIn.ts';
import * as leaveOutHooks from '../../../src/core/insertion/leaveOutHooks.ts';
import * as referenceDifferences from '../../../src/core/insertion/referenceDifferences.ts';
import * as drizzleSchema from '../../../src/core/insertion/drizzleSchema.ts';
import * as secondDatabase from '../../../src/core/insertion/secondDatabase.ts';
import * as tablesWay from '../../../src/core/insertion/tablesWay.ts';
import * as ownUsers from '../../../src/core/insertion/ownUsers.ts';
import * as projectSignIn from '../../../src/core/insertion/projectSignIn.ts';
import * as attributes from '../../../src/core/agent/attributes.ts';
import * as attributeTexts from '../../../src/core/editor/attributeTexts.ts';
import * as budget from '../../../src/core/chat/budget.ts';
import * as catalog from '../../../src/core/agent/catalog.ts';
import * as codeStyle from '../../../src/core/code/codeStyle.ts';
import * as listEdits from '../../../src/core/code/listEdits.ts';
import * as nameUses from '../../../src/core/code/nameUses.ts';
import * as handleOrder from '../../../src/core/insertion/wireHook/handleOrder.ts';
import * as hookChain from '../../../src/core/insertion/wireHook/hookChain.ts';
import * as hookExport from '../../../src/core/insertion/wireHook/hookExport.ts';
import * as hooksFile from '../../../src/core/insertion/wireHook/hooksFile.ts';
import * as neededImports from '../../../src/core/insertion/wireHook/neededImports.ts';
import * as wireHook from '../../../src/core/insertion/wireHook.ts';
import * as wiring from '../../../src/core/insertion/wireHook/wiring.ts';
import * as codeLanguage from '../../../src/core/code/codeLanguage.ts';
import * as projectDatabase from '../../../src/core/project/projectDatabase.ts';
import * as configLiterals from '../../../src/core/project/configLiterals.ts';
import * as configPaths from '../../../src/core/project/configPaths.ts';
import * as bindings from '../../../src/core/code/bindings.ts';
import * as objectMembers from '../../../src/core/code/objectMembers.ts';
import * as configFlag from '../../../src/core/project/configFlag.ts';
import * as appendLines from '../../../src/core/text/appendLines.ts';
import * as gitignore from '../../../src/core/project/gitignore.ts';
import * as dotEnv from '../../../src/core/project/dotEnv.ts';
import * as envVariable from '../../../src/core/code/envVariable.ts';
import * as calls from '../../../src/core/code/calls.ts';
import * as quotedTexts from '../../../src/core/code/quoted.ts';
import * as stringLiteral from '../../../src/core/code/stringLiteral.ts';
import * as liftedCode from '../../../src/core/code/liftedCode.ts';
import * as envSchema from '../../../src/core/code/envSchema.ts';
import * as schemaLibrary from '../../../src/core/code/schemaLibrary.ts';
import * as vitePlugins from '../../../src/core/project/vitePlugins.ts';
import * as kitOptions from '../../../src/core/project/kitOptions.ts';
import * as configGlob from '../../../src/core/project/configGlob.ts';
import * as editorConfig from '../../../src/core/project/editorConfig.ts';
import * as neighbourStyle from '../../../src/core/project/neighbourStyle.ts';
import * as prettierConfig from '../../../src/core/project/prettierConfig.ts';
import * as configRoots from '../../../src/core/project/configRoots.ts';
import * as importHomes from '../../../src/core/code/importHomes.ts';
import * as importComments from '../../../src/core/code/importComments.ts';
import * as importLayout from '../../../src/core/code/importLayout.ts';
import { patternFormat } from '../../../src/core/code/codeFormat.ts';
import * as imports from '../../../src/core/code/imports.ts';
import * as indentCode from '../../../src/core/code/indentCode.ts';
import * as docImports from '../../../src/core/code/docImports.ts';
import * as rewrittenText from '../../../src/core/code/rewrittenText.ts';
import * as typeText from '../../../src/core/code/typeText.ts';
import * as formatCodes from '../../../src/core/code/formatCode.ts';
import * as formatPlans from '../../../src/core/insertion/formatPlan.ts';
import * as formatAtCursors from '../../../src/core/insertion/formatAtCursor.ts';
import * as codeFormats from '../../../src/core/code/codeFormat.ts';
import * as lastUsed from '../../../src/core/text/lastUsed.ts';
import * as keepOwnLines from '../../../src/core/text/keepOwnLines.ts';
import * as readCodeFormats from '../../../src/core/project/readCodeFormat.ts';
import * as javaScriptUse from '../../../src/core/insertion/javaScriptUse.ts';
import * as jsDocTypes from '../../../src/core/code/jsDocTypes.ts';
import * as mergeImports from '../../../src/core/code/mergeImports.ts';
import * as moduleScan from '../../../src/core/code/moduleScan.ts';
import * as moduleShape from '../../../src/core/code/moduleShape.ts';
import * as parsedModule from '../../../src/core/code/parsedModule.ts';
import * as svelteScripts from '../../../src/core/code/svelteScripts.ts';
import * as svelteTag from '../../../src/core/code/svelteTag.ts';
import * as syntaxTree from '../../../src/core/code/syntaxTree.ts';
import * as sortedTexts from '../../../src/core/text/sortedTexts.ts';
import * as fileName from '../../../src/core/text/fileName.ts';
import * as textRange from '../../../src/core/text/range.ts';
import * as ownValues from '../../../src/core/text/ownValue.ts';
import * as slug from '../../../src/core/text/slug.ts';
import * as stem from '../../../src/core/text/stem.ts';
import * as wholeCharacters from '../../../src/core/text/wholeCharacters.ts';
import * as handle from '../../../src/core/agent/handle.ts';
import * as textEdits from '../../../src/core/text/textEdits.ts';
import * as complete from '../../../src/core/editor/completion.ts';
import * as conversation from '../../../src/core/chat/conversation.ts';
import * as delegations from '../../../src/core/agent/delegations.ts';
import * as followUps from '../../../src/core/chat/followUps.ts';
import * as frontMatter from '../../../src/core/agent/frontMatter.ts';
import type { Entry } from '../../../src/core/agent/frontMatter.ts';
import * as callable from '../../../src/core/agent/header/callable.ts';
import * as quotedPoints from '../../../src/core/text/quotedPoints.ts';
import * as omitsInstructions from '../../../src/core/agent/header/omitsInstructions.ts';
import * as skills from '../../../src/core/agent/header/skills.ts';
import * as lineChanges from '../../../src/core/workspace/lineChanges.ts';
import * as undoneCalls from '../../../src/core/chat/undoneCalls.ts';
import * as guides from '../../../src/core/chat/guides.ts';
import * as handOff from '../../../src/core/chat/handOff.ts';
import * as askedLanguage from '../../../src/core/chat/askedLanguage.ts';
import * as plainQuestion from '../../../src/core/chat/plainQuestion.ts';
import * as listedNames from '../../../src/core/agent/header/listedNames.ts';
import * as lostCallKeys from '../../../src/core/agent/header/lostCallKeys.ts';
import * as subagents from '../../../src/core/agent/header/subagents.ts';
import * as agentTools from '../../../src/core/agent/agentTools.ts';
import * as passages from '../../../src/core/chat/passages.ts';
import * as handbookAnswer from '../../../src/core/chat/handbookAnswer.ts';
import * as handbookOffer from '../../../src/core/chat/handbookOffer.ts';
import * as examples from '../../../src/core/agent/header/examples.ts';
import * as headerBounds from '../../../src/core/agent/header/headerBounds.ts';
import * as headerEdits from '../../../src/core/agent/header/headerEdits.ts';
import * as headerKeys from '../../../src/core/agent/header/headerKeys.ts';
import * as meantText from '../../../src/core/agent/header/meantText.ts';
import * as parserFixes from '../../../src/core/editor/validation/parserFixes.ts';
import * as repair from '../../../src/core/agent/header/repair.ts';
import * as restrictions from '../../../src/core/agent/header/restrictions.ts';
import * as splitEntries from '../../../src/core/agent/header/splitEntries.ts';
import * as meaning from '../../../src/core/agent/header/meaning.ts';
import * as sentences from '../../../src/core/agent/header/sentences.ts';
import * as shortSentence from '../../../src/core/agent/header/shortSentence.ts';
import * as summary from '../../../src/core/agent/header/summary.ts';
import * as toolList from '../../../src/core/agent/header/toolList.ts';
import * as yamlText from '../../../src/core/agent/header/yamlText.ts';
import * as yamlTree from '../../../src/core/agent/header/yamlTree.ts';
import * as hover from '../../../src/core/editor/hover.ts';
import * as atCursor from '../../../src/core/insertion/atCursor.ts';
import * as zodVersions from '../../../src/core/insertion/zodVersions.ts';
import * as declarationShape from '../../../src/core/code/declarationShape.ts';
import * as freeNames from '../../../src/core/code/freeNames.ts';
import * as moduleUses from '../../../src/core/code/moduleUses.ts';
import * as sliceModule from '../../../src/core/code/sliceModule.ts';
import * as existingExports from '../../../src/core/insertion/existingExports.ts';
import * as projectModules from '../../../src/core/insertion/projectModules.ts';
import * as moduleFiles from '../../../src/core/project/moduleFiles.ts';
import * as neededParts from '../../../src/core/insertion/neededParts.ts';
import * as projectVariant from '../../../src/core/insertion/projectVariant.ts';
import * as projectWarnings from '../../../src/core/insertion/projectWarnings.ts';
import * as missingParts from '../../../src/core/insertion/missingParts.ts';
import * as readProject from '../../../src/core/project/readProject.ts';
import * as projectConfigs from '../../../src/core/insertion/projectConfigs.ts';
import * as mergeConfig from '../../../src/core/insertion/mergeConfig.ts';
import * as planEnv from '../../../src/core/insertion/planEnv.ts';
import * as shownText from '../../../src/core/insertion/shownText.ts';
import * as neededVersions from '../../../src/core/insertion/neededVersions.ts';
import * as lowestVersions from '../../../src/core/insertion/lowestVersions.ts';
import * as leftToDo from '../../../src/core/insertion/leftToDo.ts';
import * as linesOfWidth from '../../../src/core/text/linesOfWidth.ts';
import * as planNeeds from '../../../src/core/insertion/planNeeds.ts';
import * as mergeHooks from '../../../src/core/insertion/mergeHooks.ts';
import * as toolLabels from '../../../src/core/capabilities/toolLabels.ts';
import * as numberWords from '../../../src/core/text/numberWords.ts';
import * as missing from '../../../src/core/insertion/missingPackages.ts';
import * as install from '../../../src/core/project/installCommands.ts';
import * as fittedFiles from '../../../src/core/insertion/fittedFiles.ts';
import * as insertion from '../../../src/core/insertion/insertion.ts';
import * as kit from '../../../src/core/insertion/kitRewrites.ts';
import * as agentCard from '../../../src/core/editor/hover/agentCard.ts';
import * as agentColors from '../../../src/core/agent/colors.ts';
import * as nameCompletions from '../../../src/core/editor/completion/nameCompletions.ts';
import * as agentPlace from '../../../src/core/agent/agentPlace.ts';
import * as agentFilePath from '../../../src/core/agent/filePath.ts';
import * as agentSigns from '../../../src/core/agent/agentSigns.ts';
import * as agentHeader from '../../../src/core/agent/agentHeader.ts';
import * as handleTable from '../../../src/core/agent/catalog/handleTable.ts';
import * as layeredMap from '../../../src/core/agent/catalog/layeredMap.ts';
import * as nameIndex from '../../../src/core/agent/catalog/nameIndex.ts';
import * as sortedLists from '../../../src/core/agent/catalog/sortedLists.ts';
import * as namesApart from '../../../src/core/agent/namesApart.ts';
import * as nameKey from '../../../src/core/agent/nameKey.ts';
import * as moduleIndex from '../../../src/core/pattern/moduleIndex.ts';
import * as firstQuestions from '../../../src/core/chat/firstQuestions.ts';
import * as knowledge from '../../../src/core/chat/knowledge.ts';
import * as greeting from '../../../src/core/chat/greeting.ts';
import * as askedDeed from '../../../src/core/chat/askedDeed.ts';
import * as questionWords from '../../../src/core/chat/questionWords.ts';
import * as termIndex from '../../../src/core/chat/termIndex.ts';
import * as routing from '../../../src/core/chat/routing.ts';
import * as synonyms from '../../../src/core/chat/synonyms.ts';
import * as editorAgent from '../../../src/core/manifest/editorAgent.ts';
import * as editorReferences from '../../../src/core/capabilities/editorReferences.ts';
import * as freeHandles from '../../../src/core/manifest/freeName.ts';
import * as packIcon from '../../../src/core/manifest/packIcon.ts';
import * as packIdentity from '../../../src/core/manifest/packIdentity.ts';
import * as sharedPacks from '../../../src/core/manifest/sharedPack.ts';
import * as agentIcon from '../../../src/core/manifest/agentIcon.ts';
import * as contribution from '../../../src/core/manifest/contribution.ts';
import * as myAgents from '../../../src/core/manifest/myAgents.ts';
import * as pack from '../../../src/core/manifest/pack.ts';
import * as participantEntry from '../../../src/core/manifest/participantEntry.ts';
import * as textMark from '../../../src/core/text/textMark.ts';
import * as vsix from '../../../src/core/manifest/vsix.ts';
import * as agentNames from '../../../src/core/agent/names.ts';
import * as agentTemplate from '../../../src/core/editor/agentTemplate.ts';
import * as builtInSupport from '../../../src/core/editor/builtInSupport.ts';
import * as listEntry from '../../../src/core/editor/completion/listEntry.ts';
import * as completion from '../../../src/core/editor/completion/proposal.ts';
import * as headerCompletions from '../../../src/core/editor/completion/headerCompletions.ts';
import * as headerHover from '../../../src/core/editor/hover/headerHover.ts';
import * as svelteKitFacts from '../../../src/core/editor/svelteKitFacts.ts';
import * as surroundings from '../../../src/core/editor/surroundings.ts';
import * as toolHover from '../../../src/core/editor/hover/toolHover.ts';
import * as markdown from '../../../src/core/markdown/markdown.ts';
import * as markdownText from '../../../src/core/text/markdownText.ts';
import * as handbookModel from '../../../src/core/capabilities/handbookModel.ts';
import * as modelChoice from '../../../src/core/capabilities/modelChoice.ts';
import * as modules from '../../../src/core/code/mergeModule.ts';
import * as fenceInfo from '../../../src/core/pattern/fenceInfo.ts';
import * as pathComment from '../../../src/core/pattern/pathComment.ts';
import * as nouns from '../../../src/core/text/nouns.ts';
import * as nameWords from '../../../src/core/text/nameWords.ts';
import * as renameNames from '../../../src/core/code/renameNames.ts';
import * as patternNames from '../../../src/core/insertion/patternNames.ts';
import * as renamePatterns from '../../../src/core/insertion/renamePattern.ts';
import * as lackingPart from '../../../src/core/insertion/lackingPart.ts';
import * as basePaths from '../../../src/core/insertion/basePaths.ts';
import * as sveltePieces from '../../../src/core/code/sveltePieces.ts';
import * as followRoutes from '../../../src/core/insertion/followRoutes.ts';
import * as placeRoutes from '../../../src/core/insertion/placeRoutes.ts';
import * as routeMoves from '../../../src/core/insertion/routeMoves.ts';
import * as routeTargets from '../../../src/core/insertion/routeTargets.ts';
import * as catalogs from '../../../src/core/project/catalogs.ts';
import * as ownErrorType from '../../../src/core/insertion/ownErrorType.ts';
import * as prerenderedAround from '../../../src/core/insertion/prerenderedAround.ts';
import * as filePaths from '../../../src/core/insertion/filePaths.ts';
import * as withoutServer from '../../../src/core/insertion/withoutServer.ts';
import * as fileRole from '../../../src/core/pattern/fileRole.ts';
import * as routePlaces from '../../../src/core/project/routePlaces.ts';
import * as stripSvelteTypes from '../../../src/core/code/stripSvelteTypes.ts';
import * as patternRoutes from '../../../src/core/insertion/patternRoutes.ts';
import * as patternTopics from '../../../src/core/pattern/patternTopics.ts';
import * as searchPatterns from '../../../src/core/pattern/searchPatterns.ts';
import * as patternLibrary from '../../../src/core/pattern/patternLibrary.ts';
import * as needs from '../../../src/core/pattern/needs.ts';
import * as patterns from '../../../src/core/pattern/patterns.ts';
import * as textAbove from '../../../src/core/pattern/textAbove.ts';
import * as verdict from '../../../src/core/pattern/verdict.ts';
import * as problems from '../../../src/core/problem/problem.ts';
import * as problemPage from '../../../src/core/problem/problemPage.ts';
import * as template from '../../../src/core/problem/template.ts';
import * as project from '../../../src/core/project/project.ts';
import * as projectBlock from '../../../src/core/project/projectBlock.ts';
import * as printedCalls from '../../../src/core/chat/printedCall.ts';
import * as promptText from '../../../src/core/chat/promptText.ts';
import * as providerFaults from '../../../src/core/chat/providerFault.ts';
import * as repetition from '../../../src/core/chat/repetition.ts';
import * as attachment from '../../../src/core/chat/attachment.ts';
import * as selfMentions from '../../../src/core/editor/selfMentions.ts';
import * as mentions from '../../../src/core/editor/mentions.ts';
import * as routes from '../../../src/core/project/routes.ts';
import * as search from '../../../src/core/text/search.ts';
import * as snippet from '../../../src/core/code/snippet.ts';
import * as stripTypes from '../../../src/core/code/stripTypes.ts';
import * as symbols from '../../../src/core/editor/outline.ts';
import * as blanks from '../../../src/core/text/blanks.ts';
import * as lineStarts from '../../../src/core/text/lineStarts.ts';
import * as plainText from '../../../src/core/text/plainText.ts';
import * as plainSentence from '../../../src/core/text/plainSentence.ts';
import * as plainTitle from '../../../src/core/text/plainTitle.ts';
import * as sortedPlaces from '../../../src/core/text/sortedPlaces.ts';
import * as trimChars from '../../../src/core/text/trimChars.ts';
import * as withoutStacks from '../../../src/core/text/withoutStacks.ts';
import * as toolNames from '../../../src/core/capabilities/toolNames.ts';
import * as globSet from '../../../src/core/workspace/globSet.ts';
import * as linearPattern from '../../../src/core/workspace/linearPattern.ts';
import * as onceOnly from '../../../src/core/workspace/onceOnly.ts';
import * as pageText from '../../../src/core/workspace/pageText.ts';
import * as replaceText from '../../../src/core/workspace/replaceText.ts';
import * as secretFiles from '../../../src/core/workspace/secretFiles.ts';
import * as toolInput from '../../../src/core/chat/toolInput.ts';
import * as dangerousFiles from '../../../src/core/workspace/dangerousFiles.ts';
import * as fileSystemNames from '../../../src/core/workspace/fileSystemNames.ts';
import * as placeholder from '../../../src/core/workspace/placeholder.ts';
import * as labelledSecrets from '../../../src/core/workspace/labelledSecrets.ts';
import * as passwordsInAddresses from '../../../src/core/workspace/passwordsInAddresses.ts';
import * as privateKeys from '../../../src/core/workspace/privateKeys.ts';
import * as signedTokens from '../../../src/core/workspace/signedTokens.ts';
import * as secretText from '../../../src/core/workspace/secretText.ts';
import * as stateMachine from '../../../src/core/workspace/stateMachine.ts';
import * as keptResults from '../../../src/core/chat/keptResults.ts';
import * as toolResult from '../../../src/core/chat/toolResult.ts';
import * as base64 from '../../../src/core/text/base64.ts';
import * as visibleLine from '../../../src/core/text/visibleLine.ts';
import * as joinFixes from '../../../src/core/agent/header/joinFixes.ts';
import * as misread from '../../../src/core/agent/header/misread.ts';
import * as brokenBlock from '../../../src/core/agent/header/brokenBlock.ts';
import * as unlikeReadings from '../../../src/core/agent/header/unlikeReadings.ts';
import * as blockReader from '../../../src/core/markdown/blockReader.ts';
import * as fenceMarker from '../../../src/core/markdown/fenceMarker.ts';
import * as forgottenMarker from '../../../src/core/markdown/forgottenMarker.ts';
import * as htmlBlock from '../../../src/core/markdown/htmlBlock.ts';
import * as lineCursor from '../../../src/core/markdown/lineCursor.ts';
import * as continuedLines from '../../../src/core/agent/header/continuedLines.ts';
import { aliasKeys } from '../../../src/core/agent/header/aliasKeys.ts';
import { gluedKeys } from '../../../src/core/agent/header/gluedKeys.ts';
import { isUndisguised, undisguised } from '../../../src/core/agent/header/undisguised.ts';
import * as unreadLines from '../../../src/core/agent/header/unreadLines.ts';
import * as lostKeys from '../../../src/core/agent/header/lostKeys.ts';
import * as toolEntries from '../../../src/core/agent/header/toolEntries.ts';
import * as deniedTools from '../../../src/core/capabilities/deniedTools.ts';
import * as mcpNames from '../../../src/core/capabilities/mcpNames.ts';
import * as toolEffect from '../../../src/core/capabilities/toolEffect.ts';
import * as handOffHover from '../../../src/core/editor/hover/handOffHover.ts';
import * as modelHere from '../../../src/core/editor/hover/modelHere.ts';
import * as headerMeaning from '../../../src/core/editor/validation/headerMeaning.ts';
import * as fileAbove from '../../../src/core/pattern/fileAbove.ts';
import * as verdictWords from '../../../src/core/pattern/verdictWords.ts';
import * as negation from '../../../src/core/capabilities/negation.ts';
import * as toolSpellings from '../../../src/core/capabilities/toolSpellings.ts';
import * as restrictionProblems from '../../../src/core/editor/validation/restrictionProblems.ts';
import * as shownChange from '../../../src/core/workspace/shownChange.ts';
import * as validate from '../../../src/core/editor/validate.ts';
import * as bodyProblems from '../../../src/core/editor/validation/bodyProblems.ts';
import * as codeGuess from '../../../src/core/editor/validation/codeGuess.ts';
import * as delegateProblems from '../../../src/core/editor/validation/delegateProblems.ts';
import * as fixAll from '../../../src/core/editor/validation/fixAll.ts';
import * as headerProblems from '../../../src/core/editor/validation/headerProblems.ts';
import * as mojibake from '../../../src/core/editor/validation/mojibake.ts';
import * as moduleProblems from '../../../src/core/editor/validation/moduleProblems.ts';
import * as nameProblems from '../../../src/core/editor/validation/nameProblems.ts';
import * as nearest from '../../../src/core/text/nearest.ts';
import * as toolProblems from '../../../src/core/editor/validation/toolProblems.ts';
import * as validationContext from '../../../src/core/editor/validation/validationContext.ts';
import { knownAgents, surroundingsOf } from '../../helpers/knownAgents.ts';
import type { TextKind } from './hostileShapes.ts';

/** A function of core, as it is called with a hostile text. */
export interface TextFunction {
	/** The exported functions that the call is about. */
	readonly covers: readonly Function[];
	readonly kind: TextKind;
	/** Calls it, also several times at several places; may return a promise. */
	readonly run: (text: string) => unknown;
}

const path = { stem: 'a', path: 'file:///app/.claude/agents/a.md' };
const context = {
	agents: knownAgents,
	tools: [{ name: 'run_in_terminal', tags: [] }],
	models: [{ id: 'gpt-5', vendor: 'copilot', family: 'gpt-5', name: 'GPT-5' }],
};

function analysed(text: string): agentDocument.AgentDocument {
	return agentDocument.analyse(text, path);
}

/** Places at the ends, in the middle, and behind what may open something. */
function offsetsIn(text: string): readonly number[] {
	const middle = Math.floor(text.length / 2);
	return [0, middle, text.indexOf('[', middle), text.length - 8, text.length].filter(
		(at) => at >= 0,
	);
}

function wholeEntry(text: string, canonical: string): Entry {
	const keyRange = { start: 0, end: 0 };
	const valueRange = { start: 0, end: text.length };
	return { key: canonical, canonical, keyRange, value: text, valueRange, repaired: false };
}

function limitOfBroad(entries: readonly toolEntries.ToolEntry[]): unknown {
	return toolEntries.limitOfBroad(entries, entries.filter(toolEntries.isBroad));
}

function rawEntry(text: string, canonical: string): splitEntries.RawEntry {
	return {
		key: canonical,
		canonical,
		keyRange: { start: 0, end: 0 },
		start: 0,
		valueStart: 0,
		end: text.length,
		indent: '',
		hasUnindentedLines: false,
		isBlock: false,
	};
}

function shapeOf(text: string): moduleShape.ModuleShape {
	return new parsedModule.ParsedModule(text).shape;
}

function delegationsOf(text: string): readonly delegations.Delegation[] {
	const { agent: read } = agent.parseAgent(text, 'a');
	return read ? delegations.findDelegations(read, text) : [];
}

/** As many files as are read; see `AgentFinder`. */
const mostFiles = 20_000;

function agentFiles(text: string): readonly catalog.AgentFile[] {
	const { agent: read } = agent.parseAgent('---\nname: a\n---\n', 'a');
	if (!read) throw new Error('A header with a name is an agent file.');
	const lines = text.split('\n').slice(0, mostFiles);
	return lines.map((name, i): catalog.AgentFile => {
		const named = { ...read, name, summary: name };
		return { origin: 'workspace', path: `${name}/${i}`, stem: name, agent: named };
	});
}

function patternsOf(text: string): readonly patterns.Pattern[] {
	return patterns.findPatterns(text).patterns;
}

const facts = [2, 3].map(
	(major) =>
		project.readProjectFacts({
			packageJson: JSON.stringify({
				devDependencies: { '@sveltejs/kit': `^${major}.0.0`, zod: '4' },
				imports: { '#lib/*': './src/lib/*' },
			}),
			fileNames: ['tsconfig.json'],
		}).facts,
);
const [kit2Facts, kit3Facts] = facts as [project.ProjectFacts, project.ProjectFacts];
const baseFacts: project.ProjectFacts = { ...kit2Facts, hasBasePath: true };
const module = `import { a, type B } from 'a';\nimport c from 'c';\nexport const d: B = c as B;\n`;
const types = `declare global {\n\tnamespace App {\n\t\tinterface Locals {\n\t\t\ta: string;\n\t\t}\n\t}\n}\nexport {};\n`;

const hook = { name: 'handle', exported: 'a', from: '$lib/a', order: 40 } as const;
const wiredInto = { language: 'ts', kitMajor: 2 } as const;

async function fitted(changes: Partial<conversation.Conversation>): Promise<unknown> {
	const nothing = { guides: [], context: '', history: [], attachments: [], rounds: [], tools: '' };
	const count = async (text: string): Promise<number> => Math.ceil(text.length / 4);
	const counter = new budget.TokenCounter(count);
	return budget.fitConversation(
		{ ...nothing, prompt: 'a', question: 'b', ...changes },
		10_000,
		counter,
	);
}

/** The functions of core that read an agent file, or a document of one. */
const ofFiles: readonly TextFunction[] = [
	file([agent.parseAgent], (text) => agent.parseAgent(text, 'a').agent?.summary),
	file([agent.decodeAgentFile], (text) => agent.decodeAgentFile(new TextEncoder().encode(text))),
	file([frontMatter.parseFrontMatter], (text) => frontMatter.parseFrontMatter(text)),
	file([headerBounds.findHeader, headerBounds.shrinkHeader, headerBounds.endUnclosed], (text) => {
		const bounds = headerBounds.findHeader(text);
		if (bounds && 'source' in bounds) headerBounds.shrinkHeader(text, bounds);
		return headerBounds.endUnclosed(text, 0, 3, text.length, []);
	}),
	file([yamlTree.readHeader], (text) => orThrown(() => yamlTree.readHeader(`\n${text}`, 0))),
	file([yamlTree.readYaml], (text) => orThrown(() => yamlTree.readYaml(text, 0))),
	file([needs.readNeeds, needs.joinNeeds], (text) => {
		const read = needs.readNeeds(text, 0).needs;
		return needs.joinNeeds([read, read]);
	}),
	file([splitEntries.splitEntries], (text) => splitEntries.splitEntries(text, 0, text.length)),
	file(
		[
			splitEntries.blockTest,
			splitEntries.firstIndent,
			unreadLines.unreadLines,
			brokenBlock.isBlockOfKeys,
			brokenBlock.mendBlock,
			brokenBlock.holdsNesting,
			continuedLines.continuedLines,
			unlikeReadings.unlikeReadings,
		],
		(text) => {
			const whole = { start: 0, end: text.length };
			const entry = rawEntry(text, 'mcpServers');
			const split = { entries: [entry], lostKeys: [] };
			const pair = { key: 'a', keyRange: { start: 0, end: 0 }, range: whole, value: text };
			return [
				splitEntries.blockTest(text, 0, text.length)(text.length),
				splitEntries.blockTest(text, 0, text.length, 0)(text.length),
				splitEntries.firstIndent(text, 0, text.length),
				unreadLines.unreadLines(text, whole, split, [pair]),
				brokenBlock.isBlockOfKeys(text, entry),
				brokenBlock.mendBlock(text, entry),
				brokenBlock.holdsNesting(text, { ...entry, canonical: 'hooks' }),
				unlikeReadings.unlikeReadings(`a: "${text}\n"`, { start: 0, end: text.length + 5 }, [
					{
						key: 'a',
						keyRange: { start: 0, end: 1 },
						range: { start: 3, end: text.length + 5 },
						value: text,
					},
				]),
				continuedLines.continuedLines(`a: ["${text}`, [
					{ ...pair, keyRange: { start: 0, end: 1 }, range: { start: 3, end: text.length + 5 } },
				]),
			];
		},
	),
	file([splitEntries.splitIndented], (text) =>
		splitEntries.splitIndented(text, rawEntry(text, 'description')),
	),
	file([repair.repairEntry], (text) => [
		repair.repairEntry(text, rawEntry(text, 'description'), ''),
		repair.repairEntry(text, rawEntry(text, 'tools'), '  '),
	]),
	file(
		[
			toolEntries.readToolEntries,
			toolEntries.readToolNames,
			toolEntries.readDenials,
			toolEntries.takesAway,
			toolEntries.isBroad,
			toolEntries.saysOnly,
			toolEntries.limitOfBroad,
			toolEntries.areSwitches,
		],
		(text) =>
			['tools', 'disallowedTools'].flatMap((key) => [
				toolEntries.readToolEntries(text, wholeEntry(text, key)).map(toolEntries.takesAway),
				toolEntries.readToolEntries(text, wholeEntry(text, key)).map(toolEntries.saysOnly),
				limitOfBroad(toolEntries.readToolEntries(text, wholeEntry(text, key))),
				toolEntries.readToolNames(text, wholeEntry(text, key)),
				toolEntries.readDenials(text, wholeEntry(text, key)),
				toolEntries.areSwitches({ [text]: true }),
			]),
	),
	file([undisguised, isUndisguised], (text) => [undisguised(text), isUndisguised(text)]),
	file([aliasKeys, gluedKeys], (text) => {
		const range = { start: 0, end: text.length };
		const pair = { key: 'color', keyRange: { start: 0, end: 0 }, range, value: text };
		return [aliasKeys(text, range), gluedKeys(text, [pair, { ...pair, key: 'description' }])];
	}),
	file(
		[lostKeys.lostKeyAt, lostKeys.lostKeyIn, lostKeys.isToolList, lostKeys.restrictionMeantBy],
		(text) => [
			lostKeys.isToolList(text),
			lostKeys.lostKeyIn(text, 0, text.length),
			lostKeys.lostKeyAt(text, 0, text.length, false),
			lostKeys.lostKeyAt(text, 0, text.length, true),
			lostKeys.restrictionMeantBy(text, text),
			lostKeys.restrictionMeantBy('a', text.split('\n')),
		],
	),
	file(
		[
			restrictionProblems.restrictionProblems,
			restrictionProblems.restrictsNothing,
			headerKeys.mayHoldItems,
			...Object.values(joinFixes),
			...Object.values(misread),
			splitEntries.hidesKey,
		],
		(text) => {
			const document = analysed(text);
			for (const entry of document.frontMatter.entries) {
				restrictionProblems.restrictsNothing(entry);
				headerKeys.mayHoldItems(entry.canonical);
			}
			joinFixes.joinFixes(document.parseProblems);
			const range = { start: 0, end: text.length };
			splitEntries.hidesKey(text, { key: 'a', keyRange: range, range, value: text });
			return restrictionProblems.restrictionProblems(document);
		},
	),
	file([restrictions.readRestrictions, toolEntries.readNames, frontMatter.entriesOf], (text) => {
		const read = frontMatter.parseFrontMatter(text);
		toolEntries.readNames(text, wholeEntry(text, 'tools'));
		return [restrictions.readRestrictions(text, read), frontMatter.entriesOf(read, 'tools')];
	}),
	file([delegations.findDelegations], delegationsOf),
	file(
		[
			handOff.handOffTool,
			handOff.readHandOff,
			handOff.matchHandOffs,
			handOff.asOffered,
			handOff.handOffPrompt,
			delegations.placeholdersOf,
		],
		(text) => {
			const found = delegationsOf(text);
			const [first] = found;
			const call = { to: first?.handle, text: text.slice(0, 100_000) };
			for (const to of handOff.matchHandOffs(found, `A sentence with words. ${text}`)) {
				handOff.handOffPrompt(to, { from: 'a', question: text, answer: text });
			}
			return [
				handOff.handOffTool(found),
				handOff.readHandOff(call, found),
				handOff.asOffered([{ to: first?.handle ?? '', text }], found),
				delegations.placeholdersOf(text),
			];
		},
	),
	file([agentDocument.analyse, agentDocument.AgentDocument], (text) => {
		const document = analysed(text);
		return [
			document.agent,
			document.fences,
			document.sections,
			document.patterns,
			document.delegations,
			document.fenceAt(text.length - 1),
			document.entryOf('name'),
		];
	}),
	file([validate.validate], (text) => validate.validate(analysed(text), context)),
	file([validate.validate], (text) =>
		validate.validate(agentDocument.analyse(text, { stem: 'a' })),
	),
	file([parserFixes.withFix], (text) => {
		const document = analysed(text);
		return document.parseProblems.map((problem) => parserFixes.withFix(document, problem));
	}),
	file([bodyProblems.bodyProblems], (text) => bodyProblems.bodyProblems(analysed(text), context)),
	file([delegateProblems.delegateProblems], (text) =>
		delegateProblems.delegateProblems(analysed(text), context),
	),
	file([headerProblems.headerProblems], (text) =>
		headerProblems.headerProblems(analysed(text), context),
	),
	file([moduleProblems.moduleProblems], (text) =>
		moduleProblems.moduleProblems(analysed(text), context),
	),
	file([nameProblems.nameProblems], (text) => nameProblems.nameProblems(analysed(text), context)),
	word([nameProblems.nameAll], (text) => {
		const agents = catalog.buildCatalog(agentFiles(text));
		return agents.agents.slice(0, 3).map((each) => nameProblems.nameAll(each.path, agents));
	}),
	file([toolProblems.toolProblems], (text) => toolProblems.toolProblems(analysed(text), context)),
	file([fixAll.fixAll, textEdits.differenceOf], (text) =>
		textEdits.differenceOf(text, fixAll.fixAll(text, path, context)),
	),
	file([headerMeaning.meaningOfHeader, headerMeaning.saysTheSame], (text) => {
		const read = headerMeaning.meaningOfHeader(analysed(text), context.tools);
		return headerMeaning.saysTheSame(read, read);
	}),
	file([handOffHover.handOffHover, headerProblems.missingKeys], (text) => {
		const document = analysed(text);
		const { entries } = document.frontMatter;
		const [entry] = entries;
		return [
			headerProblems.missingKeys(entries),
			entry &&
				offsetsIn(text).map((at) => handOffHover.handOffHover(document, entry, at, { models: [] })),
		];
	}),
	word(
		[toolEffect.toolEffect, toolEffect.shownTools, toolEffect.serverOf, modelHere.modelHere],
		(text) => {
			const becomes = text.split(' ');
			const tool = {
				written: text,
				becomes,
				state: 'available',
				kind: 'other',
				asksFirst: true,
				note: '',
			} as const;
			return [
				toolEffect.toolEffect(tool),
				toolEffect.shownTools(becomes, text),
				toolEffect.serverOf(text),
				modelHere.modelHere(text, []).words,
			];
		},
	),
	prose([fileAbove.fileAbove, fileAbove.withoutFileWord, fileAbove.canHold], (text) => [
		fileAbove.fileAbove(text),
		fileAbove.withoutFileWord(text),
		fileAbove.canHold(text, text),
	]),
	prose([verdictWords.mayBeOtherLanguage, verdictWords.judgeInOtherLanguage], (text) => [
		verdictWords.mayBeOtherLanguage(text),
		verdictWords.judgeInOtherLanguage(text.split(' ')),
	]),
	file([hover.hoverAt], (text) => {
		const document = analysed(text);
		const around = surroundingsOf(document);
		return offsetsIn(text).map((at) => hover.hoverAt(document, at, around));
	}),
	file([headerHover.headerHover, toolHover.toolHover], (text) => {
		const document = analysed(text);
		const around = surroundingsOf(document);
		const { entries } = document.frontMatter;
		return [entries[0], entries.at(-1), wholeEntry(text, 'description')].flatMap((entry) =>
			entry
				? [
						headerHover.headerHover(document, entry, entry.valueRange.start, around),
						toolHover.toolHover(document, entry, entry.valueRange.end, around),
					]
				: [],
		);
	}),
	file([hover.handleHover, mentions.handleAt], (text) =>
		offsetsIn(text).map((at) => hover.handleHover(text, at, { agents: knownAgents, models: [] })),
	),
	file([complete.completionsAt], (text) => {
		const document = analysed(text);
		const around = surroundingsOf(document);
		return offsetsIn(text).map((at) => complete.completionsAt(document, at, around));
	}),
	file(
		[
			completion.lineAt,
			headerCompletions.headerCompletions,
			listEntry.listEntryAt,
			listEntry.listItemAt,
			nameCompletions.handleCompletions,
			nameCompletions.targetCompletions,
		],
		(text) => {
			const document = analysed(text);
			const around = surroundingsOf(document);
			return offsetsIn(text).map((at) => {
				const line = completion.lineAt(text, at);
				return [
					headerCompletions.headerCompletions(document, line, around),
					listEntry.listEntryAt(text, line, text),
					listEntry.listEntryAt(`[${text}`, line, text),
					listEntry.listItemAt(line),
					nameCompletions.handleCompletions(document, line, around),
					nameCompletions.targetCompletions(line, around),
				];
			});
		},
	),
	file(
		[symbols.outlineOf, symbols.patternItems, symbols.foldingRanges, symbols.fileLinks],
		(text) => {
			const document = analysed(text);
			return [
				symbols.outlineOf(document),
				symbols.patternItems(document),
				symbols.foldingRanges(document),
				symbols.fileLinks(document, knownAgents),
			];
		},
	),
	file(
		[
			mentions.findMentions,
			mentions.mentionAt,
			mentions.mentionsOf,
			mentions.placesOf,
			selfMentions.selfMentions,
			mentions.nameRange,
			mentions.renameEdits,
		],
		(text) => {
			const document = analysed(text);
			const own = surroundingsOf(document).own?.agent ?? knownAgents.agents[0];
			return [
				mentions.findMentions(document),
				offsetsIn(text).map((at) => mentions.mentionAt(document, at)),
				mentions.nameRange(document),
				own && mentions.mentionsOf(own, document, knownAgents),
				own && mentions.placesOf(own, document, knownAgents),
				own && mentions.renameEdits(own, document, knownAgents, 'b'),
				selfMentions.selfMentions(document, 'a-b-c'),
				selfMentions.selfMentions(document, 'a'),
			];
		},
	),
	file([agentCard.agentCard, surroundings.placeAgent], (text) => {
		const document = analysed(text);
		const { own, models } = surroundingsOf(document);
		return own && agentCard.agentCard(own.agent, { models }, false);
	}),
	file([agentSigns.agentSigns], agentSigns.agentSigns),
	file([agentFilePath.isAgentDocument], (text) =>
		agentFilePath.isAgentDocument({
			path: '/app/agents/a.md',
			languageId: 'markdown',
			isUntitled: false,
			head: text,
		}),
	),
];

/** The functions that read prose with code in it. */
const ofMarkdown: readonly TextFunction[] = [
	prose(
		[
			markdown.findFences,
			markdown.fenceLines,
			markdown.unclosedFences,
			markdown.withClosedFences,
			markdown.replaceFences,
			markdown.hasDoubtfulFences,
		],
		(text) => {
			const fences = markdown.findFences(text);
			return [
				fences.map((fence) => markdown.fenceLines(text, fence)),
				markdown.unclosedFences(text, '\n'),
				markdown.withClosedFences(text),
				markdown.replaceFences(text, (block) => block.slice(0, 3)),
				markdown.hasDoubtfulFences(fences),
			];
		},
	),
	prose([textAbove.readTextAbove, textAbove.isStatement], (text) => {
		const [fence] = markdown.findFences('```\n');
		const end = { start: text.length, end: text.length };
		return [
			fence && textAbove.readTextAbove(`${text}\n`, 0, { ...fence, range: end }),
			textAbove.isStatement(text),
		];
	}),
	prose([verdict.readVerdictInText, verdict.offeredLines], (text) => [
		verdict.readVerdictInText(text),
		verdict.offeredLines(text.split('\n'), undefined, () => false),
		verdict.offeredLines(['// Bad', ...text.split('\n'), '// Good', text], 'bad', () => true),
	]),
	word([verdict.readVerdict, verdict.readVerdictInInfo], (text) => [
		verdict.readVerdict(text),
		verdict.readVerdictInInfo(text),
	]),
	prose([blockReader.readCodeBlocks, lineCursor.LineCursor, lineCursor.columnAfter], (text) => {
		const options = { fencesInTags: true, looseItems: true };
		return [
			blockReader.readCodeBlocks(text, options),
			new lineCursor.LineCursor(text, { start: 0, end: text.length, contentEnd: text.length }),
			lineCursor.columnAfter(text, 0),
		];
	}),
	prose(
		[
			forgottenMarker.withForgottenMarkers,
			forgottenMarker.mayHoldProse,
			forgottenMarker.isPlainCode,
			forgottenMarker.holdsMarkdown,
		],
		(text) => {
			const blocks = blockReader.readCodeBlocks(text);
			const open = blocks.at(-1);
			return [
				forgottenMarker.withForgottenMarkers(text, open),
				blocks.map((block) => forgottenMarker.mayHoldProse(text, block)),
				forgottenMarker.isPlainCode('ts', text, text),
				forgottenMarker.isPlainCode('sh', text, text),
				forgottenMarker.holdsMarkdown(text),
			];
		},
	),
	word([fenceMarker.fenceMarkerOf, fenceMarker.runLength, htmlBlock.htmlBlockAt], (text) => [
		fenceMarker.fenceMarkerOf(text),
		fenceMarker.fenceMarkerOf(`\`\`\`${text}`),
		fenceMarker.runLength(text),
		htmlBlock.htmlBlockAt(text, false),
		htmlBlock.htmlBlockAt(`<${text}`, true),
	]),
	prose([markdown.findSections, markdown.linesOf], (text) => [
		markdown.findSections(text),
		[...markdown.linesOf(text)],
	]),
	file([agentHeader.headerOf], (text) => {
		const { agent: found } = agent.parseAgent(text, 'a');
		return found && agentHeader.headerOf(found);
	}),
	prose([moduleIndex.ModuleIndex, patterns.modulesOf, patternLibrary.libraryPatterns], (text) => {
		const found = patterns.findPatterns(text).patterns;
		const index = new moduleIndex.ModuleIndex();
		index.set('a', found);
		index.set(
			'a',
			patternLibrary.libraryPatterns('a', found).map(({ pattern }) => pattern),
		);
		return [index.isMadeBeside('a', text, 2), patterns.modulesOf(found, 3)];
	}),
	prose([patterns.findPatterns, patterns.missingModules, patterns.variantFor], (text) => {
		const found = patternsOf(text);
		return [patterns.missingModules(found), found.map((each) => patterns.variantFor(each, 2))];
	}),
	prose(
		[
			patternLibrary.collectPatterns,
			patternLibrary.isInsertable,
			patternLibrary.isOfferedIn,
			patternLibrary.findPattern,
			patternLibrary.completionWord,
		],
		(text) => {
			const library = patternLibrary.collectPatterns([{ handle: 'a', prompt: text }]);
			return [
				patternLibrary.findPattern(library, 'a/b'),
				library.map(patternLibrary.completionWord),
			];
		},
	),
	prose(
		[
			insertion.planFiles,
			insertion.fitCode,
			fittedFiles.fittedFiles,
			patternRoutes.routeOf,
			patternRoutes.targetPaths,
			withoutServer.noServerNote,
			ownErrorType.errorTypeNote,
			prerenderedAround.outsidePrerendered,
			filePaths.filePathEdits,
			filePaths.withFilePaths,
			projectVariant.variantOf,
			missing.missingPackages,
			missing.joinPackages,
			insertion.indexFolders,
		],
		(text) => {
			const found = patternsOf(text);
			const libFolders = insertion.indexFolders(found);
			const existing = (): string => module;
			return found.map((each) => {
				const variant = projectVariant.variantOf(each, kit2Facts);
				patternRoutes.routeOf(variant);
				patternRoutes.targetPaths(variant, kit2Facts);
				withoutServer.noServerNote(variant, kit2Facts);
				ownErrorType.errorTypeNote(variant.files, () => text);
				const page = { path: 'src/routes/a/+page.server.ts', text };
				prerenderedAround.outsidePrerendered([page], kit2Facts, () => text);
				filePaths.withFilePaths(text, kit3Facts);
				filePaths.withFilePaths(`\`src/lib/${text}\``, kit3Facts);
				missing.joinPackages(missing.missingPackages(variant, kit2Facts, each.needs));
				fittedFiles.fittedFiles(each, kit2Facts, libFolders);
				return insertion.planFiles(each, kit3Facts, { existing, libFolders, route: '/a' });
			});
		},
	),
	prose(
		[insertion.planAll, neededParts.neededParts, projectWarnings.projectWarnings],
		async (text) => {
			const library = patternLibrary.collectPatterns([{ handle: 'a', prompt: text }]);
			const [first] = library;
			if (!first) return undefined;
			const files = { has: async () => false, read: async () => undefined };
			const needed = await neededParts.neededParts(first, library, kit3Facts, files);
			const all = [...needed.patterns, first.pattern];
			projectWarnings.projectWarnings(all, kit2Facts);
			return insertion.planAll(all, kit3Facts, { existing: () => undefined });
		},
	),
	word(
		[
			nouns.singularOf,
			nouns.pluralOf,
			nameWords.wordsOfName,
			nameWords.formsOfMany,
			nameWords.formsOfOne,
			nameWords.isMany,
			nameWords.NameChange,
			nameWords.camelOf,
			patternNames.formsNamed,
			renameNames.isReserved,
			renameNames.isSharedKey,
			renameNames.isContractName,
		],
		(text) => {
			const forms = nameWords.formsOfMany(['as']);
			const change = new nameWords.NameChange(forms, nameWords.formsOfOne(['b', 'c']));
			const name = { name: 'as', forms, offered: 'as' };
			return [
				nouns.singularOf(text),
				nouns.pluralOf(text),
				nameWords.wordsOfName(text),
				nameWords.isMany([text]),
				[change.of(text), change.begins(text), change.isWhole(text)],
				nameWords.camelOf([text]),
				patternNames.formsNamed(text, name),
				renameNames.isReserved(text),
				[renameNames.isSharedKey(text), renameNames.isContractName(text)],
			];
		},
	),
	code([renameNames.renameNames, renameNames.keysIn], (text) => {
		const forms = nameWords.formsOfMany(['as']);
		const change = new nameWords.NameChange(forms, nameWords.formsOfMany(['bs']));
		const importOf = (specifier: string): ReturnType<renameNames.Renaming['importOf']> => ({
			specifier,
			renames: () => true,
		});
		const renaming = { change, members: new Set(['a']), importOf };
		return [
			renameNames.renameNames(text, 'typescript', renaming),
			renameNames.renameNames(text, 'svelte', renaming),
			renameNames.keysIn(new parsedModule.ParsedModule(text), change),
		];
	}),
	prose(
		[patternNames.namesOf, renamePatterns.renamePattern, renamePatterns.takenInProject],
		async (text) => {
			const library = patternLibrary.collectPatterns([{ handle: 'a', prompt: text }]);
			const [first] = library;
			if (!first) return undefined;
			const [from, to] = [['as'], ['bs']].map((words) => nameWords.formsOfMany(words));
			if (!from || !to) return undefined;
			const names = patternNames.namesOf(first, library, kit2Facts, '/b');
			const renamed = renamePatterns.renamePattern(first, library, kit2Facts, { from, to });
			const files = { has: async () => false, read: async () => text };
			return [names, await renamePatterns.takenInProject(renamed, kit2Facts, files)];
		},
	),
	code(
		[
			basePaths.withBasePaths,
			sveltePieces.piecesOf,
			sveltePieces.piecesOfMarkup,
			sveltePieces.isExpression,
			sveltePieces.expressionsIn,
		],
		(text) =>
			['src/a.ts', 'src/a.svelte'].map((target) =>
				basePaths.withBasePaths(new parsedModule.ParsedModule(text), target, baseFacts),
			),
	),
	code([lackingPart.lackingPart], (text) => {
		const [pattern] = patternsOf(`## A\n\`\`\`ts\n// src/a.ts\n${module}\n\`\`\`\n`);
		const source = pattern?.variants[0]?.files[0];
		const existing = new parsedModule.ParsedModule(text);
		return source && lackingPart.lackingPart({ ...source, code: text }, existing, existing);
	}),
	code([followRoutes.followRoutes, routeMoves.RouteMoves], (text) => {
		const moves = new routeMoves.RouteMoves([{ from: '/a/[b]', to: '/c/[d]' }]);
		const follow = (language: string): string =>
			followRoutes.followRoutes(text, language, moves, '/a/[b]');
		return [follow('typescript'), follow('svelte'), moves.follow({ path: text, holes: [] })];
	}),
	code(
		[
			assignedLocals.assignedLocals,
			projectSignIn.projectSignIn,
			projectSignIn.signedInMembers,
			projectSignIn.nameOfSignIn,
			projectSignIn.secondSignIn,
			leaveOutHooks.leaveOutHooks,
			projectModules.modulePath,
		],
		(text) => {
			const own = new parsedModule.ParsedModule(text);
			const signIn = projectSignIn.projectSignIn(kit2Facts, () => text);
			const kitImport = "import { sequence } from '@sveltejs/kit/hooks';\n";
			return [
				[assignedLocals.assignedLocals(own), projectSignIn.signedInMembers(own)],
				signIn && [projectSignIn.nameOfSignIn(signIn), projectSignIn.secondSignIn(signIn, text)],
				leaveOutHooks.leaveOutHooks(`${kitImport}${text}`, () => true),
				leaveOutHooks.leaveOutHooks(
					`${kitImport}import { a } from 'a';\nexport const handle = sequence(${text}, a);`,
					() => true,
				),
				projectModules.modulePath(text, 'src/a.ts', kit2Facts),
			];
		},
	),
	prose(
		[
			hasAlready.hasAlready,
			hasAlready.isSetUp,
			lackingSignIn.lackingSignIn,
			ownUsers.ownUsers,
			ownUsers.withOwnUsers,
			referenceDifferences.referenceDifferences,
			projectModules.withFilesRead,
			routeTargets.isSignInPage,
		],
		async (text) => {
			const library = patternLibrary.collectPatterns([{ handle: 'a', prompt: text }]);
			const files = { has: async () => true, read: async () => text };
			const read = new projectModules.ProjectModules(files, kit2Facts);
			const patternsThere = library.map(({ pattern }) => pattern);
			const there = await read.find('src/lib/a.ts');
			const users = await ownUsers.ownUsers(library, kit2Facts, read);
			return [
				await projectModules.withFilesRead(files, (textOf) => textOf('a')),
				hasAlready.isSetUp(text),
				await Promise.all(
					patternsThere.map((each) =>
						hasAlready.hasAlready(
							each,
							kit2Facts,
							read,
							({ code: own }) => new parsedModule.ParsedModule(own),
						),
					),
				),
				users && patternsThere.map((each) => ownUsers.withOwnUsers(each, kit2Facts, users)),
				lackingSignIn.lackingSignIn(patternsThere, library, {
					facts: kit2Facts,
					signIn: undefined,
					routes: [],
				}),
				routeTargets.isSignInPage(text),
				there && referenceDifferences.referenceDifferences(there.module, there),
			];
		},
	),
	code(
		[
			routeTargets.standIns,
			routeTargets.missingTargets,
			placeRoutes.placeRoutes,
			placeRoutes.fileAtRoute,
			placeRoutes.choiceAt,
		],
		(text) => {
			const there = new routePlaces.RoutePlaces([]);
			const files = ['typescript', 'svelte'].map((language) => {
				const range = { start: 0, end: text.length };
				return { path: 'src/routes/a/+page.svelte', code: text, language, range };
			});
			const [pattern] = patternsOf('```ts file=src/routes/a/+page.ts\n1\n```');
			if (!pattern) throw new Error('A block with a file is a pattern.');
			const variant = {
				kit: undefined,
				dialect: undefined,
				files,
				packages: [],
				range: pattern.variants[0]?.range ?? { start: 0, end: 0 },
			};
			const options = { route: '/b', routes: [], existing: () => text };
			const placed = placeRoutes.placeRoutes([pattern], kit2Facts, () => variant, options);
			const atRoute = files.map((each) => [
				placeRoutes.choiceAt(each, variant, '/b'),
				placeRoutes.fileAtRoute(each, variant, '/b', []),
			]);
			const targets = [
				routeTargets.standIns(files, there),
				routeTargets.missingTargets(files, there),
			];
			return [targets, placed, atRoute];
		},
	),
	word(
		[
			routePlaces.addressesOf,
			routePlaces.withoutGroups,
			routePlaces.segmentsOf,
			routePlaces.RoutePlaces,
			patternRoutes.routeFolder,
			patternRoutes.isRouteFile,
			patternRoutes.routeAt,
			routePlaces.isPage,
			routePlaces.isAnswer,
			routePlaces.isGroup,
			routePlaces.inAddress,
			routePlaces.isPlainId,
			routeMoves.isPlainAddress,
			fileRole.fitsInto,
		],
		(text) => {
			const places = new routePlaces.RoutePlaces([{ route: text, files: ['+page.svelte'] }]);
			return [
				routePlaces.addressesOf(text),
				routePlaces.segmentsOf(routePlaces.withoutGroups(text)),
				[places.placeOf(text), places.hasPage(text), places.answers(text)],
				places.clashesOf(text),
				patternRoutes.routeFolder(text),
				[patternRoutes.isRouteFile(text), patternRoutes.routeAt(`src/routes/${text}`, kit2Facts)],
				[routePlaces.isPage(text), routePlaces.isAnswer(text), routePlaces.isGroup(text)],
				[routePlaces.inAddress(text), routePlaces.isPlainId(text), routeMoves.isPlainAddress(text)],
				fileRole.fitsInto(text, text),
			];
		},
	),
	file([catalogs.readCatalogs, catalogs.rangeOf], (text) => {
		const read = catalogs.readCatalogs([{ packageJson: text, pnpmWorkspace: text, yarnrc: text }]);
		return catalogs.rangeOf(text, `catalog:${text}`, read);
	}),
	code([svelteScripts.readMarkup, stripSvelteTypes.stripSvelteTypes], (text) => [
		svelteScripts.readMarkup(text),
		stripSvelteTypes.stripSvelteTypes(text),
	]),
	prose([searchPatterns.searchPatterns, patterns.labelOf, patternTopics.byTopic], (text) => {
		const library = patternLibrary.collectPatterns([{ handle: 'a', prompt: text }]);
		const found = searchPatterns.searchPatterns(library, text, 3);
		return patternTopics
			.byTopic(found.patterns)
			.flatMap((topic) => topic.patterns.map(({ pattern }) => patterns.labelOf(pattern)));
	}),
	prose([patternLibrary.isInsertable, patternLibrary.isOfferedIn], (text) =>
		patternLibrary
			.collectPatterns([{ handle: 'a', prompt: text }])
			.map(
				(entry) => patternLibrary.isInsertable(entry) && patternLibrary.isOfferedIn(entry, text),
			),
	),
	prose([toolLabels.toolLabel, codeLanguage.canStandIn], (text) => [
		toolLabels.toolLabel(text, text),
		codeLanguage.canStandIn(text, text),
	]),
	prose([neededParts.neededParts, missingParts.withoutInserted], async (text) => {
		const library = patternLibrary.collectPatterns([{ handle: 'a', prompt: text }]);
		const files = { has: async () => false, read: async () => module };
		return Promise.all(
			library.slice(0, 3).map(async (entry) => {
				const { pattern } = entry;
				const [first] = projectVariant.variantOf(pattern, kit2Facts).files;
				return [
					await neededParts.neededParts(entry, library, kit2Facts, files),
					first && (await missingParts.withoutInserted(pattern, first, kit2Facts, files)),
				];
			}),
		);
	}),
	code(
		[planNeeds.planNeeds, planNeeds.hooksFileOf, planNeeds.wireOptionsFor, mergeHooks.mergeHooks],
		(text) => {
			const { needs: said } = needs.readNeeds(
				'hooks: { handle: a from src/lib/a.ts }\nconfig: [experimental.x]\nignored: [b/]',
				0,
			);
			const own = 'export const handle = (input) => input.resolve(input.event);';
			const options = { language: 'ts', kitMajor: 3 } as const;
			return [
				planNeeds.hooksFileOf(kit3Facts, () => text),
				planNeeds.wireOptionsFor(text, kit3Facts),
				planNeeds.planNeeds(said, kit3Facts, [], {
					read: () => text,
					write: () => undefined,
					existing: () => '',
				}),
				mergeHooks.mergeHooks(own, text, options),
				mergeHooks.mergeHooks(text, own, options),
			];
		},
	),
	code([readProject.readProject], (text) => {
		const folder = { names: async () => text.split('\n'), read: async () => text };
		return readProject.readProject(folder, [folder]);
	}),
	prose([passages.lookUp], (text) => [
		passages.lookUp(text, 'How do I load the form data of a page on the server?'),
		passages.lookUp(text, text),
	]),
	prose([askedLanguage.askedLanguage], (text) => askedLanguage.askedLanguage(`${text} js ${text}`)),
	prose([plainQuestion.plainQuestion], (text) => plainQuestion.plainQuestion(`${text} #${text}`)),
	prose([followUps.followUpQuestions], (text) => [
		followUps.followUpQuestions(text, 'How do I load the data of a page?', text),
		followUps.followUpQuestions('## Loading data\n\nData is loaded on the server.\n', text, text),
	]),
	prose([search.search, search.searchIn, search.parentsOf], (text) => {
		const documents = text
			.split('\n')
			.map((line) => ({ title: line, parents: search.parentsOf([text, line]), text: line }));
		return [search.search(documents, 'load form data'), search.search(documents, text)];
	}),
	prose([pageText.pageText], pageText.pageText),
	prose([projectBlock.isAboutSvelte], (text) =>
		projectBlock.isAboutSvelte({ description: text, prompt: text }),
	),
	prose([mojibake.findMojibake], mojibake.findMojibake),
	prose([handOff.matchHandOffs, handOff.handOffPrompt], (text) => {
		const found = delegationsOf(
			'---\nname: a\ndescription: b <delegation>Trigger: the data grows Target: c Handoff: do [this]</delegation>\n---\n',
		);
		const handed = { from: 'a', question: text, answer: text };
		return [handOff.matchHandOffs(found, text), handOff.handOffPrompt({ to: 'a', text }, handed)];
	}),
	prose([attachment.labelled, attachment.cutToFit], (text) => {
		const attached = { kind: 'text', label: `${text}.md`, text } as const;
		const lines = { first: 2, last: 900 };
		return [
			attachment.labelled({ ...attached, lines }),
			attachment.cutToFit({ ...attached, focus: lines }, 10_000),
			attachment.cutToFit(attached, text.length / 2),
		];
	}),
	prose([lineChanges.lineChanges], (text) => [
		lineChanges.lineChanges(text, `${text}\nb`),
		lineChanges.lineChanges(text, text.split('\n').toReversed().join('\n')),
	]),
	prose([undoneCalls.undoneLine], (text) =>
		(['declined', 'failed', 'unknown'] as const).map((outcome) =>
			undoneCalls.undoneLine({ name: text, input: { path: text }, outcome, message: text }),
		),
	),
	prose(
		[
			skills.skillsOf,
			omitsInstructions.omitsInstructions,
			callable.isCallable,
			callable.isListed,
			subagents.subagentsOf,
			lostCallKeys.lostCallKeys,
			listedNames.listedNames,
			agentTools.toolsOfAgent,
		],
		(text) => {
			const list = text.replaceAll(/[^\w\s]/g, ', ').replaceAll(/\s/g, ' ');
			const { agent: read } = agent.parseAgent(
				`---\nname: a\nskills: [${list}]\nagents: [${list}]\nagents: [b, ${list}]\n---\n`,
				'a',
			);
			return (
				read && [
					skills.skillsOf(read),
					omitsInstructions.omitsInstructions(read),
					callable.isCallable(read),
					callable.isListed(read),
					subagents.subagentsOf(read),
					lostCallKeys.lostCallKeys(
						`agents = ${text}`,
						{ start: 0, end: text.length + 9 },
						[],
						false,
					),
					agentTools.toolsOfAgent(read, context.tools),
				]
			);
		},
	),
	prose([guides.guideText, guides.cutGuide], async (text) => {
		const guide = { kind: 'skill', label: text, text } as const;
		return [
			guides.guideText(guides.cutGuide(guide, text.length / 2)),
			await fitted({ guides: [guide, { ...guide }], tools: 'a' }),
		];
	}),
	prose([budget.fitConversation, budget.TokenCounter], async (text) => [
		await fitted({ prompt: text, question: text, tools: text, context: text }),
		await fitted({ attachments: [{ kind: 'text', label: text, text }], tools: 'a' }),
		await fitted({
			attachments: text.split('\n').map((line) => ({ kind: 'text', label: 'a', text: line })),
		}),
		await fitted({
			history: text
				.split('\n')
				.map((line) => ({ question: line, answer: line, toolResults: line })),
		}),
	]),
	prose(
		[
			budget.fitConversation,
			conversation.roundMessages,
			conversation.turnMessages,
			conversation.userMessage,
		],
		async (text) => {
			const call = { kind: 'toolCall', callId: '1', name: text, input: { text } } as const;
			const result = { kind: 'toolResult', callId: '1', content: text.split('\n') } as const;
			return fitted({ rounds: [{ text, calls: [call], results: [result] }], tools: 'a' });
		},
	),
	prose([replaceText.replaceText, replaceText.linesOf, shownChange.showReplacement], (text) =>
		[text.slice(0, 1), text.slice(0, 2), text.slice(-3), '\n'].map((wanted) => {
			const replaced = replaceText.replaceText(text, wanted, 'bb', true);
			if (typeof replaced === 'string') return replaced;
			return shownChange.showReplacement(text, replaced);
		}),
	),
	prose([shownChange.showNewFile], shownChange.showNewFile),
];

/** The functions that read code. */
const ofCode: readonly TextFunction[] = [
	code(
		[
			syntaxTree.parseModule,
			syntaxTree.walk,
			syntaxTree.childrenOf,
			syntaxTree.asNode,
			syntaxTree.asNodes,
			syntaxTree.statementEnd,
		],
		(text) => {
			const body = syntaxTree.parseModule(text)?.body ?? [];
			syntaxTree.walk(body, () => undefined);
			return body.map((node) => syntaxTree.statementEnd(text, node));
		},
	),
	code([syntaxTree.parseJavaScript], syntaxTree.parseJavaScript),
	code([moduleScan.maskText], moduleScan.maskText),
	code([moduleScan.scanModule], moduleScan.scanModule),
	code([moduleShape.readShape, moduleShape.moduleExportName, parsedModule.ParsedModule], shapeOf),
	code([codeStyle.codeStyleOf, codeStyle.shownStyle, codeStyle.indentUnit], (text) =>
		codeStyle.codeStyleOf(new parsedModule.ParsedModule(text)),
	),
	code([nameUses.visitNames, nameUses.usesOf, nameUses.renameUses], (text) => {
		const body = syntaxTree.parseModule(text)?.body ?? [];
		const { uses } = nameUses.usesOf(body, 'a', []);
		return nameUses.renameUses(uses, { from: 'a', to: 'b' });
	}),
	code(
		[
			wireHook.wireHook,
			wiring.Wiring,
			handleOrder.indexAmong,
			handleOrder.orderOf,
			hookChain.chainLines,
			hookExport.hookExport,
			hookExport.declaredValues,
			hookExport.declaredBy,
			hooksFile.HooksFile,
			hooksFile.maybeNothing,
			hooksFile.namesIn,
			hooksFile.takesInput,
			hooksFile.withoutTypes,
			listEdits.insertItem,
			listEdits.lineIndent,
			listEdits.removeItem,
			listEdits.withoutComments,
			neededImports.localNames,
			neededImports.moduleIdentity,
			neededImports.NeededImports,
		],
		(text) => [
			wireHook.wireHook(text, { ...hook, name: 'handleFetch' }, { language: 'js', kitMajor: 3 }),
			wireHook.wireHook(module, { ...hook, exported: text.slice(0, 2000), from: text }, wiredInto),
		],
	),
	code([svelteTag.readTag, svelteTag.endOfExpression, moduleScan.endOfBraces], (text) => {
		const broken = { isFound: false };
		return [
			svelteTag.readTag(`<a ${text}`, 0, broken),
			svelteTag.endOfExpression(`{${text}`, 0, broken),
			moduleScan.endOfBraces(`{${text}`, 0),
		];
	}),
	code([wireHook.wireHook], (text) =>
		wireHook.wireHook(`${text}\nexport const handle = b;`, hook, wiredInto),
	),
	code([wireHook.wireHook], (text) =>
		wireHook.wireHook(`export const handle = async () => {\n${text}\n};`, hook, wiredInto),
	),
	code([wireHook.wireHook], (text) => {
		const imported = "import { sequence } from '@sveltejs/kit/hooks';\n";
		const exported = `export const handle = sequence(a, ${text}\n);`;
		return wireHook.wireHook(`${imported}${exported}`, hook, wiredInto);
	}),
	code([wireHook.wireHook], (text) => [
		wireHook.wireHook(`export { ${text}, a as handle } from './b';`, hook, wiredInto),
		wireHook.wireHook(`export const { ${text}, handle } = a;`, hook, wiredInto),
	]),
	code([svelteScripts.findScripts, imports.scriptRanges], (text) => [
		svelteScripts.findScripts(text),
		imports.scriptRanges(`<p>${text}`),
	]),
	code([imports.packagesOf, imports.projectImports, imports.typesPackagesOf], (text) => [
		imports.packagesOf(text),
		imports.typesPackagesOf(text),
		imports.projectImports(text),
	]),
	code([indentCode.indentCode], (text) => [
		indentCode.indentCode(text, '\t'),
		indentCode.indentCode(text, '\t', 'kept'),
	]),
	code(
		[
			stripTypes.stripTypes,
			jsDocTypes.functionTags,
			jsDocTypes.isTagged,
			jsDocTypes.returnTags,
			jsDocTypes.templateTags,
			jsDocTypes.typedefTags,
			jsDocTypes.typedParameters,
			jsDocTypes.DocComments,
			rewrittenText.RewrittenText,
			typeText.TypeText,
			typeText.annotationOf,
			typeText.isEntity,
			typeText.isFunction,
		],
		stripTypes.stripTypes,
	),
	code(
		[
			docImports.docImportsOf,
			docImports.mergeDocImports,
			docImports.typedefNames,
			docImports.withoutDocImports,
		],
		(text) => {
			const wanted = docImports.docImportsOf(text);
			docImports.typedefNames(text);
			docImports.withoutDocImports(text, wanted);
			const there = new parsedModule.ParsedModule(text);
			return docImports.mergeDocImports(there, wanted, { lineEnd: '\n', isFirst: true });
		},
	),

	code(
		[
			readCodeFormats.readCodeFormat,
			editorConfig.EditorConfig,
			neighbourStyle.neighbourStyle,
			prettierConfig.PrettierConfig,
		],
		(text) =>
			[
				'.editorconfig',
				'package.yaml',
				'.prettierrc',
				'.prettierrc.toml',
				'prettier.config.js',
				'vite.config.ts',
			].map((name) =>
				readCodeFormats.readCodeFormat(kit2Facts, (asked) => (asked === name ? text : undefined)),
			),
	),
	code([configGlob.matchesGlob], (text) => [
		configGlob.matchesGlob(text, 'src/lib/a.ts'),
		configGlob.matchesGlob('src/**/*.{js,ts}', text),
	]),
	code(
		[
			mergeImports.firstImportPlace,
			mergeImports.mergeImports,
			mergeImports.styleOf,
			mergeImports.writeImport,
		],
		(text) => {
			const shape = shapeOf(text);
			const style = mergeImports.styleOf(text, shape);
			for (const each of shape.imports) mergeImports.writeImport(each, style);
			return mergeImports.mergeImports(text, shape, shape.imports);
		},
	),
	code([importComments.asBlock], importComments.asBlock),
	code([importComments.commentsOfImport, importComments.withoutImportComments], (text) =>
		importComments.withoutImportComments(text),
	),
	code([importComments.commentsAround], (text) => {
		const comments = importComments.commentsOfImport(text);
		const names = [...text.matchAll(/\w+/g)].map(({ 0: name, index }) => {
			return { start: index, end: index + name.length };
		});
		return importComments.commentsAround(text, comments, names);
	}),
	code([importLayout.fitImport, importLayout.importLayoutOf], (text) =>
		importLayout.fitImport(text, importLayout.importLayoutOf(patternFormat)),
	),
	code([modules.mergeInto, modules.withoutImports], (text) =>
		modules.mergeInto(text, module, { language: 'ts' }),
	),
	code([modules.mergeInto], (text) => modules.mergeInto(module, text, { language: 'js' })),
	code([modules.mergeInto], (text) => modules.mergeInto(text, text, { language: 'ts' })),
	code([modules.mergeInto], (text) => modules.mergeInto(text, module, { language: 'svelte' })),
	code([modules.mergeInto], (text) => {
		const existing = `<script module>\n${text}\n</script>\n<script>\n${text}\n</script>\n`;
		return modules.mergeInto(existing, text, { language: 'svelte' });
	}),
	code([appTypes.mergeAppTypes], (text) => appTypes.mergeAppTypes(text, types)),
	code([sliceModule.sliceModule, freeNames.freeNames, moduleUses.projectUses], (text) => {
		const own = new parsedModule.ParsedModule(text);
		const names = own.shape.exports.map(({ name }) => name);
		freeNames.freeNames(own.tree?.body ?? []);
		moduleUses.projectUses(own);
		return [
			sliceModule.sliceModule(own, names, { isNew: true }),
			sliceModule.sliceModule(own, names.slice(0, 1), { isNew: false, has: new Set(names) }),
		];
	}),
	code(
		[
			declarationShape.declarationOf,
			declarationShape.isSameText,
			declarationShape.isSameButLayout,
			declarationShape.keyOf,
			existingExports.differencesOf,
		],
		(text) => {
			const own = new parsedModule.ParsedModule(text);
			const [name = 'a'] = own.shape.declarations.map((each) => each.name);
			const declared = declarationShape.declarationOf(own, name);
			if (!declared || !declarationShape.isSameText(declared.text, declared.text)) return undefined;
			const importers = [{ module: own, local: name }];
			return existingExports.differencesOf({
				path: text,
				name,
				own: declared,
				expected: declared,
				importers,
			});
		},
	),
	code([projectModules.ProjectModules], async (text) => {
		const files = { has: async () => true, read: async () => text };
		return (await new projectModules.ProjectModules(files, kit2Facts).find('src/lib/a.ts'))
			?.exports;
	}),
	code([appTypes.sliceAppTypes], (text) => [
		appTypes.sliceAppTypes(text, ['Locals.user']),
		appTypes.sliceAppTypes(types, ['Locals.user', text]),
	]),
	code([zodVersions.toZod3, zodVersions.zodForm], (text) => [
		zodVersions.toZod3(new parsedModule.ParsedModule(`import { z } from 'zod';\n${text}`)),
		zodVersions.zodForm(kit2Facts),
	]),
	code([moduleFiles.moduleFiles], moduleFiles.moduleFiles),
	code([appTypes.appMembers, appTypes.requiredMembers, appTypes.usedLocals], (text) => [
		appTypes.appMembers(text),
		appTypes.requiredMembers(text, 'Error'),
		appTypes.usedLocals(text),
	]),
	code([appTypes.mergeAppTypes], (text) => appTypes.mergeAppTypes(types, text)),
	code([appTypes.mergeAppTypes], (text) => {
		const inside = types.replace('interface Locals {', () => `${text}\ninterface Locals {${text}`);
		return appTypes.mergeAppTypes(
			inside,
			types.replace('a: string;', () => text),
		);
	}),
	code(
		[
			atCursor.fitAtCursor,
			atCursor.targetKind,
			atCursor.planAtCursor,
			atCursor.snippetAtCursor,
			kit.pathKind,
		],
		(text) => {
			const [pattern] = patternsOf(`## A\n\`\`\`ts\n// src/a.ts\n${module}\n\`\`\`\n`);
			const source = pattern?.variants[0]?.files[0];
			if (!pattern || !source) throw new Error('The text has no pattern.');
			const indentation = { insertSpaces: true, tabSize: 2 };
			const style = { facts: kit3Facts, libFolders: [], indentation };
			return (['ts', 'svelte', undefined] as const).map((language) => {
				const target = { module: new parsedModule.ParsedModule(text), language, path: 'src/a.ts' };
				const fit = atCursor.fitAtCursor(pattern, source, target, style);
				return [
					kit.pathKind(text, kit3Facts),
					atCursor.targetKind(source, target, style),
					atCursor.planAtCursor(fit, target, text.length, kit3Facts),
					atCursor.snippetAtCursor(fit, target, text.length),
				];
			});
		},
	),
	code([kit.rewrite, kit.rewriteModule], (text) =>
		kit.rewrite(text, { facts: kit2Facts, filePath: 'src/a.ts' }),
	),
	code([kit.rewrite], (text) =>
		kit.rewrite(text, {
			facts: kit3Facts,
			filePath: 'src/a.svelte',
			libFolders: text.split('\n'),
		}),
	),
	code(
		[
			configLiterals.readConfig,
			configLiterals.at,
			configLiterals.textAt,
			configLiterals.isConfigObject,
			configPaths.pathReader,
		],
		(text) =>
			[
				text,
				`export default {${text}}`,
				`export default { a: [${text}] }`,
				`import { join } from 'path';\nconst b = join(${text});\nexport default { a: join(b, b, ${text}), c: \`\${b}${text}\` }`,
			].map((each) => [
				configLiterals.readConfig(each),
				configLiterals.readConfig(each, configRoots.kitPlugin),
			]),
	),
	code(
		[
			configFlag.setKitOption,
			configFlag.setKitOptions,
			configFlag.setViteOption,
			kitOptions.kitOptionsOf,
			kitOptions.exportedOptionsOf,
			vitePlugins.addPlugins,
			configRoots.defaultExport,
			configRoots.callsOf,
			calls.argumentsOf,
			calls.passedThrough,
			stringLiteral.stringLiteral,
			quotedTexts.quoted,
			bindings.Bindings,
			objectMembers.findMember,
			objectMembers.memberEdits,
			objectMembers.argumentEdit,
			moduleShape.namesIn,
		],
		(text) => {
			const option = { path: ['kit', 'a', 'b'], value: true } as const;
			const imported = `import { sveltekit } from '@sveltejs/kit/vite';\n`;
			return [
				configFlag.setKitOptions({ svelteConfig: text }, [option]),
				kitOptions.kitOptionsOf(`${imported}sveltekit({ ${text} })`),
				kitOptions.exportedOptionsOf(`export default { ${text} };`),
				configFlag.setViteOption(`export default { ${text} };`, option),
				vitePlugins.addPlugins(
					`export default { plugins: [${text}] };`,
					`import b from 'b';\nexport default { plugins: [b()] };`,
				),
				vitePlugins.addPlugins(
					'export default { plugins: [] };',
					`${imported}export default { plugins: [${text}] };`,
				),
				configFlag.setKitOption({ svelteConfig: `export default {${text}}` }, option),
				configFlag.setKitOption({ svelteConfig: `export default { kit: {a, ${text}} }` }, option),
				configFlag.setKitOption({ viteConfig: `${imported}${text}` }, option),
				stringLiteral.stringLiteral(text, new parsedModule.ParsedModule(imported)),
				quotedTexts.quoted(text, "'"),
				configFlag.setKitOption({ viteConfig: `${imported}sveltekit()/*${text}*/` }, option),
			];
		},
	),
	code([envSchema.addEnvVariables, schemaLibrary.schemasOf, schemaLibrary.schemaCode], (text) => {
		const wanted = { name: 'B', secret: false, kind: 'text' } as const;
		const zod = `import { z } from 'zod';\nimport { env } from '$env/dynamic/private';\n`;
		return [
			text,
			`${zod}${text}`,
			`${zod}z.object({ ${text} }).parse(env);`,
			`${zod}const a = z.object({});\n${text}\na.parse(env);`,
			`export const variables = defineEnvVars({ ${text} });`,
		].map((each) => envSchema.addEnvVariables(each, [{ ...wanted, about: text }], 'zod4'));
	}),
	code(
		[
			projectDatabase.readDatabase,
			projectDatabase.drizzleConfigs,
			projectDatabase.clientOf,
			projectDatabase.databaseOfModules,
			projectDatabase.databaseModules,
		],
		(text) => {
			const named = { name: 'a', text };
			const parsed = new parsedModule.ParsedModule(text);
			return [
				projectDatabase.readDatabase({ packages: {}, drizzle: named, wrangler: named }),
				projectDatabase.clientOf(parsed),
				projectDatabase.databaseOfModules([{ path: 'a', module: parsed }]),
			];
		},
	),
	code(
		[
			secondDatabase.secondDatabase,
			secondDatabase.concernsDatabase,
			drizzleSchema.drizzleTables,
			declarationShape.tableCall,
			drizzleSchema.drizzleConfigOf,
			drizzleSchema.unreadNote,
			ownUsers.isUsersTable,
			projectSignIn.hookModules,
			tablesWay.tablesUnread,
		],
		(text) => {
			const schema = 'src/lib/server/db/schema.ts';
			const tables = `${text}\nexport const users = pgTable('users', {${text}});`;
			const config = `export default { schema: [${text}, './a.ts'] };`;
			const wanted = {
				path: schema,
				module: new parsedModule.ParsedModule(tables),
				has: undefined,
			};
			return [config, text].map((each) => {
				const read = (name: string): string | undefined =>
					name === 'drizzle.config.ts' ? each : name === 'a.ts' ? text : undefined;
				return [
					secondDatabase.secondDatabase([wanted], new Set(), kit2Facts, read),
					tablesWay.tablesUnread([{ path: schema, text: tables, before: text }], kit2Facts, read),
				];
			});
		},
	),
	code(
		[
			envSchema.joinDeclarations,
			envSchema.passesEnvironmentOn,
			liftedCode.liftCode,
			mergeConfig.mergeConfig,
			mergeConfig.configFileOf,
			mergeConfig.isConfiguration,
			planEnv.planEnv,
			planEnv.declaresEnv,
			shownText.shownText,
			lowestVersions.oldPackages,
			lowestVersions.isBelow,
			neededVersions.neededVersions,
			neededVersions.highest,
			leftToDo.leftToDo,
			tablesWay.tablesWay,
			tablesWay.tablesWait,
			linesOfWidth.linesOfWidth,
		],
		(text) => {
			const declared = `export const variables = defineEnvVars({ ${text} });`;
			const added = new parsedModule.ParsedModule(declared);
			const read = (): string => declared;
			const { env } = needs.readNeeds('env: { A: secret, B: url }', 0).needs;
			const texts = { read: () => text, write: () => undefined };
			return [
				envSchema.joinDeclarations(declared, 'export const variables = { A: {} };'),
				envSchema.passesEnvironmentOn(text),
				envSchema.passesEnvironmentOn(`export const env = { ${text} };`),
				mergeConfig.isConfiguration(text),
				mergeConfig.mergeConfig('src/env.ts', added, kit3Facts, read),
				planEnv.planEnv(env, kit3Facts, texts, () => 'a'),
				planEnv.planEnv(env, kit2Facts, texts, () => 'a'),
				shownText.shownText({ path: '.env', text, before: undefined }, ['a']),
				lowestVersions.oldPackages({ a: '2' }, { packages: { a: text }, installed: {} }),
				['typescript', 'svelte'].map((language) =>
					neededVersions.neededVersions([
						{ path: 'src/a.svelte.ts', language, code: text },
						{ path: undefined, language, code: `<script>\n${text}\n</script>\n${text}` },
					]),
				),
				linesOfWidth.linesOfWidth(text, 80),
				tablesWay.tablesWay(kit2Facts, () => text),
				tablesWay.tablesWait(
					kit2Facts,
					() => undefined,
					() => text,
				),
				leftToDo.leftToDo(
					{
						files: [],
						missingPackages: [{ name: text, range: '', dev: false }],
						notes: [text],
						next: [text],
						toFillIn: [],
						steps: ['generateMigration'],
						tables: 'migrate',
					},
					'npm',
				),
			];
		},
	),
	code([configLiterals.readJson], (text) => [
		configLiterals.readJson(text),
		configLiterals.readJson(`{ "a": {${text}}, "b": [${text}] }`),
	]),
	code(
		[project.readProjectFacts, project.majorOf, install.installCommands, install.drizzleCommand],
		(text) => {
			project.majorOf(text);
			install.drizzleCommand('npm', 'generate');
			const packages = text.split('\n').map((name) => ({ name, range: `^${name}`, dev: false }));
			install.installCommands('npm', packages);
			return [
				project.readProjectFacts({
					packageJson: text,
					fileNames: text.split('\n'),
					svelteConfig: text,
					viteConfig: text,
					tsconfig: text,
				}),
				project.readProjectFacts({
					packageJson: `{ "dependencies": {${text}}, "imports": {${text}}, "packageManager": "npm" }`,
					fileNames: [],
					svelteConfig: `export default { kit: { alias: {${text}}, files: { lib: 'a' } } };`,
				}),
			];
		},
	),
	code([snippet.toSnippet, snippet.wordsOf, snippet.escapeSnippet], (text) =>
		snippet.toSnippet(text, text.split(/\s+/).slice(0, 1000)),
	),
	code([snippet.reindent], (text) => [
		snippet.reindent(text, { insertSpaces: true, tabSize: 4 }),
		snippet.reindent(text, { insertSpaces: false, tabSize: 4 }, 'python'),
	]),
	code([codeGuess.guessLanguage], codeGuess.guessLanguage),
	code(
		[textEdits.applyEdits, textEdits.indentAt, textEdits.lineEndOf, textEdits.withLineEnds],
		(text) => {
			const edits = Array.from({ length: Math.floor(text.length / 10) }, (_, i) => {
				return { range: { start: i * 10, end: i * 10 }, newText: 'a' };
			});
			textEdits.applyEdits(text, edits);
			for (const at of offsetsIn(text)) textEdits.indentAt(text, at);
			return textEdits.withLineEnds(text, textEdits.lineEndOf(text));
		},
	),
];

/** The functions that take a name, a path or a few words, which may be as long as a file. */
const ofWords: readonly TextFunction[] = [
	word(
		[
			headerBounds.isFlow,
			headerBounds.matchKey,
			headerBounds.lineEnd,
			headerBounds.lineStart,
			headerBounds.skipLineBreak,
		],
		(text) => [
			headerBounds.isFlow(text, { start: 0, end: text.length }),
			headerBounds.matchKey(text, 0),
			headerBounds.lineEnd(text, 0),
			headerBounds.lineStart(text, text.length),
			headerBounds.skipLineBreak(text, 0),
		],
	),
	word(
		[
			headerEdits.linesOfEntry,
			headerEdits.isOneLine,
			headerEdits.inlineValue,
			headerEdits.removalOf,
		],
		(text) => {
			const entry = wholeEntry(text, 'tools');
			const middle = Math.floor(text.length / 2);
			return [
				headerEdits.linesOfEntry(text, entry),
				headerEdits.isOneLine(text, entry),
				headerEdits.inlineValue(text, entry),
				headerEdits.removalOf(text, entry.valueRange, { start: middle, end: middle + 1 }),
			];
		},
	),
	word(
		[
			headerKeys.canonicalKey,
			headerKeys.isKnownKey,
			headerKeys.isStrongKey,
			headerKeys.isRestriction,
			headerKeys.isTextKey,
			headerKeys.isNameListKey,
			attributes.attributeOf,
			attributeTexts.attributeText,
			attributeTexts.valueText,
		],
		(text) => [
			headerKeys.canonicalKey(text),
			headerKeys.isKnownKey(text),
			headerKeys.isStrongKey(text),
			headerKeys.isRestriction(text),
			headerKeys.isTextKey(text),
			headerKeys.isNameListKey(text),
			attributes.attributeOf(text),
			attributes.attributes.map((each) => [
				attributeTexts.attributeText(each),
				attributeTexts.valueText(each, text),
			]),
		],
	),
	word([meantText.meantText, meantText.needsNoQuotes], (text) => [
		meantText.meantText(text),
		meantText.meantText(`"${text}`),
		meantText.meantText(`'${text}'`),
		meantText.meantText(`| ${text}`),
		meantText.needsNoQuotes(text),
	]),
	word([repair.repairComment, repair.repairIndicator], (text) => {
		const range = { start: 0, end: Math.floor(text.length / 2) };
		const pair = { key: 'a', keyRange: { start: 0, end: 0 }, range, value: text };
		return [repair.repairComment(text, pair), repair.repairIndicator(text, pair)];
	}),
	word([toolList.splitNames], (text) => [
		toolList.splitNames(text),
		toolList.splitNames(`[${text}`),
	]),
	word([yamlText.writeValue, yamlText.quote], (text) => [
		yamlText.quote(text),
		yamlText.writeValue(text),
		yamlText.writeValue(text.split(' ')),
		yamlText.writeValue({ text }),
	]),
	word([examples.readExamples, examples.withRealLineBreaks], (text) => [
		examples.readExamples(text),
		examples.readExamples(`<example>${text}`),
		examples.withRealLineBreaks(text),
	]),
	word(
		[summary.summarize, sentences.readSentences, meaning.meaningOf, shortSentence.shortSentence],
		(text) => [
			summary.summarize(text),
			sentences.readSentences(text),
			meaning.meaningOf({ text, points: [text] }),
			meaning.meaningOf({ text: `Use when ${text}`, points: [] }),
			shortSentence.shortSentence(text),
		],
	),
	word(
		[
			handle.handleFrom,
			slug.slug,
			slug.withoutAccents,
			stem.stem,
			fileName.fileNameOf,
			wholeCharacters.wholeCharacters,
			agentPlace.stemOf,
		],
		(text) => [
			handle.handleFrom(text),
			slug.slug(text),
			slug.withoutAccents(text),
			stem.stem(text),
			fileName.fileNameOf(text),
			wholeCharacters.wholeCharacters(text),
			agentPlace.stemOf(`a/${text}`),
		],
	),
	word(
		[
			catalog.buildCatalog,
			catalog.ChangingCatalog,
			handleTable.HandleTable,
			layeredMap.LayeredMap,
			nameIndex.NameIndex,
			sortedLists.SortedLists,
			sortedLists.placeIn,
			sortedLists.firstIndex,
		],
		(text) => {
			const files = agentFiles(text);
			const built = catalog.buildCatalog(files);
			const [first] = files;
			const changed = first && built.with({ ...first, path: `${first.path}!` });
			return [built.agents, changed?.agents, built.called(text), built.namesakes(text, 'user')];
		},
	),
	word([agentGroups.agentGroups, agentGroups.agentDetail], (text) => {
		const built = catalog.buildCatalog(agentFiles(text));
		const [first] = built.agents;
		const refused = text
			.split(' ')
			.map((each) => ({ path: each, origin: 'user', reason: each }) as const);
		return [
			agentGroups.agentGroups(built, refused),
			first && agentGroups.agentDetail(first, built, text),
		];
	}),
	word([project.shownKitVersion, project.minorOfKit2], (text) => {
		const ofKit = { kit: { version: text, major: undefined } };
		return [project.shownKitVersion(ofKit), project.minorOfKit2(ofKit)];
	}),
	word([namesApart.namesApart], (text) => namesApart.namesApart(agentFiles(text), () => false)),
	word([nameKey.nameKey, nameKey.callingKeys, nameKey.spellings, agentNames.newHandle], (text) => [
		nameKey.nameKey(text),
		nameKey.callingKeys(text),
		nameKey.spellings(text),
		agentNames.newHandle(text),
	]),
	word([agentNames.nearestAgent, agentNames.isBuiltInAgent, agentNames.isSameName], (text) => [
		agentNames.nearestAgent(text, knownAgents),
		agentNames.isBuiltInAgent(text),
		agentNames.isSameName(text, text.toUpperCase()),
	]),
	word(
		[agentNames.resolveAgent, agentNames.nearestAgent, nameCompletions.agentProposals],
		(text) => {
			const agents = catalog.buildCatalog(agentFiles(text));
			const around = { ...surroundingsOf(analysed('')), agents };
			nameCompletions.agentProposals(around, '@');
			return [agentNames.resolveAgent(text, agents), agentNames.nearestAgent(text, agents)];
		},
	),
	word(
		[agentTemplate.newAgentText, agentTemplate.newAgentSnippet, agentTemplate.purposeOf],
		(text) => [
			agentTemplate.newAgentText(text, {
				from: 'a',
				delegation: { triggers: [text, text], handoff: text, context: text, example: text },
			}),
			agentTemplate.purposeOf(text),
			agentTemplate.newAgentSnippet(text),
		],
	),
	word([agentCard.missingAgentCard, agentColors.swatch, agentColors.nearestColor], (text) => [
		agentColors.nearestColor(text),
		agentCard.missingAgentCard(text, { agents: knownAgents }, false),
		agentColors.swatch(text, 'dark'),
	]),
	word(
		[
			agentPlace.canBeAgentDocument,
			agentPlace.placeOf,
			agentFilePath.isAgentPath,
			agentFilePath.userFolderOf,
			builtInSupport.builtInSupport,
			builtInSupport.isInAgentPicker,
			validationContext.programOf,
		],
		(text) =>
			[text, `${text}.md`, `/.claude/agents/${text}`].map((each) => [
				agentPlace.canBeAgentDocument({ path: each, languageId: 'markdown', isUntitled: false }),
				agentFilePath.isAgentPath(each),
				builtInSupport.builtInSupport({ path: each, languageId: 'chatagent' }),
				builtInSupport.isInAgentPicker(each),
				validationContext.programOf(each),
				agentFilePath.userFolderOf(each),
			]),
	),
	word([completion.lineAt, completion.spanAround, completion.runAround, completion.at], (text) =>
		offsetsIn(text).map((at) => {
			const line = completion.lineAt(text, at);
			completion.runAround(line, /\S/);
			return completion.at(completion.spanAround(line, /\w?$/, /^\w?/), []);
		}),
	),
	word(
		[
			blanks.skipBlanks,
			blanks.startOfBlanks,
			blanks.startOfSpace,
			blanks.skipBlankLines,
			trimChars.trimEndOf,
			trimChars.trimOf,
		],
		(text) => [
			blanks.skipBlanks(text, 0),
			blanks.startOfBlanks(text, text.length),
			blanks.startOfSpace(text, text.length),
			blanks.skipBlankLines(text, 0),
			trimChars.trimEndOf(text, ' \n.'),
			trimChars.trimOf(text, text.slice(0, 3)),
		],
	),
	word([lineStarts.lineStartAt, lineStarts.LineStarts, sortedPlaces.lastIndexUpTo], (text) => {
		lineStarts.lineStartAt(text, text.length);
		const lines = new lineStarts.LineStarts(text);
		return Array.from({ length: text.length / 10 }, (_, i) => lines.startOf(i * 10));
	}),
	word([svelteKitFacts.kitWordAt], (text) =>
		offsetsIn(text).map((at) => svelteKitFacts.kitWordAt(text, at)),
	),
	word([mentions.renamedFile, mentions.renameObstacle, mentions.looksLikeAgent], (text) => {
		mentions.renamedFile(text, text, 'b');
		mentions.renamedFile(`a/${text}.md`, text, 'b');
		const [known] = knownAgents.agents;
		const range = { start: 0, end: text.length };
		mentions.looksLikeAgent({ kind: 'handle', name: text, range });
		return known && mentions.renameObstacle({ ...known, origin: 'user' }, text, knownAgents);
	}),
	word(
		[
			markdownText.escapeMarkdown,
			markdownText.escapeProse,
			markdownText.escapeBetween,
			quotedPoints.quotePoints,
			markdownText.inlineCode,
			markdownText.codeFence,
			markdownText.commandLink,
			markdownText.shorten,
			markdownText.enumerate,
			markdownText.inQuotes,
			markdownText.count,
			markdownText.withoutCommandLinks,
		],
		(text) => [
			markdownText.escapeMarkdown(text),
			markdownText.escapeProse(text),
			markdownText.escapeBetween(text),
			quotedPoints.quotePoints([text]),
			markdownText.inlineCode(text),
			markdownText.codeFence(text),
			// Half of a character has no address.
			markdownText.commandLink(text, 'a', text.toWellFormed()),
			markdownText.shorten(text, text.length - 1),
			markdownText.enumerate(text.split(' ')),
			markdownText.inQuotes(text.split(' ')),
			markdownText.count(2, text),
			markdownText.withoutCommandLinks(text),
		],
	),
	word(
		[
			plainTitle.plainTitle,
			plainTitle.withoutLinks,
			plainTitle.withoutEmphasis,
			plainSentence.plainSentence,
		],
		(text) => [
			plainTitle.plainTitle(text),
			plainTitle.withoutLinks(text),
			plainTitle.withoutEmphasis(text),
			plainSentence.plainSentence(text),
		],
	),
	word([visibleLine.visibleLine, base64.decodeBase64], (text) => [
		visibleLine.visibleLine(text),
		base64.decodeBase64(text),
	]),
	word([plainText.plain, plainText.paragraph, plainText.visibleText], (text) => [
		plainText.plain`a ${text} and ${text.split(' ')}`,
		plainText.paragraph(plainText.plainLine(text, text.length), plainText.plain`b`),
		plainText.visibleText(text),
	]),
	word(
		[
			mcpNames.isMcpName,
			mcpNames.serverEntry,
			mcpNames.splitMcp,
			mcpNames.isCut,
			mcpNames.mcpNamePrefix,
			mcpNames.mcpMatcher,
			deniedTools.mcpToolsOf,
			deniedTools.DeniedTools,
		],
		(text) => [
			mcpNames.isMcpName(`mcp__${text}`),
			mcpNames.serverEntry(text),
			mcpNames.splitMcp(`mcp__${text}`),
			mcpNames.isCut(text),
			mcpNames.mcpNamePrefix(text),
			mcpNames.mcpMatcher(text, text, true)(text),
			deniedTools.mcpToolsOf([{ name: text, tags: [text] }]),
			new deniedTools.DeniedTools(context.tools).by(text),
		],
	),
	word(
		[
			negation.hasNegation,
			negation.hasNegativeWord,
			negation.goesOn,
			negation.negatedPart,
			negation.speaksOfAll,
			negation.beginsWithAll,
			negation.isException,
		],
		(text) => [
			negation.hasNegation(text),
			negation.hasNegativeWord(text),
			negation.goesOn(text),
			negation.negatedPart(text),
			negation.speaksOfAll(text),
			negation.beginsWithAll(text),
			negation.isException(text),
		],
	),
	word(
		[
			toolSpellings.slotsOfRow,
			toolSpellings.slotsOf,
			toolSpellings.exactSlotsOf,
			toolSpellings.isGroup,
			toolSpellings.slotsOfEveryReading,
			toolSpellings.otherToolsOf,
			toolSpellings.isKnownTool,
			toolSpellings.toolWordsIn,
			toolSpellings.isMcpWord,
			toolSpellings.knownNamesLike,
			toolSpellings.isEveryTool,
			toolSpellings.isNoTool,
			toolSpellings.splitArgument,
		],
		(text) => [
			toolSpellings.slotsOfRow(text),
			toolSpellings.slotsOf(text),
			toolSpellings.exactSlotsOf(text),
			toolSpellings.isGroup(text),
			toolSpellings.slotsOfEveryReading(text),
			toolSpellings.otherToolsOf(text),
			toolSpellings.isKnownTool(text),
			toolSpellings.toolWordsIn(text),
			toolSpellings.isMcpWord(text),
			toolSpellings.knownNamesLike((name) => name === text),
			toolSpellings.isEveryTool(text),
			toolSpellings.isNoTool(text),
			toolSpellings.splitArgument(text),
		],
	),
	word(
		[
			dangerousFiles.dangerOf,
			dangerousFiles.reasonsToAsk,
			fileSystemNames.fileSystemNames,
			fileSystemNames.isShortName,
		],
		(text) => [
			dangerousFiles.reasonsToAsk(text, `a/${text}/.env`),
			dangerousFiles.dangerOf(text),
			dangerousFiles.dangerOf(`a/${text}/package.json`),
			fileSystemNames.fileSystemNames(text),
			fileSystemNames.isShortName(text),
		],
	),
	word(
		[
			secretText.findSecrets,
			secretText.secretsByPiece,
			secretText.inOrder,
			labelledSecrets.labelledSecrets,
			passwordsInAddresses.passwordsInAddresses,
			privateKeys.privateKeys,
			signedTokens.signedTokens,
		],
		(text) => [secretText.findSecrets(text), secretText.findSecrets(`key = "${text}"`)],
	),
	word(
		[
			placeholder.isPlaceholder,
			placeholder.isExampleHost,
			placeholder.isMadeUp,
			placeholder.isNoPassword,
		],
		(text) => [
			placeholder.isPlaceholder(text),
			placeholder.isMadeUp(text),
			placeholder.isNoPassword(text, text, text),
			placeholder.isExampleHost(text),
		],
	),
	word([onceOnly.isOnceOnly], (text) => [onceOnly.isOnceOnly({ path: text, command: text }, text)]),
	word([keptResults.keptResults, toolResult.boundContent, toolResult.boundRounds], (text) => {
		const call = { kind: 'toolCall', callId: '1', name: 'a', input: { text } } as const;
		const result = { kind: 'toolResult', callId: '1', content: [text, text] } as const;
		const rounds = [{ text, calls: [call], results: [result] }];
		return [
			keptResults.keptResults(rounds),
			toolResult.boundContent([text], 1_000),
			toolResult.boundRounds(rounds, 1_000),
		];
	}),
	word([plainText.plainLine, plainText.visiblePath, plainText.hasHiddenCharacters], (text) => [
		plainText.plainLine(text),
		plainText.plainLine(text, text.length),
		plainText.visiblePath(text),
		plainText.hasHiddenCharacters(text),
	]),
	word([modelChoice.resolveModel, modelChoice.findModel, modelChoice.isAnyModel], (text) => [
		modelChoice.resolveModel(text, context.models),
		modelChoice.resolveModel(text.split(' '), context.models, text),
		modelChoice.findModel(text, [{ id: text, vendor: text, family: text, name: text }]),
		modelChoice.isAnyModel(text),
	]),
	word([toolNames.resolveTools, toolNames.allowedToolNames, toolNames.toolKind], (text) => {
		const names = text.split(' ');
		const present = [...context.tools, { name: 'mcp_a_b', tags: ['mcp'] }];
		return [
			toolNames.resolveTools(names, [text], present),
			toolNames.resolveTools(undefined, names, present),
			toolNames.allowedToolNames([text], names, present),
			toolNames.toolKind(text),
		];
	}),
	word([nearest.nearest, nearest.Candidates], (text) => [
		nearest.nearest(text, ['description', 'tools']),
		nearest.nearest('descriptoin', text.split(' ')),
	]),
	word([fenceInfo.parseFenceInfo], (text) => [
		fenceInfo.parseFenceInfo(text),
		fenceInfo.parseFenceInfo(`ts ${text}`, 3),
	]),
	word([pathComment.readPathComment, pathComment.isProjectPath], (text) => [
		pathComment.readPathComment(`// ${text}`, true),
		pathComment.isProjectPath(text),
		...Array.from(text.matchAll(/[^]{1,290}/g), ([line]) =>
			pathComment.readPathComment(`// ${line}`, true),
		),
	]),
	word([patterns.moduleKey], (text) => [
		patterns.moduleKey(text, text),
		patterns.moduleKey(`./${text}`, text),
	]),
	word(
		[
			codeLanguage.normalLanguage,
			codeLanguage.languageOfPath,
			codeLanguage.kindOf,
			codeLanguage.usesNpm,
			codeLanguage.canStandIn,
		],
		(text) => [
			codeLanguage.normalLanguage(text),
			codeLanguage.languageOfPath(text),
			codeLanguage.kindOf(text),
			codeLanguage.usesNpm(text),
			codeLanguage.canStandIn(text, text),
		],
	),
	word([routes.validateRoutePath, routes.routeParams, routes.resolveTarget], (text) => [
		routes.validateRoutePath(text),
		routes.routeParams(text),
		routes.resolveTarget(text, kit2Facts, text),
		routes.resolveTarget('+page.ts', kit3Facts, text),
	]),
	word([projectBlock.projectBlock, projectBlock.routeFolders], (text) => {
		const paths = text.split(' ').map((name) => `src/routes/${name}/+page.ts`);
		return projectBlock.projectBlock(
			{ ...kit3Facts, packages: { [text]: text } },
			{ file: paths[0], routes: projectBlock.routeFolders(paths, 'src/routes') },
		);
	}),
	word(
		[dotEnv.mergeEnv, dotEnv.mergeEnvExample, envVariable.isVariableName, envVariable.commentOf],
		(text) => {
			const wanted = { name: 'B', secret: false, optional: true, kind: 'text' } as const;
			const hostile = { ...wanted, about: text, value: text };
			return [
				dotEnv.mergeEnv(text, [{ ...wanted, value: 'c d' }], () => ''),
				dotEnv.mergeEnv(`A="${text}`, [{ ...wanted, value: "'" }], () => ''),
				dotEnv.mergeEnvExample(`A=\n${text}`, [wanted]),
				dotEnv.mergeEnv('', [hostile, { ...hostile, name: text }], () => text),
			];
		},
	),
	word([gitignore.ignorePaths, appendLines.appendLines], (text) => [
		gitignore.ignorePaths(text, ['uploads/', 'data/a b/c.db']),
		gitignore.ignorePaths(`/${text}\n`, [text], text),
	]),
	word([promptText.promptText], (text) => [
		promptText.promptText({ text }),
		promptText.promptText({ node: { children: text.split('a').map((each) => ({ text: each })) } }),
	]),
	word([attachment.imageType, attachment.notSent], (text) => [
		attachment.imageType(text),
		attachment.imageType(`a.${text}`),
		attachment.notSent(text, text),
	]),
	word([linearPattern.compileGlob, linearPattern.compileRegex, linearPattern.matchText], (text) => {
		const matchers = [
			linearPattern.matchText(text, true),
			linearPattern.compileGlob(text),
			linearPattern.compileGlob('**/a*b/{c,d}*'),
			linearPattern.compileRegex(text, true),
			linearPattern.compileRegex('(a+)+b|c.*d', false),
		];
		return matchers.map((matcher) => 'matches' in matcher && matcher.matches(text));
	}),
	word([sortedTexts.SortedTexts, sortedTexts.FirstByName], (text) => {
		const sorted = new sortedTexts.SortedTexts();
		const first = new sortedTexts.FirstByName(100);
		for (const name of [text, ...text.split(' ')]) {
			sorted.add(name);
			first.add({ name });
		}
		return [...sorted, ...first.first];
	}),
	word([globSet.compileGlobs, globSet.GlobSet], (text) => {
		const globs = globSet.compileGlobs(['**/.git', '**/a*b/{c,d}*', text.slice(0, 900)]);
		return [
			globSet.compileGlobs(text.split(' ')),
			'error' in globs ? globs : globs.matchesAny([text, ...text.split(' ').slice(0, 50)]),
		];
	}),
	word([problemPage.pagePath, problemPage.problemPage], (text) => [
		problemPage.pagePath('file-empty'),
		problemPage.problemPage(text, '/file-empty.md'),
		problemPage.problemPage(`## file-empty\n${text}`, '/file-empty.md'),
	]),
	word(
		[template.fill, template.fillWithin, problems.problem, problems.fixOf, problems.relatedPlace],
		(text) => {
			const place = { start: 0, end: 0 };
			const fix = { edits: [] };
			return [
				template.fill(text, { a: 'b' }),
				template.fillWithin(text, { a: 'b' }, 80),
				template.fillWithin('{a}', { a: text }, 80),
				template.fill('{a}', { a: text }),
				problems.problem('unknown-value/other', place, { key: text, value: text, known: [text] }),
				problems.fixOf('missing-name', { stem: text }, fix),
				problems.relatedPlace('handle-taken', { path: text, range: place }, { name: text }),
			];
		},
	),
	word([secretFiles.isSecretPath, onceOnly.isOnceOnly], (text) => [
		onceOnly.isOnceOnly({ path: text, command: text.slice(0, 2000) }, text),
		secretFiles.isSecretPath(text),
		secretFiles.isSecretPath(`a/${text}/.env`),
	]),
	word(
		[
			contribution.readContribution,
			participantEntry.participantEntry,
			pack.packFiles,
			vsix.packVsix,
			agentIcon.agentIcon,
			agentIcon.glyphIcon,
			agentIcon.initialOf,
		],
		(text) => {
			const participant = { id: text, name: 'a' };
			const read = (named: object, isMine: boolean): unknown =>
				contribution.readContribution(
					{
						contributes: {
							chatParticipants: [participant],
							sveltekitAgents: { version: 1, agents: [{ participant: text, ...named }] },
						},
					},
					{ isMine },
				);
			const packed = {
				id: 'a',
				handle: text,
				fullName: text,
				agent: {
					summary: text,
					examples: [{ context: text, user: text, assistant: text, commentary: text }],
				},
				color: text,
				file: { source: text },
				hides: [text],
			};
			const whole = {
				name: 'a',
				publisher: 'b',
				version: '1.0.0',
				displayName: text,
				description: text,
				readme: text,
				agents: [packed],
			};
			return [
				read({ path: `${text}.md` }, false),
				read({ source: text, folder: text, hides: [text] }, true),
				participantEntry.participantEntry(packed),
				vsix.packVsix(pack.identityOf(whole), pack.packFiles(whole)).length,
				agentIcon.agentIcon(text, text, 'dark'),
				agentIcon.glyphIcon(() => text, text, 'light'),
				agentIcon.initialOf(text, [text, `${text}-b`]),
			];
		},
	),
	file(
		[sharedPacks.readSharedFolder, sharedPacks.sharedPack, editorAgent.editorAgentText],
		(text) => {
			const bytes = new TextEncoder().encode(text);
			const { agents } = sharedPacks.readSharedFolder([{ path: 'workspace.md', bytes }]);
			const identity = { name: 'a', publisher: 'b', version: '1.0.0' };
			return sharedPacks.sharedPack(identity, agents, new Uint8Array()).files.size;
		},
	),
	word(
		[
			packIdentity.suggestIdentity,
			packIdentity.suggestVersion,
			packIdentity.identityFault,
			packIdentity.nameFault,
			packIdentity.publisherFault,
			packIdentity.versionFault,
			catalog.inWords,
			editorReferences.editorReferences,
		],
		(text) => [
			packIdentity.suggestIdentity({ folder: text, packageJson: text, lastPublisher: text }),
			packIdentity.suggestIdentity({ folder: '/', packageJson: JSON.stringify({ name: text }) }),
			packIdentity.suggestVersion(text, [text, `${text}-1.0.0.vsix`]),
			packIdentity.suggestVersion('a', [`a-${text}.vsix`]),
			packIdentity.identityFault({ name: 'a', publisher: text, version: text }),
			packIdentity.nameFault(text),
			packIdentity.publisherFault(text),
			packIdentity.versionFault(text),
			catalog.inWords(text),
			editorReferences.editorReferences([text, text], []),
		],
	),
	prose(
		[
			knowledge.KnowledgeIndex,
			handbookAnswer.handbookAnswer,
			routing.routeQuestion,
			routing.namedAgent,
			routing.calledName,
		],
		(text) => {
			const parsed = {
				name: 'a',
				summary: 'b',
				tools: [],
				model: undefined,
				color: undefined,
				nameRange: undefined,
			};
			const one = { origin: 'user', path: 'a', stem: 'a', agent: parsed } as const;
			const agents = catalog.buildCatalog([one]);
			const { patterns: found } = patterns.findPatterns(text);
			const knowing = {
				handle: 'a',
				isOwn: true,
				summary: text.slice(0, 100),
				questions: [text],
				prompt: text,
				patterns: found,
			};
			const index = new knowledge.KnowledgeIndex([knowing]);
			return [
				routing.namedAgent(text, agents),
				routing.calledName(text),
				routing.routeQuestion(text, agents, index),
				handbookAnswer.handbookAnswer(text, 'a', index),
				index.find('How do I upload an image?'),
			];
		},
	),
	prose([greeting.isGreeting, questionWords.askedWords, questionWords.comparedWords], (text) => [
		greeting.isGreeting(text),
		questionWords.askedWords(text, 40),
	]),
	prose([askedDeed.askedDeed, questionWords.productsIn, questionWords.isProduct], (text) => [
		askedDeed.askedDeed(text),
		questionWords.productsIn(text),
	]),
	prose(
		[questionWords.termsOf, synonyms.joinParted, synonyms.joinPhrases, termIndex.TermIndex],
		(text) => {
			const index = new termIndex.TermIndex<string>();
			for (const [i, term] of questionWords.termsOf(text).entries()) index.put(term, i, 'text');
			return [index.like('upload'), index.misspelt('uplaod')];
		},
	),
	word([synonyms.synonymsOf], (text) => text.split(' ').map(synonyms.synonymsOf)),
	word([myAgents.planMyAgents, myAgents.readWrittenPack, textMark.textMark], (text) => {
		const wanted = {
			source: text,
			folder: text,
			handle: text,
			fullName: text,
			agent: { summary: text, examples: [] },
			color: text,
			shadows: [text],
			hides: [text],
		};
		const options = { idPrefix: 'a', folderKey: (folder: string) => folder, taken: new Set(['b']) };
		const { agents } = myAgents.planMyAgents([wanted], [], [], options);
		return [
			agents,
			myAgents.planMyAgents([wanted], agents, [], options),
			myAgents.readWrittenPack(JSON.stringify({ version: text, agents })),
			myAgents.readWrittenPack(text),
			textMark.textMark(text),
		];
	}),
	prose([printedCalls.printedCall, repetition.isRepeating], (text) => [
		printedCalls.printedCall(text, ['a']),
		printedCalls.printedCall(`<tool_call>${text}`, []),
		printedCalls.printedCall(`{"name": "a", "input": ${JSON.stringify(text)}}`, ['a']),
		repetition.isRepeating(text),
	]),
	word([providerFaults.providerFault, providerFaults.faultReason], (text) => [
		providerFaults.providerFault([text, text]),
		providerFaults.faultReason(text),
		providerFaults.faultReason(`400 {"error": {"message": ${JSON.stringify(text)}}}`),
	]),
	word([ollama.ollamaNames, ollama.ollamaModel, ollama.ollamaGroup], (text) => {
		const model = { name: text, callsTools: true, seesImages: false };
		const info = { [`${text}.context_length`]: 8192 };
		return [
			ollama.ollamaNames({ models: [{ name: text }] }),
			ollama.ollamaModel(text, { model_info: info }, { models: [{ name: text }] }),
			ollama.ollamaGroup(model, 8192, text),
		];
	}),
	word(
		[svelteServer.namesSvelteServer, svelteServer.svelteTools, svelteServer.svelteServerText],
		(text) => [
			svelteServer.namesSvelteServer(text),
			svelteServer.svelteTools(text.split(' ')),
			svelteServer.svelteServerText([`mcp_${text}_svelte-autofixer`]),
		],
	),
	word([toolInput.readToolInput], (text) => [
		toolInput.readToolInput(text, { required: text.split(' ') }),
		toolInput.readToolInput(JSON.stringify({ text }), { required: ['text'] }),
	]),
];

export const textFunctions: readonly TextFunction[] = [
	...ofFiles,
	...ofMarkdown,
	...ofCode,
	...ofWords,
];

/** Exported functions that take no text of others, and why. */
export const withoutText: ReadonlyMap<Function, string> = new Map<Function, string>([
	[ollama.contextChoices, 'compares numbers'],
	[ollama.isRoomy, 'compares numbers'],
	[javaScriptUse.javaScriptUse, 'reads facts'],
	[formatCodes.formatCode, 'runs Prettier'],
	[formatPlans.formatPlan, 'runs Prettier'],
	[formatAtCursors.formatAtCursor, 'runs Prettier'],
	[formatAtCursors.styleKey, 'reads a module that is parsed'],
	[keepOwnLines.keepOwnLines, 'compares so many pairs of lines at most'],
	[frontMatter.tooLarge, 'takes nothing'],
	[handbookOffer.HandbookOffer, 'compares the value of a setting'],
	[syntaxTree.asText, 'returns what it is given'],
	[toolNames.isOfCopilot, 'compares a sentence of its own'],
	[yamlTree.isMapping, 'asks for the kind of a value'],
	[numberWords.inWords, 'takes a number'],
	[ownTools.inputSchema, 'joins what is known of a tool'],
	[agentNames.answering, 'looks at the origins of agents'],
	[catalog.isOwn, 'looks at an origin'],
	[catalog.everyAgent, 'joins lists of agents'],
	[agentNames.isParticipant, 'looks at the origin of an agent'],
	[agentNames.askedAs, 'returns a name'],
	[headerBounds.LineFinder, 'is part of parseFrontMatter, which is called'],
	[projectConfigs.ProjectConfigs, 'is part of mergeConfig and planNeeds, which are called'],
	[envVariable.isPublic, 'looks at the beginning of a name'],
	[firstQuestions.firstQuestions, 'looks at what a project has'],
	[myAgents.sourceOf, 'returns what it is given'],
	[myAgents.folderOf, 'returns what it is given'],
	[packIcon.packIcon, 'looks up colors'],
	[packIcon.iconOf, 'looks up colors'],
	[freeHandles.freeName, 'looks up names'],
	[pack.packedIcon, 'joins three texts'],
	[pack.participantWhen, 'joins three texts'],
	[pack.identityOf, 'returns what it is given'],
	[handbookModel.isHandbook, 'compares the vendor of a model'],
	[handbookModel.canAnswer, 'compares vendor and family of a model'],
	[textRange.shifted, 'moves two numbers'],
	[ownValues.ownValue, 'looks up a name'],
	[codeFormats.indentationOf, 'repeats a blank'],
	[indentCode.holdsBlanks, 'looks at the type of a node'],
	[lastUsed.LastUsed, 'looks up what it is given'],
	[withoutStacks.withoutStacks, 'calls what it is given'],
	[stateMachine.StateMachine, 'runs what linearPattern, which is called, makes'],
	[handbookOffer.HandbookOffer, 'knows models by their ids'],
	[importHomes.ModuleHomes, 'is part of mergeImports, which is called'],
	[importHomes.ModuleNumbers, 'is part of mergeImports, which is called'],
]);

function file(covers: readonly Function[], run: TextFunction['run']): TextFunction {
	return { covers, kind: 'file', run };
}

function prose(covers: readonly Function[], run: TextFunction['run']): TextFunction {
	return { covers, kind: 'markdown', run };
}

function code(covers: readonly Function[], run: TextFunction['run']): TextFunction {
	return { covers, kind: 'code', run };
}

function word(covers: readonly Function[], run: TextFunction['run']): TextFunction {
	return { covers, kind: 'words', run };
}

/** For functions whose contract is to throw at text that they cannot read. */
function orThrown(run: () => unknown): unknown {
	try {
		return run();
	} catch (error) {
		if (error instanceof RangeError) throw error;
		return error;
	}
}
