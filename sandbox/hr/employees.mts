import { randomUUID } from 'node:crypto';
import type { Employee, HrFlags } from '../control/types.mts';

export interface Employees {
	all(): Employee[];
	/** Adds, or replaces the one with the same key. */
	put(employee: Partial<Employee> & { number: string }): Employee;
	/** Changes every employee with this number. @returns the changed ones */
	patch(number: string, members: Partial<Employee>): Employee[];
	/** Removes every employee with this number. */
	remove(number: string): void;
	flags(system: string): HrFlags;
	setFlags(system: string, flags: HrFlags): void;
}

/** The employees that all HR systems share, and the flags that each system has of its own. */
export function createEmployees(): Employees {
	const byKey = new Map<string, Employee>();
	const flags = new Map<string, HrFlags>();
	const withNumber = (number: string) => [...byKey.values()].filter((employee) => employee.number === number);
	return {
		all: () => [...byKey.values()],
		put(given) {
			const employee: Employee = {
				key: randomUUID(),
				personNumber: given.number,
				firstName: '',
				prefix: null,
				lastName: '',
				email: null,
				dateOfBirth: null,
				placeOfBirth: null,
				countryOfBirth: null,
				inService: true,
				extra: {},
				...given,
			};
			byKey.set(employee.key, employee);
			return employee;
		},
		patch(number, members) {
			const changed = withNumber(number);
			for (const employee of changed) Object.assign(employee, members, { key: employee.key });
			return changed;
		},
		remove: (number) => withNumber(number).forEach(({ key }) => byKey.delete(key)),
		flags: (system) => flags.get(system) ?? {},
		setFlags: (system, value) => void flags.set(system, value),
	};
}
