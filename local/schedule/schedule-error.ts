/** Why a schedule expression cannot be read; services make it an error of their own. */
export class ScheduleError extends Error {}
