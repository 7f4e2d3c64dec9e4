import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { projectRoot } from '../../../hosts/cache.mjs';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import { CoachviewPollingTrigger } from '../../../nodes/Coachview/CoachviewPollingTrigger.node.ts';
import { runNode } from '../../harness/engine.mts';
import { useStage } from '../../harness/stage.mts';

const stage = useStage();
const { description } = new Coachview();
const polling = new CoachviewPollingTrigger().description as INodeTypeDescription;

const choices = ({ properties }: INodeTypeDescription, name: string) =>
	properties.filter((property) => property.name === name).map(({ options = [] }) => options as INodePropertyOptions[]);
const resources = (of: INodeTypeDescription) => choices(of, 'resource')[0]!;

describe('the list of resources, for somebody who knows the Dutch words only', () => {
	it.each([
		['enrolment', 'Enrolment (Opleidingsvraag)'],
		['webRequest', 'Web Request (Webaanvraag)'],
		['person', 'Person (Persoon)'],
	])('%s is called %s, in both nodes', (value, name) => {
		expect(resources(description)).toContainEqual(expect.objectContaining({ value, name }));
		expect(resources(polling)).toContainEqual(expect.objectContaining({ value, name }));
	});
	it('says under a name what nobody has seen, and nothing under one that was seen', () => {
		const said = Object.fromEntries(resources(description).map((one) => [one.value, one.description]));
		expect(said.company).toBe("Not confirmed: nobody has seen Bedrijven in Coachview's API");
		expect(said.person).toBeUndefined();
		expect(said.record).toContain('any other kind');
	});
	it('lists operations by name, those of one entity alone among the others', () => {
		const lists = choices(description, 'operation').map((list) => list.map(({ name }) => name));
		expect(lists).toContainEqual(['Create', 'Get', 'Get Many']);
		for (const names of lists) expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	});
	it('ends no sentence twice', () => {
		const said = choices(description, 'operation').flat();
		expect(said.filter((one) => one.description?.includes('..'))).toEqual([]);
	});
});

it.each([
	'inschrijving',
	'opleidingsvraag',
	'deelnemer',
	'webaanvraag',
	'enrolment',
	'opleiding',
	'bedrijf',
	'webhook',
	'gebeurtenis',
])('"%s" in the node creator finds the node', (word) => {
	const path = join(projectRoot, 'nodes', 'Coachview', 'Coachview.node.json');
	expect((JSON.parse(readFileSync(path, 'utf8')) as { alias: string[] }).alias).toContain(word);
});

it('an operation that the node does not have is told of, not reported as a fault of the node', async () => {
	const { error } = await runNode({
		type: 'coachview',
		parameters: { resource: 'enrolment', operation: 'getMany' },
		credential: stage.credential(),
	});
	expect(error?.message).toBe("'Operation' is none that this version of the node has for its Resource");
});
