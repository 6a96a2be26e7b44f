// Somebody who left no name is called by their id; it is shown as the id it is.

const AN_ID = /^[a-z]{0,6}[-_]?\d{4,}$/i

export const isIdName = (name: string): boolean => AN_ID.test(name)
