/**
 * Words that people use for the same thing, in the languages that ask most; one line is one thing. The
 * first words of a line are those that the files of agents use.
 */
const lines = `
upload image picture photo avatar file multipart 413 hochladen bild datei subir imagen archivo télécharger
login signin sign-in logon password anmeldung anmelden einloggen connexion iniciar
session cookie logged remember device logout sitzung abmelden sesión
signup register registration registrierung registrieren inscription registro
password hash argon2 scrypt bcrypt passwort contraseña senha
guard protect protected admin role permission authorization rbac redirect geschützt rolle
sse live realtime push stream event eventsource websocket polling echtzeit
webhook signature hmac stripe payment delivery zahlung paiement pago
cors cross-origin preflight access-control-allow-origin origin
rate limit throttle flood brute force 429 drosseln
header hsts clickjacking nosniff helmet
csp policy nonce inline script
deploy adapter docker server production vercel netlify bereitstellen deployment
form action contact mail formular formulaire formulario
validate validation zod schema superforms validieren prüfen
load data fetch loader laden daten
prerender static entries slug ssg
environment env variable secret dotenv umgebungsvariable
health liveness readiness kubernetes probe healthcheck
test vitest unit testen prueba
database db postgres sql drizzle datenbank base
migration migrate schema column alter migrationen
constraint unique duplicate violation 23505 doppelt
transaction race lock concurrent oversell stock bestand transaktion
pagination page offset keyset cursor infinite scroll slow blättern seite
csv export excel spreadsheet download tabelle
etag if-match conditional conflict 412 optimistic
version v1 v2 deprecation sunset
api rest endpoint json resource schnittstelle
key token bearer apikey schlüssel
jwt jose claim access
error errors exception report sentry log logging fehler erreur
hook hooks middleware sequence handle order reihenfolge
remote query command
theme preference cookie dark
handlefetch internal service proxy microservice backend
supabase rls ssr
`;

const groups: ReadonlyMap<string, readonly string[]> = (() => {
	const found = new Map<string, Set<string>>();
	for (const line of lines.trim().split('\n')) {
		const words = line.split(' ');
		for (const word of words) {
			const others = found.get(word) ?? new Set<string>();
			for (const other of words) if (other !== word) others.add(other);
			found.set(word, others);
		}
	}
	return new Map([...found].map(([word, others]) => [word, [...others]]));
})();

/** Other words for what a word means; none where nobody has others. @param word in lower case */
export function synonymsOf(word: string): readonly string[] {
	return groups.get(word) ?? [];
}

/** Words of questions that say nothing of what they are about. */
export const smallWords: ReadonlySet<string> = new Set(
	`above again always app apps current data example examples page pages server because below between both case click correctly correct course even ever every everybody
	everyone fine first fix get goes happens instead issue keep keeps kind last later less long lot many maybe
	might much must never next nothing now off once only order others part people place please possible problem
	properly quick question really right safely same see seems set sets simple since someone sometimes still take
	takes thing things think time times today try trying two under until user users very while whole without
	working wrong yet
	aber als am auf aus bei das dass dem den der des die doch ein eine einem einen einer es für gibt habe hat ich
	im ist kann kein man mein mich mit nach nicht oder richtig sie sind und uns von vom warum was wenn wer werden
	wie wir wird wo zu zum zur
	al como con cuando de del donde el ella en es esta este hacer hago la las lo los mi para pero por puedo que se
	si sin sobre su un una uno y
	au aux avec ce ces comment dans des du elle est et faire fais faut il je le les leur ma mais mes mon ne nous
	ou où par pas peut plus pour pourquoi puis quand que qui sa sans ses son sur ta tu une vous`.split(
		/\s+/,
	),
);
