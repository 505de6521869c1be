export interface Clock {
  minutes: number;
}
