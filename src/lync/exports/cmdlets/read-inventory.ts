/**
 * Reading what the Management Shells export: any of the cmdlets, in any of the formats, in as many files as there are.
 */
import { kept } from '../../../engine/kept.ts';
import { InputError } from '../../../inputs/input-error.ts';
import { readExport, type NamedChunks } from '../formats/read-export.ts';
import { callRouters, dialPlans, exchangeServers, umServices } from './exchange-cmdlets.ts';
import { Gathering, type Cmdlet } from './gathering.ts';
import { computers, csPools, readTopology, services, trustedApplications, trustedPools } from './lync-cmdlets.ts';
import type { Inventory } from '../../inventory.ts';
import type { ExportedObject } from '../formats/exported.ts';

/**
 * All that the files say together. An export is taken to be all of its cmdlet's output.
 *
 * @throws InputError for a file that cannot be read, or that holds nothing of the cmdlets named here.
 */
export async function readInventory(files: readonly NamedChunks[]): Promise<Inventory> {
  const into = new Gathering();
  for (const file of files) await readFile(file, into);
  return into.inventory();
}

async function readFile(file: NamedChunks, into: Gathering) {
  const used = new Map<Cmdlet<any>, Set<unknown>>();
  let topologies = 0;
  /** Objects of no cmdlet that is known. */
  const passedOver: { first: ExportedObject | null; count: number } = { first: null, count: 0 };
  await readExport(file, {
    object: (object) => {
      const cmdlet = cmdlets.find(({ recognises }) => recognises(object));
      if (cmdlet === undefined) {
        passedOver.first ??= object;
        passedOver.count++;
        return;
      }
      into.count(cmdlet.name, object.place);
      kept(used, cmdlet, () => new Set()).add(cmdlet.read(object, into));
    },
    topology: (root) => {
      topologies++;
      readTopology(root, into);
    },
  });
  for (const [cmdlet, told] of used) if (cmdlet.listsAllPools?.(told) === true) into.listsAllPools = true;
  if (used.size + topologies === 0) throw nothingKnown(file.name, passedOver.first);
  const { first, count } = passedOver;
  const several = `${count} objects of other cmdlets were passed over, the first of them here`;
  if (first !== null) into.at(first.place).note(count === 1 ? 'an object of another cmdlet was passed over' : several);
}

/** In the order in which an object is offered to them: what is more special comes first. */
const cmdlets: readonly Cmdlet<any>[] = [
  trustedApplications, trustedPools, dialPlans, umServices, callRouters, exchangeServers, csPools, services, computers,
];

function nothingKnown(file: string, first: ExportedObject | null) {
  const accepted = [...cmdlets.map(({ name }) => name), 'Get-CsTopology -AsXml', 'a .tbxml file'].join(', ');
  const expected = `expected the output of one of ${accepted}`;
  const nothing = 'Where a cmdlet has no output, Get-CsTopology -AsXml shows that there is nothing';
  if (first === null) return new InputError(file, '1', `${expected}; found none. ${nothing}`);
  const names = [...first.properties.keys()].slice(0, 8).join(', ');
  return new InputError(file, `${first.place.line}`, `${expected}; found an object with the properties ${names || '(none)'}`);
}
