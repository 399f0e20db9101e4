/**
 * Where the readers put what they find, until all files are read.
 */
import { visible } from '../../../engine/text.ts';
import { canonicalOrNull, noServerName } from '../../../kst/names.ts';
import { InputError } from '../../../inputs/input-error.ts';
import type { FilePlace } from '../formats/exported.ts';
import type { ExchangeServer, Inventory, InventoryInput, PoolComputer } from '../../inventory.ts';
import type { TrustedApplication, TrustedPool, UmDialPlan, UmServer } from '../../inventory.ts';

export class Gathering {
  private readonly inputs = new Map<string, { -readonly [field in keyof InventoryInput]: InventoryInput[field] }>();
  private readonly pools: TrustedPool[] = [];
  private readonly poolComputers: PoolComputer[] = [];
  private readonly applications: TrustedApplication[] = [];
  private readonly umServers: UmServer[] = [];
  private readonly dialPlans: UmDialPlan[] = [];
  private readonly exchangeServers: ExchangeServer[] = [];
  private readonly notes: string[] = [];
  private listsAllPools = false;
  private objects = 0;

  /**
   * Counts an object of a cmdlet.
   *
   * @throws InputError when there are more than any deployment has: all of them are kept until the end.
   */
  count(cmdlet: string, { file, line }: FilePlace): void {
    if (++this.objects > mostObjects) throw new InputError(file, `${line}`, `expected at most ${mostObjects} objects in all files`);
    const key = JSON.stringify([cmdlet, file]);
    const input = this.inputs.get(key);
    if (input === undefined) this.inputs.set(key, { cmdlet, file, objects: 1 });
    else input.objects++;
  }

  pool(name: string, version: TrustedPool['version'], computers: TrustedPool['computers'], place: FilePlace): void {
    this.pools.push({ name, version, computers, from: placeText(place) });
  }

  poolComputer(pool: string, computer: string, place: FilePlace): void {
    this.poolComputers.push({ pool, computer, from: placeText(place) });
  }

  application(pool: string, identity: string, place: FilePlace): void {
    this.applications.push({ pool, identity, from: placeText(place) });
  }

  umServer(server: Omit<UmServer, 'from'>, place: FilePlace): void {
    this.umServers.push({ ...server, from: placeText(place) });
  }

  dialPlan(plan: Omit<UmDialPlan, 'from'>, place: FilePlace): void {
    this.dialPlans.push({ ...plan, from: placeText(place) });
  }

  exchangeServer(server: Omit<ExchangeServer, 'from'>, place: FilePlace): void {
    this.exchangeServers.push({ ...server, from: placeText(place) });
  }

  /** Some input shows every trusted application pool there is. */
  allPoolsListed(): void {
    this.listsAllPools = true;
  }

  /** Something was passed over, or could not be read. */
  note(place: FilePlace, says: string): void {
    if (this.notes.length < mostNotes) this.notes.push(`${placeText(place)}: ${visible(says)}`);
    else if (this.notes.length === mostNotes) this.notes.push('and more that is not told');
  }

  /** The canonical name of a server (F1); null, and a note, where the text is none, as an IP address is not. */
  server(text: string | null, what: string, place: FilePlace): string | null {
    if (text === null) {
      this.note(place, `${what} without a name was passed over`);
      return null;
    }
    const name = canonicalOrNull(text);
    if (name === null) this.note(place, `${what} ${JSON.stringify(text)} was passed over: expected ${noServerName(text)}`);
    return name;
  }

  /** All that was found. */
  inventory(): Inventory {
    const { pools, poolComputers, applications, umServers, dialPlans, exchangeServers, listsAllPools, notes } = this;
    const inputs = [...this.inputs.values()];
    return { inputs, pools, poolComputers, applications, umServers, dialPlans, exchangeServers, listsAllPools, notes };
  }
}

/** No deployment has nearly as many servers, services and plans. */
const mostObjects = 100_000;

/** A file of which nothing fits is told by its first lines. */
const mostNotes = 200;

function placeText({ file, line }: FilePlace): string {
  return visible(`${file}:${line}`);
}
