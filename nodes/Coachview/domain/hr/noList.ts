/** An answer that can be read, but has no list of employees where it should be: a setting is wrong, or the right is missing. */
export class NoList extends Error {}
