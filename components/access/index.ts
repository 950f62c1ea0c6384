export { Bastion, type BastionArgs } from "./bastion";
export { Runner, type RunnerArgs } from "./runner";
export { type People, type PeopleTrust, peopleTrust } from "./trust";
