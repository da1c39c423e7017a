import { stem } from '../text/stem.ts';

/**
 * Words that people use for the same thing, in the languages that ask most. What stands before the
 * colon is what agent files say; whoever says one of the others means these.
 */
const sameThings = `
upload: carico subir subo uploading hochladen hoch televerser envoi subir carica caricare enviar multipart 413
image picture photo: avatar pic screenshot jpg jpeg png webp thumbnail logo bild bilder foto imagen imagem immagine
file: attachment datei dateien archivo fichier arquivo
profile: account profil konto perfil compte cuenta
login: rememberme signin logon authenticate authentication anmelden anmeldung einloggen angemeldet angemeldete melde connexion connecter iniciar inicio entrar accedi
logout: signout abmelden abmeldung ausloggen deconnexion cerrar sair disconnect
session: cookie loggedout remember lucia expire expiry sitzung sitzungen sesion sessione
devices: device everywhere gerate gerat dispositivo appareil
signup register: registration enroll join registrierung registrieren inscription inscrire registro registrarse verification
password hashing: passwords hash hashed salt argon2 scrypt bcrypt passwort passworter passe contrasena senha parola
guard guards protect: protected private restrict restricted forbidden authorize authorization permission permissions access schutzen geschutzt schutz proteger protejo protegida protegido gesperrt zugriff acceso acces
roles: role admin admins administrator administrators moderator rbac acl rolle rollen rol
redirect: returnurl callbackurl redirectto umleiten weiterleiten
oauth social: google apple facebook discord provider sso openid
github: repository repo commit
sse live realtime websocket: eventsource websockets socket polling push immediately instantly instant presence echtzeit tiempo
notifications: notification benachrichtigung benachrichtigungen notificacion
webhook webhooks: delivery deliveries hmac signature ipn
stripe payment: payments checkout billing charge zahlung zahlungen bezahlung bezahlen paiement pago pagos pagamento
svix clerk: resend polar
csv export: excel xlsx spreadsheet download tabelle exportieren exportar exporter tableur planilla
cors origin: preflight frontend domain subdomain domains crossorigin
ratelimit throttle bruteforce: limiter throttling flood abuse ddos bot bots hammer hammered hammering guessing attempt 429 drosseln begrenzen limitar limite
headers: hsts clickjacking nosniff helmet xframe iframe frame framing sicherheitsheader cabeceras entetes
csp policy: contentsecuritypolicy nonce nonces inline xss script
adapter deploy: deployment docker dockerfile container vps pm2 production hosting host server ausrollen bereitstellen produktion desplegar deployer
form action actions: forms submit submission formular formulare formulaire formulario enhance
contact: kontakt contacto contato message honeypot spam
mail email: electronico mails emails smtp nodemailer sendgrid mailgun postmark correo courriel mailen nachricht
validation validate: valid invalid validator zod valibot yup prufen validieren uberprufen validar valider typed errors
superforms: superform supervalidate superforms
load loading: fetch loader data daten datos donnees waterfall
await stream: slowly streaming defer deferred promise slow spinner
layout: navbar header nav sidebar everywhere
current: currentuser locals whoami
prerender static: prerendering ssg slug slugs blog article articles build entries sitemap markdown statisch
remote rpc: serverfunction component command
environment variables env: variable dotenv config secret secrets secreto umgebung umgebungsvariable umgebungsvariablen umgebungsvariabel environnement entorno variabili ambiente processenv
healthcheck health readiness liveness: probe kubernetes uptime heartbeat alive status k8s loadbalancer
test vitest: testing unit spec mock mocking jest testen pruebas prueba tester essai assert
database db: databases datenbank datenbanken datos donnees banco persistence
postgres: postgresql pg neon psql
sqlite: libsql turso bettersqlite
schema table: column relation model entity definition definitions modell tabellen
drizzle: orm kysely
migration migrations: migrate alter backfill downtime migrationen migrieren migracion
index: indexes indices concurrently
connection pool: connect connections pooling pooler client verbindung verbinden verbindungen conectar conexion connecter connectio verbinde exhausted
constraint duplicate unique: violation duplicates unicity taken exists already 23505 p2002 foreign doppelt duplikat vorhanden duplicado doublon
transaction race: transactions concurrent concurrency parallel atomic transaktion deadlock simultaneous simultaneously transaccion
stock oversell: inventory sold buy buys sell selling bestand lager item kaufen comprar
idempotency: idempotent twice retry retries double again
pagination keyset: paginate paging paged pages offset cursor infinitescroll blattern seitenweise paginacion
etag ifmatch overwrite: conditional conflict 412 overwritten optimistic
version versions: versioning versioned v1 v2 deprecate deprecated deprecation sunset versionieren
rest api: endpoint endpoints restful http json schnittstelle endpunkt apis rota
crud resource: patch put delete
problem errors: 422 415 rfc format malformed
key keys: apikey token tokens bearer schlussel clave cle
jwt: refreshtoken jose jsonwebtoken claim claims jws jwks tokens accesstoken
logging log: logs sentry monitoring logger report protokollieren protokoll fehlerprotokoll registrar journaliser tracking
error errors: exception exceptions crash crashes 500 fail failed failure fehler erreur errore
errorpage: notfound
hooks middleware: handle sequence interceptor reihenfolge
cookie preference: cookies theme darkmode dark preferences setting settings einstellung remember locale
handlefetch internal: proxy backend microservice microservices upstream intern
supabase: gotrue
caching cache: cached zwischenspeicher
jobs queue: job cron schedule scheduled nightly background periodically aufgabe
`;

/** Words that people join or part: each of these is read as one. */
const joined = `
login: log in, logs in, logged in, logging in, sign in, signs in, signed in, signing in, log on, iniciar sesion, se connecter, logge ein
loggedout: logged out, signed out
logout: log out, logs out, logging out, sign out, signs out, signing out, log off, cerrar sesion, se deconnecter
signup: sign up, signs up, signed up, signing up, create account, creating account
email: e mail
realtime: real time, right away
websocket: web socket, web sockets
ratelimit: rate limit, rate limits, rate limiting, too many requests, rate limiter, rate limited
bruteforce: brute force, brute forcing, brute forced
infinitescroll: load more, infinite scroll, infinite scrolling, endless scroll
darkmode: dark mode
database: data base, base de datos, base de donnees
password: mot de passe, pass word
csrf: cross site post form, cross site post, cross site request forgery, cross site form, cross site posts, check origin, trusted origins
refreshtoken: refresh token, refresh tokens
passwordreset: forgot password, forgotten password, forgot my password, reset password, reset my password, password reset, lost password, passwort vergessen, passwort zurucksetzen, mot de passe oublie, contrasena olvidada
rememberme: remember me, stay logged in, stay signed in, keep people logged in, keep users logged in, keep me logged in, keep me signed in
sse: server sent event, server sent events
race: at the same time, two users, two people, two customers, same record, same row
trycatch: try catch
twofactor: two factor, 2fa
apikey: api key, api keys, personal access token, personal access tokens
devices: where i am signed, where am i signed, where i am logged, where am i logged
await: without blocking, slow query, slow queries
middleware: middle ware
spreadsheet: spread sheet
dotenv: dot env
healthcheck: health check, health checks
webhook: web hook, web hooks
signup: create an account
superforms: super forms
microservice: micro service, micro services
navbar: nav bar, navigation bar
notfound: not found
crossorigin: cross origin, cross site, another domain, other domain, another origin, allow origin
jsonwebtoken: json web token, json web tokens
clickjacking: click jacking
contentsecuritypolicy: content security policy
pagination: page by page, next page
protect: only logged in, only for logged in, only signed in, only for signed in, not logged in, not signed in, members only, nur angemeldete, nur fur angemeldete, nur eingeloggte
javascript: java script
typescript: type script
postgres: postgre sql
graphql: graph ql
github: git hub
sveltekit: svelte kit
betterauth: better auth
currentuser: current user, signed in user
magiclink: magic link, magic links
serverfunction: server function, server functions
errorpage: error page, error pages
`;

const synonyms: ReadonlyMap<string, readonly string[]> = (() => {
	const found = new Map<string, Set<string>>();
	for (const line of sameThings.trim().split('\n')) {
		const [meant = [], others = []] = line.split(':').map((part) => part.trim().split(' '));
		const terms = meant.map(stem);
		for (const word of [...terms, ...others.map(stem)]) {
			const known = found.get(word) ?? new Set<string>();
			for (const term of terms) if (term !== word) known.add(term);
			found.set(word, known);
		}
	}
	return new Map([...found].map(([word, terms]) => [word, [...terms]]));
})();

const phrases: ReadonlyMap<string, string> = new Map(
	joined
		.trim()
		.split('\n')
		.flatMap((line): readonly [string, string][] => {
			const [word = '', parted = ''] = line.split(':');
			return parted.split(',').map((phrase) => [phrase.trim(), word]);
		}),
);

const mostParts = 4;
/** A known word may stand in a longer one with so many letters more. */
const mostEnding = 3;
const shortestStart = 5;

/**
 * Other words for what a word means, stemmed; none where nobody has others.
 *
 * @param word in lower case, without accents
 */
export function synonymsOf(word: string): readonly string[] {
	const term = stem(word);
	const known = synonyms.get(term);
	if (known) return known;
	// Endings of other languages.
	for (let cut = 1; cut <= mostEnding && term.length - cut >= shortestStart; cut++) {
		const start = synonyms.get(term.slice(0, -cut));
		if (start) return [term.slice(0, -cut), ...start];
	}
	return partsOf(term);
}

/** What the two words mean that a language without blanks has joined. */
function partsOf(term: string): readonly string[] {
	for (let at = term.length - 4; at >= 4; at--) {
		const first = term.slice(0, at);
		const start = synonyms.get(first) ?? synonyms.get(stem(first.replace(/s$/, '')));
		const second = term.slice(at);
		const end = synonyms.get(second) ?? synonyms.get(stem(second));
		if (start && end) return [first, second, ...start, ...end];
	}
	return [];
}

/** Verbs that others come between: “log the user out”. */
const parted = /^(?:log|sign)(?:s|ged|ging|ed|ing)?$/;
const endings: ReadonlySet<string> = new Set(['in', 'out', 'off', 'up']);
const between: ReadonlySet<string> = new Set(
	'a an the my our your their his her all every each any some another other new user users people customer customers visitor visitors member members person them him me us someone everyone everybody'.split(
		' ',
	),
);
const mostBetween = 4;

/** Puts the parts of a verb together that stand around who is meant: “log a user out”. */
export function joinParted(words: readonly string[]): readonly string[] {
	const result: string[] = [];
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		result.push(word);
		if (!parted.test(word)) continue;
		let end = at + 1;
		while (end - at <= mostBetween && between.has(words[end] ?? '')) end++;
		const ending = words[end] ?? '';
		if (!endings.has(ending)) continue;
		result.push(ending);
		for (const each of words.slice(at + 1, end)) result.push(each);
		at = end;
	}
	return result;
}

/** Joins the words of phrases, such as “log in”, that mean one thing. */
export function joinPhrases(words: readonly string[]): readonly string[] {
	const result: string[] = [];
	for (let i = 0; i < words.length; i++) {
		let taken = 1;
		let word = words[i] ?? '';
		for (let parts = mostParts; parts > 1; parts--) {
			const whole = phrases.get(words.slice(i, i + parts).join(' '));
			if (whole === undefined) continue;
			taken = parts;
			word = whole;
			break;
		}
		result.push(word);
		i += taken - 1;
	}
	return result;
}
