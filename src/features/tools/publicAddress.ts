import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { ToolError } from '../../host/toolError.ts';
import { untilAborted } from './untilAborted.ts';

export interface Address {
	readonly address: string;
	readonly family: 4 | 6;
}

/**
 * Networks that are not the internet: this machine, the local network, and a cloud's own services,
 * some of which have addresses that look public (Azure's 168.63.129.16, IBM's 161.26 and 166.8).
 */
const notPublic = new BlockList();
for (const network of [
	'0.0.0.0/8',
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'161.26.0.0/16',
	'166.8.0.0/14',
	'168.63.129.16/32',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.0.0.0/24',
	'192.0.2.0/24',
	'192.88.99.0/24',
	'192.168.0.0/16',
	'198.18.0.0/15',
	'198.51.100.0/24',
	'203.0.113.0/24',
	'224.0.0.0/3',
]) {
	const [net = '', bits] = network.split('/');
	notPublic.addSubnet(net, Number(bits), 'ipv4');
}
/** Only these IPv6 addresses are the internet's; the exceptions within hold IPv4 ones, or none. */
const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');
const notPublicV6 = new BlockList();
for (const network of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) {
	const [net = '', bits] = network.split('/');
	notPublicV6.addSubnet(net, Number(bits), 'ipv6');
}

/**
 * Whether an IP address belongs to a machine on the internet, and to another than this one and its
 * neighbours: those may have addresses of the internet as well.
 */
export function isPublicAddress(
	{ address, family }: Address,
	interfaces: readonly NetworkInterfaceInfo[] = Object.values(networkInterfaces()).flatMap(
		(infos) => infos ?? [],
	),
): boolean {
	const near = nearBy(interfaces);
	if (family === 4) return !notPublic.check(address, 'ipv4') && !near.check(address, 'ipv4');
	const [plain = ''] = address.split('%', 1);
	return (
		publicV6.check(plain, 'ipv6') && !notPublicV6.check(plain, 'ipv6') && !near.check(plain, 'ipv6')
	);
}

/** A local network has this many bits of an IPv6 address to itself. */
const localBits = 64;

function nearBy(interfaces: readonly NetworkInterfaceInfo[]): BlockList {
	const near = new BlockList();
	for (const { address, family } of interfaces) {
		if (family === 'IPv4') near.addAddress(address, 'ipv4');
		// Others are none of the internet's anyhow, and the network of `::1` holds all IPv4 addresses.
		else if (publicV6.check(address, 'ipv6')) near.addSubnet(address, localBits, 'ipv6');
	}
	return near;
}

/**
 * The address to connect to for a host. Of several, all have to be public: which of them answers is
 * up to the host.
 *
 * @param signal ends the waiting, also for a name server that never answers
 * @throws ToolError, where the host is unknown or not on the internet; the
 * signal's reason when it ends the waiting
 */
export async function addressOf(
	host: string,
	allowPrivate: boolean,
	signal: AbortSignal,
	lookUp: LookUp = lookUpAll,
): Promise<Address> {
	const addresses = await addressesOf(host.replace(/^\[|\]$/g, ''), signal, lookUp);
	const [first] = addresses;
	if (!first) throw new ToolError(`The host ${host} is unknown.`);
	if (!allowPrivate && !addresses.every((address) => isPublicAddress(address))) {
		throw new ToolError(
			`${host} is on this machine or in a private network, which the user does not allow (setting sveltekitAgents.tools.allowPrivateAddresses).`,
		);
	}
	return first;
}

/** Asks for all addresses of a name; rejects where it has none. */
export type LookUp = (
	host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const lookUpAll: LookUp = async (host) => lookup(host, { all: true });

async function addressesOf(
	host: string,
	signal: AbortSignal,
	lookUp: LookUp,
): Promise<readonly Address[]> {
	const family = isIP(host);
	if (family === 4 || family === 6) return [{ address: host, family }];
	try {
		const found = await untilAborted(lookUp(host), signal);
		return found.map(({ address, family: kind }) => ({ address, family: kind === 6 ? 6 : 4 }));
	} catch (error) {
		signal.throwIfAborted();
		throw new ToolError(`The host ${host} is unknown.`, { cause: error });
	}
}
