// Why a filter of the settings does nothing any more, as the server said it.

/** Whether a field that it asks by is gone; of anything else only the server's own words tell. */
export const lostField = (fault: string): boolean => /^There is no field /.test(fault)
