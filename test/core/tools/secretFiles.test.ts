import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isSecretPath } from '../../../src/core/tools/secretFiles.ts';

describe('secret files', () => {
	for (const path of [
		'.env',
		'.env.local',
		'.ENV.Production',
		'apps/web/.env.development.local',
		'apps\\web\\.env',
		'production.env',
		'.env.ts',
		'.env.',
		'.env ',
		'.env::$DATA',
		'.envrc',
		'.dev.vars',
		'certs/server.key',
		'certs/server.pem',
		'id_rsa',
		'id_ed25519.pub',
		'.ssh/config',
		'home/.aws/credentials',
		'.npmrc',
		'.netrc',
		'.git-credentials',
		'credentials.json',
		'secrets.yml',
		'service-account-prod.json',
		'infra/terraform.tfstate',
		'infra/prod.tfvars',
		'.kube/config',
	]) {
		it(`are ${JSON.stringify(path)}`, () => assert.equal(isSecretPath(path), true));
	}

	for (const path of [
		'.env.example',
		'.env.sample',
		'.env.local.template',
		'src/lib/server/secrets.ts',
		'src/lib/credentials.ts',
		'docs/secrets.md',
		'src/environment.ts',
		'src/env.d.ts',
		'keys/README.md',
		'monkey',
		'src/routes/api/[key]/+server.ts',
		'package.json',
		'',
	]) {
		it(`are not ${JSON.stringify(path)}`, () => assert.equal(isSecretPath(path), false));
	}
});
