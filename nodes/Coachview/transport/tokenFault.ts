import { Fault } from '../domain/fault';
import {
	CREDENTIAL_GONE,
	CREDENTIAL_MOVED,
	TOKEN_BUSY,
	TOKEN_MISPLACED,
	TOKEN_UNAVAILABLE,
	TOKEN_UNREACHABLE,
} from './failure';

const NOTHING_SENT = 'Nothing was sent for this request.';

/**
 * @param host where Coachview should be
 * @returns the fault for a request that could not be sent for want of a token
 */
export function tokenFault(tokenError: string, host = "Coachview's address"): Fault {
	switch (tokenError) {
		case CREDENTIAL_GONE:
			return new Fault(
				'credential',
				'n8n does not have the Coachview credential of this node any more',
				`It was deleted, or is not shared with this workflow. Choose another one in the node. ${NOTHING_SENT}`,
			);
		case CREDENTIAL_MOVED:
			return new Fault(
				'credential',
				'The Coachview credential of this node was changed meanwhile, and leads to another environment now',
				`Run the items again that are left, if they are meant for that environment. ${NOTHING_SENT}`,
			);
		case TOKEN_UNAVAILABLE:
			return new Fault(
				'unavailable',
				'Coachview could not give an access token at this moment',
				`Run it again later. If it stays, check the Environment or Custom URL in the credential. ${NOTHING_SENT}`,
			);
		case TOKEN_UNREACHABLE:
			return new Fault(
				'unavailable',
				`Nobody answers at ${host}`,
				`Check the Environment or Custom URL in the credential, and the connection of this n8n. ${NOTHING_SENT}`,
			);
		case TOKEN_BUSY:
			return new Fault(
				'unavailable',
				'Coachview says that it was asked for access tokens too often',
				`Run it again later. Use one credential for all workflows, so that n8n keeps one token for them. ${NOTHING_SENT}`,
			);
		case TOKEN_MISPLACED:
			return new Fault(
				'credential',
				'There is no Coachview at this address: it does not give access tokens',
				`Check the Environment or Custom URL in the credential. ${NOTHING_SENT}`,
			);
		case 'invalid_client':
		case 'unauthorized_client':
			return new Fault(
				'credential',
				'Coachview does not accept the client ID and secret',
				'Check both in the credential, that the client is enabled in Coachview, and that it belongs to the chosen environment: Live and Training have their own clients.',
			);
		case 'invalid_scope':
			return new Fault(
				'credential',
				'Coachview does not grant the scopes listed in the credential',
				'Remove scopes that the client does not have in Coachview, or leave the field empty to get all scopes of the client.',
			);
		default:
			return new Fault(
				'credential',
				'Coachview gave no access token',
				'Check the environment, client ID and secret in the credential; its test says more.',
			);
	}
}
