/**
 * The forms of tokens that services give out, as sources of regular expressions. No part of any can
 * be read in two ways, and what may be of any length stands last.
 */
export const tokenForms: readonly string[] = [
	// Amazon
	'(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])',
	// GitHub
	'gh[opsur]_[A-Za-z0-9]{16,}',
	'github_pat_(?=\\w{0,80}\\d)\\w{20,}',
	// GitLab
	'gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[\\w.-]{16,}',
	'GR1348941[\\w-]{20,}',
	// Bitbucket, Atlassian
	'ATBB[A-Za-z0-9]{32,}',
	'ATATT3[\\w=-]{60,}',
	// Slack, Discord
	'xox[abeoprs](?:\\.xox[bp])?-(?=[\\w-]{0,40}\\d)[\\w-]{10,}',
	'xapp-\\d-[\\w-]{20,}',
	'hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9]{6,}/[A-Za-z0-9]{6,}/[A-Za-z0-9]{12,}',
	'discord(?:app)?\\.com/api/(?:v\\d{1,3}/)?webhooks/\\d{15,}/[\\w-]{30,}',
	'[MNO][A-Za-z0-9]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}',
	'(?:webhook\\.office|outlook\\.office(?:365)?)\\.com/webhook(?:b2)?/[\\w-]{30,}@[\\w-]{30,}/',
	// Stripe, Square, Shopify
	'(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}',
	'whsec_[A-Za-z0-9+/=]{16,}',
	'sq0(?:atp|csp)-[\\w-]{20,}',
	'shp(?:at|ca|pa|ss|tka)_[0-9a-fA-F]{32,}',
	// Models: OpenAI, Anthropic and those who write their keys alike
	'sk-(?:proj|svcacct|admin|None)-(?=[\\w-]{0,80}\\d)[\\w-]{20,}',
	'sk-(?:ant|or)-(?=[\\w-]{0,80}\\d)[\\w-]{16,}',
	'sk-(?=[A-Za-z0-9]{0,60}\\d)[A-Za-z0-9]{20,}',
	'hf_[A-Za-z0-9]{30,}',
	'r8_[A-Za-z0-9]{30,}',
	'gsk_[A-Za-z0-9]{40,}',
	'pplx-[A-Za-z0-9]{40,}',
	'xai-[A-Za-z0-9]{60,}',
	'lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}',
	'sk_[0-9a-f]{48}(?![0-9a-f])',
	'tgp_v1_[\\w-]{20,}',
	'fw_[A-Za-z0-9]{22,}',
	'tvly-(?=[\\w-]{0,40}\\d)[\\w-]{20,}',
	'pcsk_\\w{30,}',
	'csk-[a-z0-9]{40,}',
	'nvapi-[\\w-]{40,}',
	'jina_[A-Za-z0-9]{40,}',
	'phx_[A-Za-z0-9]{40,}',
	'e2b_[0-9a-f]{40}',
	'sk-lf-[0-9a-f-]{36}',
	// Google
	'AIza[\\w-]{30,}',
	'GOCSPX-[\\w-]{20,}',
	'ya29\\.[\\w-]{20,}',
	'1//0[\\w-]{30,}',
	// Registries
	'npm_[A-Za-z0-9]{20,}',
	'pypi-AgE[\\w-]{40,}',
	'rubygems_[0-9a-f]{40,}',
	'dckr_(?:pat|oat)_[\\w-]{20,}',
	'cio[A-Za-z0-9]{32}(?![A-Za-z0-9])',
	// Mail and messages
	'SG\\.[\\w-]{16,80}\\.[\\w-]{16,80}',
	'SK[0-9a-f]{32}(?![0-9a-zA-Z])',
	'key-[0-9a-f]{32}(?![0-9a-zA-Z])',
	'xkeysib-[0-9a-f]{60,}',
	're_(?=\\w{0,40}\\d)[A-Za-z0-9]{6,12}_[A-Za-z0-9]{20,}',
	'oy2[a-z0-9]{43}(?![a-z0-9])',
	'AKCp[A-Za-z0-9]{40,}',
	// Hosting, building and databases
	'HRKU-[\\w-]{30,}',
	'vc[pkiar]_[A-Za-z0-9]{20,}',
	'napi_[A-Za-z0-9]{40,}',
	'mdb_sa_sk_[\\w-]{20,}',
	'CCI(?:PAT|PRJ)_\\w{20,}',
	'bk(?:ua|aj|ct)_[0-9a-f]{40}',
	'pul-[0-9a-f]{40}',
	'FlyV1\\s{1,2}fm\\d[a-z]?_[\\w+/=,-]{40,}',
	'fm\\d[a-z]?_[\\w+/=-]{60,}',
	'rnd_[A-Za-z0-9]{30,}',
	'[st]k\\.ey[\\w-]{20,}\\.[\\w-]{10,}',
	'sbp_[0-9a-f]{40}',
	'sb_secret_[\\w-]{20,}',
	'do[opr]_v1_[0-9a-f]{40,}',
	'nf[pco]_[A-Za-z0-9]{36,}',
	'vercel_blob_rw_\\w{20,}',
	'pscale_(?:tkn|pw|oauth)_[\\w.-]{30,}',
	'fo1_[\\w-]{40,}',
	'dapi[0-9a-f]{32}',
	'dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,}',
	'hv[sbr]\\.[\\w-]{24,}',
	'LTAI[A-Za-z0-9]{16,}',
	'tskey-(?:auth|api|client|scim|webhook)-\\w+-\\w{16,}',
	'ops_eyJ[\\w=-]{60,}',
	// Work: Linear, Notion, Figma, Airtable, Postman, Contentful
	'lin_(?:api|oauth)_[A-Za-z0-9]{32,}',
	'ntn_[A-Za-z0-9]{40,}',
	'secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])',
	'fig[duor]{1,2}_[\\w-]{40,}',
	'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
	'PMAK-[0-9a-f]{24}-[0-9a-f]{34}',
	'CFPAT-[\\w-]{40,}',
	// Watching: Sentry, New Relic, Grafana
	'sntry[su]_[\\w+/=.-]{40,}',
	'NRAK-[A-Z0-9]{27}',
	'glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}',
	'glc_[A-Za-z0-9+/=]{32,}',
	// Keys of age and of wallets
	'AGE-SECRET-KEY-1[0-9A-Z]{20,}',
	'xprv[1-9A-HJ-NP-Za-km-z]{100,}',
];

/** Forms that begin like other words, each with the characters in its middle that tell it from them. */
export const tokenFormsByMiddle: readonly (readonly [middle: string, form: string])[] = [
	// Telegram
	[':AA', '\\d{8,10}:AA[\\w-]{33}'],
	// Mailchimp
	['-us', '[0-9a-f]{32}-us\\d{1,2}(?![0-9a-zA-Z])'],
	// HashiCorp's cloud
	['.atlasv1.', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,}'],
	// Microsoft Entra
	['Q~', '[\\w~.-]{3}\\dQ~[\\w~.-]{31,34}'],
];

/** Forms with a beginning that tells them from words wherever it stands, also right behind one. */
export const gluedForms: readonly string[] = [
	'gh[opsur]_[A-Za-z0-9]{36,}',
	'github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{40,}',
	'glpat-[\\w-]{20,}',
	'xox[bpoas]-\\d{9,}-[\\w-]{20,}',
	'(?:sk|rk)_live_[A-Za-z0-9]{20,}',
	'sk-(?:ant|or|proj|svcacct|admin)-(?=[\\w-]{0,40}\\d)[\\w-]{40,}',
	'npm_[A-Za-z0-9]{36}',
	'do[opr]_v1_[0-9a-f]{64}',
	'shp(?:at|ca|pa|ss)_[0-9a-f]{32}',
	'(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9+/=])',
	'lin_api_[A-Za-z0-9]{40}',
	'sntrys_[\\w+/=-]{40,}',
	'dckr_pat_[\\w-]{27,}',
	'HRKU-[\\w-]{40,}',
	'hvs\\.[\\w-]{80,}',
];
