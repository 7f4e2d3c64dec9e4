import type { Model, ModelCall, ModelMember, Type } from './model.mts';

/** Differences of whole entities. */
type OfEntity =
	| { plant: 'addEntity'; path: string }
	| { plant: 'removeEntity'; path: string }
	| { plant: 'renameEntity'; path: string; to: string };

/** Differences of one member; `name` may be that of a group's member, such as `adres.plaats`. */
type OfMember = { path: string; name: string } & (
	| { plant: 'addMember'; type: Type }
	| { plant: 'renameMember'; to: string }
	| { plant: 'removeMember' }
	| Change
);

type Change =
	| { plant: 'retype'; type: Type }
	| { plant: 'require' }
	| { plant: 'unrequire' }
	| { plant: 'lock' }
	| { plant: 'unlock' }
	| { plant: 'allowNull' }
	| { plant: 'forbidNull' }
	| { plant: 'addValue'; value: string }
	| { plant: 'removeValue'; value: string };

/** Differences of calls, of the query parameters of a list (or, `byId`, of a read by id), and of scopes. */
type OfCall = { path: string } & (
	| { plant: 'addCall'; name: ModelCall }
	| { plant: 'removeCall'; name: ModelCall }
	| { plant: 'addParameter'; name: string; type: Type; byId?: true }
	| { plant: 'retypeParameter'; name: string; type: Type; byId?: true }
	| { plant: 'removeParameter'; name: string; byId?: true }
	| { plant: 'addScope'; name: string }
	| { plant: 'removeScope'; name: string }
);

/** Something in which the description is made to differ from what the sandbox plays. */
export type Plant = OfEntity | OfMember | OfCall;

/**
 * @returns the models with what is planted
 * @throws Error for a plant that does not fit: an entity, member or parameter that is not there, or already is
 */
export function planted(models: readonly Model[], plants: readonly Plant[]): Model[] {
	const result = new Map(models.map((model) => [model.path, model]));
	for (const plant of plants) {
		const model = result.get(plant.path);
		if ((model === undefined) !== (plant.plant === 'addEntity')) throw unfit(plant);
		if (!model) result.set(plant.path, made(plant.path));
		else if (plant.plant === 'removeEntity') result.delete(plant.path);
		else if (plant.plant === 'renameEntity') model.path = plant.to;
		else if (isOfCall(plant)) intoCalls(model, plant);
		else if (plant.plant !== 'addEntity') intoMember(model, plant);
	}
	return [...result.values()];
}

const isOfCall = (plant: Plant): plant is OfCall => /(Call|Parameter|Scope)$/.test(plant.plant);

const unfit = ({ plant, path, ...rest }: Plant) =>
	new Error(`This description cannot take ${plant} ${path} ${JSON.stringify(rest)}`);

function intoCalls(model: Model, plant: OfCall): void {
	const change = <Item,>(set: Set<Item>, name: Item, isAdded: boolean) => {
		if (set.has(name) === isAdded) throw unfit(plant);
		if (isAdded) set.add(name);
		else set.delete(name);
	};
	switch (plant.plant) {
		case 'addCall':
		case 'removeCall':
			return change(model.calls, plant.name, plant.plant === 'addCall');
		case 'addScope':
		case 'removeScope':
			return change(model.scopes, plant.name, plant.plant === 'addScope');
		default: {
			const parameters = plant.byId ? model.idParameters : model.listParameters;
			if (parameters.has(plant.name) === (plant.plant === 'addParameter')) throw unfit(plant);
			if (plant.plant === 'removeParameter') parameters.delete(plant.name);
			else parameters.set(plant.name, plant.type);
		}
	}
}

function intoMember(model: Model, plant: OfMember): void {
	const [outer, inner] = plant.name.split('.') as [string, string?];
	const members = inner === undefined ? model.members : model.members.get(outer)?.lines;
	const name = inner ?? outer;
	const member = members?.get(name);
	if (plant.plant === 'addMember') {
		if (!members || member) throw unfit(plant);
		return void members.set(name, { type: plant.type });
	}
	if (!members || !member) throw unfit(plant);
	if (plant.plant === 'removeMember') return void members.delete(name);
	if (plant.plant !== 'renameMember') return void members.set(name, changed(member, plant));
	members.delete(name);
	members.set(plant.to, member);
}

/** undefined takes a mark away. */
function changed(member: ModelMember, plant: Change): ModelMember {
	const { values = [] } = member;
	switch (plant.plant) {
		case 'retype':
			return { ...member, type: plant.type, lines: undefined };
		case 'require':
			return { ...member, required: true };
		case 'unrequire':
			return { ...member, required: undefined };
		case 'lock':
			return { ...member, readOnly: true, required: undefined };
		case 'unlock':
			return { ...member, readOnly: undefined };
		case 'allowNull':
			return { ...member, threeState: true };
		case 'forbidNull':
			return { ...member, threeState: undefined };
		case 'addValue':
			return { ...member, values: [...values, plant.value] };
		case 'removeValue':
			return { ...member, values: values.filter((value) => value !== plant.value) };
	}
}

/** An entity that nobody plays. */
const made = (path: string): Model => ({
	path,
	calls: new Set<ModelCall>(['GET list', 'GET', 'POST', 'PUT']),
	members: new Map<string, ModelMember>([
		['id', { type: 'uuid', readOnly: true }],
		['code', { type: 'string' }],
		['naam', { type: 'string', required: true }],
		['soort', { type: 'string', values: ['Groot', 'Klein'] }],
		['aantal', { type: 'integer' }],
		['prijs', { type: 'decimal' }],
		['actief', { type: 'boolean' }],
		['datum', { type: 'date' }],
		['tijdstip', { type: 'dateTime' }],
		['persoonId', { type: 'uuid' }],
		['persoon', { type: 'object', refersTo: 'Personen', readOnly: true }],
		[
			'plek',
			{
				type: 'object',
				lines: new Map([
					['straat', { type: 'string' }],
					['plaats', { type: 'string' }],
				]),
			},
		],
		['volledigeNaam', { type: 'string', readOnly: true }],
		['auditTrail', { type: 'object', lines: new Map([['gewijzigdDatumTijd', { type: 'dateTime' }]]), readOnly: true }],
	]),
	listParameters: new Map<string, Type>([
		['Where', 'string'],
		['Take', 'integer'],
	]),
	idParameters: new Map(),
	scopes: new Set([`${path}.Lezen`, `${path}.Schrijven`]),
	hasFreeFields: false,
});
