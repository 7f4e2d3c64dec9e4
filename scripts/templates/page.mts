import { credentialTypes } from '../../hosts/n8n/credentialTypes.mts';
import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';
import { LANGUAGES, type Language, type Template } from './texts.mts';

/** Where the files and pictures of this project can be seen by everybody; the library shows no picture from anywhere else. */
const FILES = 'https://github.com/n8n-nodes-coachview/n8n-nodes-coachview/blob/main';
const PICTURES = 'https://raw.githubusercontent.com/n8n-nodes-coachview/n8n-nodes-coachview/main/docs/images';

/** How n8n calls the credential types that the workflows use. */
const CREDENTIALS: Readonly<Record<string, string>> = {
	coachviewOAuth2Api: 'Coachview OAuth2 API',
	coachviewWebhookApi: 'Coachview Webhook API',
	httpHeaderAuth: 'Header Auth',
	httpBasicAuth: 'Basic Auth',
	httpCustomAuth: 'Custom Auth',
	oAuth2Api: 'OAuth2 API',
	smtp: 'SMTP',
	postgres: 'Postgres',
};

const WORDS: Record<
	Language,
	Record<'picture' | 'self' | 'for' | 'how' | 'setup' | 'needs' | 'change' | 'credentials' | 'first' | 'file', string>
> = {
	en: {
		picture: 'The workflow on the canvas',
		self: '**Self-hosted n8n.** This template uses the community node `n8n-nodes-coachview`; n8n Cloud has it from the day n8n has verified it.',
		for: "Who's it for",
		how: 'How it works',
		setup: 'How to set up, in about five minutes with the credentials at hand',
		needs: 'Requirements',
		change: 'How to customize',
		credentials: 'Credentials',
		first:
			'Install `n8n-nodes-coachview` (*Settings → Community nodes*; n8n 3 needs `N8N_UNVERIFIED_PACKAGES_ENABLED=true` until the package is verified). Import into a duplicate of *Coachview private*, an empty workflow whose settings save no runs; the note on the canvas says how to make it, once.',
		file: 'Workflow',
	},
	nl: {
		picture: 'De workflow op het canvas',
		self: '**Zelf gehoste n8n.** Deze template gebruikt de community node `n8n-nodes-coachview`; n8n Cloud heeft hem vanaf de dag dat n8n hem heeft geverifieerd.',
		for: 'Voor wie',
		how: 'Hoe het werkt',
		setup: 'Instellen, in ongeveer vijf minuten met de credentials bij de hand',
		needs: 'Nodig',
		change: 'Aanpassen',
		credentials: 'Credentials',
		first:
			'Installeer `n8n-nodes-coachview` (*Settings → Community nodes*; n8n 3 heeft `N8N_UNVERIFIED_PACKAGES_ENABLED=true` nodig zolang het pakket niet is geverifieerd). Importeer in een duplicaat van *Coachview private*, een lege workflow waarvan de instellingen geen uitvoeringen bewaren; de notitie op het canvas zegt hoe u die eenmalig maakt.',
		file: 'Workflow',
	},
};

/** @returns path of a template's page, from the root */
export const pagePath = (name: string, language: Language): string => `templates/${name}.${language}.md`;

/** Everything that the portal's form asks for, in its order, for one workflow in one language. */
export function page({ name, categories, texts }: Template, workflow: WorkflowJson, language: Language): string {
	const words = WORDS[language];
	const { title, overview, for: whom, how, setup, requirements, customize } = texts[language];
	const list = (lines: string[]) => lines.map((line) => `- ${line}`).join('\n');
	const credentials = credentialNames(workflow).map((one) => `*${one}*`);
	return `${[
		`<!-- Made by "npm run templates" from templates/templates.yml and workflows/${name}.json -->`,
		`# ${title}`,
		`![${words.picture}](${PICTURES}/${name}.png)`,
		`> ${words.self}`,
		overview,
		`## ${words.for}`,
		whom,
		`## ${words.how}`,
		how,
		`## ${words.setup}`,
		[words.first, ...setup].map((step, index) => `${index + 1}. ${step}`).join('\n'),
		`## ${words.needs}`,
		list([...requirements, ...(credentials.length > 0 ? [`${words.credentials}: ${credentials.join(', ')}`] : [])]),
		`## ${words.change}`,
		list(customize),
		`${categories.join(' · ')} · ${words.file}: [\`workflows/${name}.json\`](${FILES}/workflows/${name}.json)`,
	].join('\n\n')}\n`;
}

/** @returns the credentials to choose, by the names that n8n shows, each once */
export function credentialNames({ nodes }: WorkflowJson): string[] {
	const types = nodes.filter(({ disabled }) => !disabled).flatMap((node) => credentialTypes(node));
	return [...new Set(types)].map((type) => CREDENTIALS[type] ?? type);
}

/** The list of all templates. */
export function indexPage(templates: readonly Template[]): string {
	const rows = templates.map(({ name, categories, texts }) => {
		const links = LANGUAGES.map((language) => `[${texts[language].title}](${name}.${language}.md)`);
		return `| ${links.join(' | ')} | ${categories.join(', ')} |`;
	});
	return `<!-- Made by "npm run templates" -->

# Templates

The [sample workflows](../docs/workflows.md) in the form of n8n's template library: what the portal's form asks for, in English and Dutch. The
library takes English texts; the Dutch ones are for your own pages. \`npm run templates\` makes these pages from
[\`templates.yml\`](templates.yml) and the workflows, and writes to \`reports/templates\` the files to hand in: each workflow with
the one yellow note that the library wants, and not otherwise changed. [How to hand one in](../docs/creator-portal.md#templates).

| English | Nederlands | Categories |
|---|---|---|
${rows.join('\n')}
`;
}
